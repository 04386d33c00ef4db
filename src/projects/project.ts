import type { Day, Weekday } from '../core/day.ts';
import { oneLine } from '../core/written.ts';
import type { ReminderPolicy } from '../reminders/policy.ts';

/** The three kinds of expert have the same rights on milestones. */
export type ExpertKind = 'lead' | 'invitee' | 'third-party';
export type ProjectRole = ExpertKind | 'client';

/** Someone in Slack. Ids are unique within a workspace only, so people of shared channels carry theirs. */
export type Member = { readonly userId: string; readonly teamId?: string | undefined; readonly name: string };

/** Who someone is, without what they may do. */
export function memberOf({ userId, teamId, name }: Member): Member {
  return { userId, name: oneLine(name), ...(teamId === undefined ? {} : { teamId }) };
}

export type Person = Member & { readonly role: ProjectRole };

export type Payment = {
  /** Whether an initial payment was agreed when the proposal was approved. */
  readonly agreed: boolean;
  readonly receivedAt?: Date | undefined;
};

/** `preparing` until an admin opens milestones, `closed` for good. */
export type ProjectStatus = 'preparing' | 'open' | 'closed';

export type Project = {
  readonly id: string;
  /** Grows with every change; a save that read an older one is refused. */
  readonly version: number;
  /** The workspace the app is installed in, also for a shared channel. */
  readonly teamId: string;
  readonly channelId: string;
  readonly name: string;
  readonly people: readonly Person[];
  /** The admin who set it up, and who is told when it needs one. */
  readonly setUpBy?: Member | undefined;
  /** Admins who did not set it up, and read it since they said so. */
  readonly takenOverBy?: readonly Member[] | undefined;
  readonly startDate: Day;
  readonly completionDate: Day;
  /** IANA name. */
  readonly timeZone: string;
  readonly workingDays: readonly Weekday[];
  readonly payment: Payment;
  readonly status: ProjectStatus;
  /** Seconds that changes are gathered into one update; absent: {@link QUIET_SECONDS_DEFAULT}. */
  readonly quietSeconds?: number | undefined;
  /** Absent: the defaults (reminders/reminder.ts). */
  readonly reminders?: ReminderPolicy | undefined;
  /** The project's version that an admin's form made last; milestones raise the version as well, but no admin minds. */
  readonly adminVersion?: number | undefined;
  /** When it is looked at next for what the verdict says by itself (verdict/judge.ts); set while milestones are open. */
  readonly judgeAt?: Date | undefined;
  /** The number that the next milestone gets; numbers are never used twice. */
  readonly nextNumber: number;
  /** Slack's `ts` of the board message, once it is posted. */
  readonly boardTs?: string | undefined;
  /** Leads to the board message. */
  readonly boardLink?: string | undefined;
};

export const PROJECT_NAME_MAX = 80;
/** People in one role: more are not on a project, they were chosen by mistake. */
export const PEOPLE_MAX = 50;
export const QUIET_SECONDS_DEFAULT = 20;
export const QUIET_SECONDS_MAX = 300;

/** Seconds that changes are gathered into one update. */
export function quietSecondsOf(project: Pick<Project, 'quietSeconds'>): number {
  return project.quietSeconds ?? QUIET_SECONDS_DEFAULT;
}

export function personOf(
  project: Pick<Project, 'people'>,
  member: Pick<Member, 'userId' | 'teamId'> & { readonly isDeactivated?: boolean | undefined },
): Person | undefined {
  if (member.isDeactivated) return undefined;
  return project.people.find((person) => isSame(person, member));
}

/** Whether an admin set the project up, or took it over. */
export function isOwnedBy({ setUpBy, takenOverBy = [] }: Project, admin: Pick<Member, 'userId' | 'teamId'>): boolean {
  return [...(setUpBy ? [setUpBy] : []), ...takenOverBy].some((owner) => isSame(owner, admin));
}

function isSame(a: Pick<Member, 'userId' | 'teamId'>, b: Pick<Member, 'userId' | 'teamId'>): boolean {
  // Ids are unique within a workspace only, and a missing workspace equals none.
  return a.userId === b.userId && a.teamId !== undefined && a.teamId === b.teamId;
}

export function isExpert(role: ProjectRole): role is ExpertKind {
  return role !== 'client';
}

export function expertsOf(project: Project): readonly Person[] {
  return project.people.filter((person) => isExpert(person.role));
}

export function clientsOf(project: Project): readonly Person[] {
  return project.people.filter((person) => person.role === 'client');
}

/**
 * Which admins to tell that the project needs one, the best first: who set it up, then those that the settings name.
 * One of them is told; the next where that one cannot be reached.
 */
export function adminsToTell(project: Pick<Project, 'setUpBy'>, named: Iterable<string>): readonly string[] {
  return [...new Set([...(project.setUpBy ? [project.setUpBy.userId] : []), ...named])];
}

/** An agreed initial payment that no one has recorded as received holds the milestones back. */
export function isPaymentMissing(project: Pick<Project, 'payment'>): boolean {
  return project.payment.agreed && project.payment.receivedAt === undefined;
}
