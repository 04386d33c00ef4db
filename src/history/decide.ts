import type { ChangeRequest } from '../change-requests/request.ts';
import type { Clock } from '../core/clock.ts';
import type { Failure } from '../core/failure.ts';
import { ok, type Result, refuse } from '../core/result.ts';
import type { Milestone } from '../milestones/milestone.ts';
import { type Nameable, namedIn, requestNamedIn, withName } from '../projects/names.ts';
import { memberOf, type Project } from '../projects/project.ts';
import { audienceOf } from './audience.ts';
import type { Change } from './change.ts';
import type { ChangeSet } from './changeSet.ts';
import { seqOf } from './seq.ts';
import type { Store } from './store.ts';

export type Deps = {
  readonly store: Store;
  readonly clock: Clock;
  /** Whom the settings name as admins: one of them is told where a project needs an admin. */
  readonly adminUserIds?: ReadonlySet<string>;
  /** A short wait of random length, longer with each attempt, so that people who collide once do not collide again. */
  readonly pause?: (attempt: number) => Promise<void>;
};

/** Several people may change one project in the same instant; each attempt reads afresh, so one of them always wins. */
const ATTEMPTS = 20;

export type Decision<T> = { readonly changeSet: ChangeSet; readonly done: T };

/**
 * Loads, decides and saves, again while someone else was quicker. The value is what came of it, or `repeated` for a
 * request that was delivered before: then nothing is changed a second time.
 */
export async function decideAndSave<T, F>(
  deps: Deps,
  idempotencyKey: string,
  decide: () => Promise<Result<Decision<T>, F>>,
): Promise<Result<T | 'repeated', F | Failure>> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const decision = await decide();
    if (!decision.ok) {
      // What the first delivery did may be the very reason why the second is refused.
      const earlier = await deps.store.changesOfRequest(idempotencyKey);
      return earlier.length > 0 ? ok('repeated') : decision;
    }
    const saved = await deps.store.save(decision.value.changeSet);
    if (saved === 'repeated') return ok('repeated');
    if (saved === 'saved') return ok(decision.value.done);
    await deps.pause?.(attempt);
  }
  return refuse({ kind: 'busy' });
}

type NewChange = Omit<Change, 'id' | 'projectId' | 'seq' | 'by' | 'at'>;

/** Changes that share one moment and one author, with who is told of each. */
export function changeSetOf(
  deps: Deps,
  made: {
    readonly project: Project;
    readonly milestones: readonly Milestone[];
    readonly changes: readonly NewChange[];
    readonly requests?: readonly ChangeRequest[];
    readonly by: Nameable;
    readonly at: Date;
    readonly idempotencyKey: string;
  },
): ChangeSet {
  const { by, at, idempotencyKey, milestones } = made;
  const member = memberOf(by.isNameUnknown ? namedIn(made.project, by) : by);
  const named = by.isNameUnknown ? made.project : withName(made.project, member);
  const project = { ...named, version: named.version + 1 };
  const requests = made.requests?.map((request) => requestNamedIn(project, request));
  const changes = made.changes.map((change, index) => ({
    ...change,
    id: deps.store.newId(),
    projectId: project.id,
    seq: seqOf(project.version, index),
    by: member,
    at,
    audience: audienceOf(change, project, requests?.[0]),
  }));
  return {
    project,
    milestones,
    changes,
    ...(requests ? { requests } : {}),
    at,
    idempotencyKey,
  };
}
