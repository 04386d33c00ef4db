import type { Failure } from '../core/failure.ts';
import { ok, type Result, refuse } from '../core/result.ts';
import type { Nameable } from './names.ts';
import { isExpert, isOwnedBy, isPaymentMissing, type Person, type Project, personOf } from './project.ts';

/** What someone wants to do with a project, in the words of the table of rights (docs/roles.md). */
export type Action = 'change-milestones' | 'read' | 'ask' | 'answer' | 'administer';

/** Someone as the server knows them: who they are, and whether they administer this workspace's projects. */
export type Actor = Nameable & {
  readonly isAdmin: boolean;
  /** Slack has deactivated them: they have no rights whatever a project says. */
  readonly isDeactivated?: boolean | undefined;
  /** Slack did not say in time whether they are: then they may not, for now. */
  readonly isAdminUnknown?: boolean | undefined;
  /** Asks once more, and waits longer; absent: nobody asks. */
  readonly askAgain?: (() => Promise<Actor>) | undefined;
  /** Whether they are in a channel, as Slack says; absent: nobody asks. */
  readonly isIn?: ((channelId: string) => Promise<boolean>) | undefined;
};

export function notAdmin(actor: Actor): Failure {
  return { kind: actor.isAdminUnknown ? 'admin-unknown' : 'admin-only' };
}

/** Holds the table of rights. Decides from stored data alone, never from what a message shows. */
export function mayAct(project: Project, actor: Actor, action: Action): Result<Person | undefined, Failure> {
  const person = personOf(project, actor);
  const projectName = project.name;
  if (action === 'administer') return actor.isAdmin ? ok(person) : refuse(notAdmin(actor));
  if (person === undefined && !actor.isAdmin) return refuse({ kind: 'not-on-project', projectName });
  // Of other projects an admin reads the name, until they take them over.
  const isReading = action === 'read' || action === 'ask';
  if (isReading && person === undefined && !isOwnedBy(project, actor)) {
    return refuse({ kind: 'not-taken-over', projectName });
  }
  if (action === 'read') return ok(person);
  if (action === 'ask')
    return project.status === 'closed' ? refuse({ kind: 'project-closed', projectName }) : ok(person);
  if (person === undefined) return refuse({ kind: 'admin-is-no-expert', projectName });
  if (!isExpert(person.role)) return refuse({ kind: 'client-only-reads', projectName });
  if (project.status === 'closed') return refuse({ kind: 'project-closed', projectName });
  if (project.status === 'open' || action === 'answer') return ok(person);
  return refuse({ kind: isPaymentMissing(project) ? 'waiting-for-payment' : 'waiting-for-opening', projectName });
}
