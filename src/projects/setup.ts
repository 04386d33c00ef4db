import { type Day, isTimeZone, parseDay, type Weekday } from '../domain/day.ts';
import { lengthOf } from '../domain/draft.ts';
import type { Failure } from '../domain/failure.ts';
import type { Visitor } from '../domain/permissions.ts';
import { isExpert, type Person, PROJECT_NAME_MAX, type Project } from '../domain/project.ts';
import { ok, type Result, refuse } from '../domain/result.ts';
import { changeSetOf, type Deps, decideAndSave } from './decide.ts';

/** The set-up form, field by field; each name is also the place where a refusal can be shown. */
export type SetupWords = {
  readonly name: string;
  readonly people: readonly Person[];
  readonly startDate: string;
  readonly completionDate: string;
  readonly timeZone: string;
  readonly workingDays: readonly Weekday[];
  readonly paymentAgreed: boolean;
};
export type SetupField = 'name' | 'clients' | 'leads' | 'startDate' | 'completionDate' | 'timeZone' | 'workingDays';
export type SetupFailure = { readonly field: SetupField; readonly failure: Failure };

export async function setUpProject(
  deps: Deps,
  request: {
    readonly teamId: string;
    readonly channelId: string;
    readonly visitor: Visitor;
    readonly words: SetupWords;
    readonly requestId: string;
  },
): Promise<Result<Project | 'repeated', Failure | readonly SetupFailure[]>> {
  const { teamId, channelId, visitor, words, requestId } = request;
  return decideAndSave<Project, Failure | readonly SetupFailure[]>(deps, requestId, async () => {
    if (!visitor.isAdmin) return refuse({ kind: 'admin-only' });
    const present = await deps.store.projectInChannel(teamId, channelId);
    if (present && present.status !== 'closed') return refuse({ kind: 'project-exists', projectName: present.name });
    const read = readSetup(words);
    if (!read.ok) return read;
    const project: Project = {
      ...read.value,
      id: deps.store.newId(),
      version: 0,
      teamId,
      channelId,
      status: 'preparing',
      nextNumber: 1,
    };
    const changeSet = changeSetOf(deps, {
      project,
      milestones: [],
      changes: [{ kind: 'project-set-up' }],
      by: visitor,
      at: deps.clock.now(),
      requestId,
    });
    return ok({ changeSet, done: project });
  });
}

type Plan = Pick<Project, 'name' | 'people' | 'startDate' | 'completionDate' | 'timeZone' | 'workingDays' | 'payment'>;

/** Checks the form; all that is wrong at once. */
export function readSetup(words: SetupWords): Result<Plan, readonly SetupFailure[]> {
  const failures: SetupFailure[] = [];
  const fail = (field: SetupField, failure: Failure | undefined) => failure && failures.push({ field, failure });
  const name = words.name.replace(/\s+/gu, ' ').trim();
  const startDate = readDay(words.startDate);
  const completionDate = readDay(words.completionDate);
  fail('name', nameProblem(name));
  if (!words.people.some((person) => person.role === 'client')) fail('clients', { kind: 'no-clients' });
  if (!words.people.some((person) => isExpert(person.role))) fail('leads', { kind: 'no-experts' });
  fail('clients', twoRoles(words.people));
  if (!startDate.ok) fail('startDate', startDate.failure);
  if (!completionDate.ok) fail('completionDate', completionDate.failure);
  if (startDate.ok && completionDate.ok && completionDate.value < startDate.value) {
    fail('completionDate', { kind: 'completion-before-start', startDate: startDate.value });
  }
  if (!isTimeZone(words.timeZone)) fail('timeZone', { kind: 'unknown-time-zone', typed: words.timeZone });
  if (words.workingDays.length === 0) fail('workingDays', { kind: 'no-working-days' });
  if (failures.length > 0 || !startDate.ok || !completionDate.ok) return refuse(failures);
  return ok({
    name,
    people: words.people,
    startDate: startDate.value,
    completionDate: completionDate.value,
    timeZone: words.timeZone,
    workingDays: [...words.workingDays].sort((a, b) => a - b),
    payment: { agreed: words.paymentAgreed },
  });
}

function nameProblem(name: string): Failure | undefined {
  if (name === '') return { kind: 'name-missing' };
  const length = lengthOf(name);
  return length > PROJECT_NAME_MAX ? { kind: 'name-too-long', length, max: PROJECT_NAME_MAX } : undefined;
}

/** Any day is fine: a project may have begun before it is set up. */
function readDay(typed: string): Result<Day, Failure> {
  const day = parseDay(typed);
  return day === undefined ? refuse({ kind: 'date-unreadable', typed, example: '2026-12-04' }) : ok(day);
}

function twoRoles(people: readonly Person[]): Failure | undefined {
  const seen = new Set<string>();
  const twice = people.find((person) => seen.size === seen.add(person.userId).size);
  return twice && { kind: 'two-roles', personName: twice.name };
}
