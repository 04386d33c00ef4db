import type { Change } from '../domain/change.ts';
import type { ChangeSet, Notice } from '../domain/changeSet.ts';
import type { Clock } from '../domain/clock.ts';
import type { Failure } from '../domain/failure.ts';
import type { Milestone } from '../domain/milestone.ts';
import type { Store } from '../domain/ports.ts';
import { type Actor, actorOf, type Project } from '../domain/project.ts';
import type { ChangeRequest } from '../domain/request.ts';
import { ok, type Result, refuse } from '../domain/result.ts';

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
  requestId: string,
  decide: () => Promise<Result<Decision<T>, F>>,
): Promise<Result<T | 'repeated', F | Failure>> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const decision = await decide();
    if (!decision.ok) {
      // What the first delivery did may be the very reason why the second is refused.
      const earlier = await deps.store.changesOfRequest(requestId);
      return earlier.length > 0 ? ok('repeated') : decision;
    }
    const saved = await deps.store.save(decision.value.changeSet);
    if (saved === 'repeated') return ok('repeated');
    if (saved === 'saved') return ok(decision.value.done);
    await deps.pause?.(attempt);
  }
  return refuse({ kind: 'busy' });
}

/** What the client channel is owed for a change, where nothing else is said. */
export const NOTICES_OF_CHANGE: readonly Notice[] = [
  { kind: 'update', to: 'channel' },
  { kind: 'board', to: 'channel' },
];

type NewChange = Omit<Change, 'id' | 'projectId' | 'seq' | 'by' | 'at'>;

/** Changes that share one moment and one author, with what the client channel is owed for them. */
export function changeSetOf(
  deps: Deps,
  made: {
    readonly project: Project;
    readonly milestones: readonly Milestone[];
    readonly changes: readonly NewChange[];
    readonly requests?: readonly ChangeRequest[];
    readonly by: Actor;
    readonly at: Date;
    readonly requestId: string;
    /** What is owed for them; an update and the board where it is not said. */
    readonly notices?: readonly Notice[];
  },
): ChangeSet {
  const { by, at, requestId, milestones } = made;
  const project = { ...made.project, version: made.project.version + 1 };
  const actor = actorOf(by);
  const changes = made.changes.map((change, index) => ({
    ...change,
    id: deps.store.newId(),
    projectId: project.id,
    seq: seqOf(project.version, index),
    by: actor,
    at,
  }));
  return {
    project,
    milestones,
    changes,
    ...(made.requests ? { requests: made.requests } : {}),
    notices: made.notices ?? NOTICES_OF_CHANGE,
    at,
    requestId,
  };
}

/** A request makes at most a project's worth of milestones at once. */
const CHANGES_PER_VERSION = 1000;

function seqOf(version: number, index: number): number {
  return version * CHANGES_PER_VERSION + index;
}
