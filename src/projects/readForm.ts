import { type Day, parseDay, type Weekday } from '../core/day.ts';
import type { Failure } from '../core/failure.ts';
import { ok, type Result, refuse } from '../core/result.ts';
import { timeZoneMeant, timeZoneNamed } from '../core/timeZone.ts';
import { isVisible, oneLine } from '../core/written.ts';
import { lengthOf } from '../milestones/draft.ts';
import { isExpert, PEOPLE_MAX, type Person, PROJECT_NAME_MAX, type Project, type ProjectRole } from './project.ts';

/** What an admin writes about a project itself; each name is also the place where a refusal can be shown. */
export type ProjectWords = {
  readonly name: string;
  readonly startDate: string;
  readonly completionDate: string;
  readonly timeZone: string;
  readonly workingDays: readonly Weekday[];
};
export type ProjectField = 'name' | 'clients' | 'leads' | 'startDate' | 'completionDate' | 'timeZone' | 'workingDays';
export type ProjectFieldFailure = { readonly field: ProjectField; readonly failure: Failure };

export type ProjectFields = Pick<Project, 'name' | 'startDate' | 'completionDate' | 'timeZone' | 'workingDays'>;

/** Checks everything but the people; all that is wrong at once. */
export function readProject(words: ProjectWords): Result<ProjectFields, readonly ProjectFieldFailure[]> {
  const failures: ProjectFieldFailure[] = [];
  const fail = (field: ProjectField, failure: Failure | undefined) => failure && failures.push({ field, failure });
  const name = oneLine(words.name);
  const startDate = readDay(words.startDate);
  const completionDate = readDay(words.completionDate);
  fail('name', nameProblem(name));
  if (!startDate.ok) fail('startDate', startDate.failure);
  if (!completionDate.ok) fail('completionDate', completionDate.failure);
  if (startDate.ok && completionDate.ok && completionDate.value < startDate.value) {
    fail('completionDate', { kind: 'completion-before-start', startDate: startDate.value });
  }
  const timeZone = timeZoneNamed(words.timeZone);
  if (timeZone === undefined) {
    const meant = timeZoneMeant(words.timeZone);
    fail('timeZone', { kind: 'unknown-time-zone', typed: words.timeZone, ...(meant ? { meant } : {}) });
  }
  if (words.workingDays.length === 0) fail('workingDays', { kind: 'no-working-days' });
  if (failures.length > 0 || !startDate.ok || !completionDate.ok || timeZone === undefined) return refuse(failures);
  return ok({
    name,
    startDate: startDate.value,
    completionDate: completionDate.value,
    timeZone,
    workingDays: [...words.workingDays].sort((a, b) => a - b),
  });
}

/** What is wrong with the people of a project; empty when nothing. */
export function peopleProblems(people: readonly Person[]): readonly ProjectFieldFailure[] {
  const twice = twoRoles(people);
  return [
    ...(people.some((person) => person.role === 'client')
      ? []
      : [{ field: 'clients', failure: { kind: 'no-clients' } } as const]),
    ...(people.some((person) => isExpert(person.role))
      ? []
      : [{ field: 'leads', failure: { kind: 'no-experts' } } as const]),
    ...(twice ? [{ field: 'clients', failure: twice } as const] : []),
    ...(isCrowd(people, 'client') ? [{ field: 'clients', failure: TOO_MANY } as const] : []),
    ...(EXPERT_KINDS.some((role) => isCrowd(people, role)) ? [{ field: 'leads', failure: TOO_MANY } as const] : []),
  ];
}

const TOO_MANY: Failure = { kind: 'too-many-people', max: PEOPLE_MAX };
const EXPERT_KINDS = ['lead', 'invitee', 'third-party'] as const;

function isCrowd(people: readonly Person[], role: ProjectRole): boolean {
  return people.filter((person) => person.role === role).length > PEOPLE_MAX;
}

function nameProblem(name: string): Failure | undefined {
  if (!isVisible(name)) return { kind: 'name-missing' };
  const length = lengthOf(name);
  return length > PROJECT_NAME_MAX ? { kind: 'name-too-long', length, max: PROJECT_NAME_MAX } : undefined;
}

const EXAMPLE = '2026-12-04' as Day;

/** Any day is fine: a project may have begun before it is set up. */
function readDay(typed: string): Result<Day, Failure> {
  const day = parseDay(typed);
  return day === undefined ? refuse({ kind: 'date-unreadable', typed, example: EXAMPLE }) : ok(day);
}

function twoRoles(people: readonly Person[]): Failure | undefined {
  const seen = new Set<string>();
  const twice = people.find((person) => seen.size === seen.add(person.userId).size);
  return twice && { kind: 'two-roles', personName: twice.name };
}
