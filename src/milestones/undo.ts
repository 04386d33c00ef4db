import { dayAt } from '../core/day.ts';
import type { Failure } from '../core/failure.ts';
import { ok, type Result, refuse } from '../core/result.ts';
import { type Change, differences, fieldsOf, type MilestoneFields } from '../history/change.ts';
import { changeSetOf, type Deps, decideAndSave } from '../history/decide.ts';
import { loadAuthorised, type Place } from '../projects/find.ts';
import { namedIn } from '../projects/names.ts';
import type { Actor } from '../projects/permissions.ts';
import type { Project } from '../projects/project.ts';
import { becoming, type Changed } from './change.ts';
import type { Milestone } from './milestone.ts';
import { roomProblem } from './newMilestones.ts';

/** How long one's last action can be taken back. */
const UNDO_MS = 15 * 60_000;

/** What became of each milestone that the undone action had changed. */
export type Undone = { readonly kind: Change['kind']; readonly changed: readonly Changed[] };

/** Takes back the person's own last action in the project, as long as no one has changed those milestones since. */
export async function undoLastAction(
  deps: Deps,
  request: {
    readonly place: Place;
    readonly actor: Actor;
    readonly idempotencyKey: string;
    /** Which action; refused where the person did something since. Absent: whatever was last. */
    readonly asked?: string | undefined;
  },
): Promise<Result<Undone | 'repeated', Failure>> {
  const { place, actor, idempotencyKey, asked } = request;
  return decideAndSave<Undone, Failure>(deps, idempotencyKey, async () => {
    const found = await loadAuthorised(deps.store, place, actor, 'change-milestones');
    if (!found.ok) return found;
    const { project } = found.value;
    const now = deps.clock.now();
    const since = new Date(now.getTime() - UNDO_MS);
    const last = await deps.store.lastRequestOf(project.id, actor.userId, since);
    const kind = last[0]?.kind;
    if (kind === undefined) return refuse({ kind: 'nothing-to-undo' });
    if (kind === 'undone') return refuse({ kind: 'undone-already' });
    if (asked !== undefined && (await deps.store.changesOfRequest(asked))[0]?.id !== last[0]?.id) {
      return refuse({ kind: 'not-your-last-action' });
    }
    const changed: Changed[] = [];
    for (const change of last) {
      const present = await deps.store.milestone(project.id, change.milestoneNumber ?? 0);
      const untouched = present && change.after && differences(change.after, fieldsOf(present)).length === 0;
      if (!untouched) return refuse(await changedSince(deps, project, change));
      const milestone = becoming(present, before(change, present), project, now);
      changed.push({ project, before: present, milestone, today: dayAt(now, project.timeZone), idempotencyKey });
    }
    const returning = changed.filter((each) => each.before.state === 'removed').length;
    const room = returning > 0 ? await roomProblem(deps, project, returning) : undefined;
    if (room) return refuse(room);
    const changeSet = changeSetOf(deps, {
      project,
      milestones: changed.map(({ milestone }) => milestone),
      changes: changed.map((each, index) => ({
        kind: 'undone',
        milestoneNumber: each.milestone.number,
        before: fieldsOf(each.before),
        after: fieldsOf(each.milestone),
        ...(last[index] ? { undoes: last[index].id } : {}),
      })),
      by: actor,
      at: now,
      idempotencyKey,
    });
    return ok({ changeSet, done: { kind, changed } });
  });
}

/** What a milestone was before a change; one that the change added was not there. */
function before(change: Change, present: Milestone): MilestoneFields {
  return change.before ?? { ...fieldsOf(present), state: 'removed' };
}

async function changedSince(deps: Deps, project: Project, change: Change): Promise<Failure> {
  const number = change.milestoneNumber ?? 0;
  const history = await deps.store.changesOfMilestone(project.id, number);
  const last = history.findLast(({ after }) => after);
  return { kind: 'changed-since', number, by: last ? namedIn(project, last.by).name : 'Someone' };
}
