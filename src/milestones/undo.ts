import { type Change, differences, fieldsOf, type MilestoneFields } from '../domain/change.ts';
import { dayAt } from '../domain/day.ts';
import type { Failure } from '../domain/failure.ts';
import type { Milestone } from '../domain/milestone.ts';
import type { Visitor } from '../domain/permissions.ts';
import { ok, type Result, refuse } from '../domain/result.ts';
import { changeSetOf, type Deps, decideAndSave } from '../projects/decide.ts';
import { findFor, type Place } from '../projects/find.ts';
import { becoming, type Changed } from './change.ts';
import { roomProblem } from './newMilestones.ts';

/** How long one's last action can be taken back. */
const UNDO_MS = 15 * 60_000;

/** What became of each milestone that the undone action had changed. */
export type Undone = { readonly kind: Change['kind']; readonly changed: readonly Changed[] };

/** Takes back the person's own last action in the project, as long as no one has changed those milestones since. */
export async function undoLastAction(
  deps: Deps,
  request: { readonly place: Place; readonly visitor: Visitor; readonly requestId: string },
): Promise<Result<Undone | 'repeated', Failure>> {
  const { place, visitor, requestId } = request;
  return decideAndSave<Undone, Failure>(deps, requestId, async () => {
    const found = await findFor(deps.store, place, visitor, 'change-milestones');
    if (!found.ok) return found;
    const { project } = found.value;
    const now = deps.clock.now();
    const since = new Date(now.getTime() - UNDO_MS);
    const last = await deps.store.lastRequestOf(project.id, visitor.userId, since);
    const kind = last[0]?.kind;
    if (kind === undefined) return refuse({ kind: 'nothing-to-undo' });
    if (kind === 'undone') return refuse({ kind: 'undone-already' });
    const changed: Changed[] = [];
    for (const change of last) {
      const present = await deps.store.milestone(project.id, change.milestoneNumber ?? 0);
      const untouched = present && change.after && differences(change.after, fieldsOf(present)).length === 0;
      if (!untouched) return refuse(await changedSince(deps, project.id, change));
      const milestone = becoming(present, before(change, present), project, now);
      changed.push({ project, before: present, milestone, today: dayAt(now, project.timeZone) });
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
      by: visitor,
      at: now,
      requestId,
    });
    return ok({ changeSet, done: { kind, changed } });
  });
}

/** What a milestone was before a change; one that the change added was not there. */
function before(change: Change, present: Milestone): MilestoneFields {
  return change.before ?? { ...fieldsOf(present), state: 'removed' };
}

async function changedSince(deps: Deps, projectId: string, change: Change): Promise<Failure> {
  const number = change.milestoneNumber ?? 0;
  const history = await deps.store.changesOfMilestone(projectId, number);
  return { kind: 'changed-since', number, by: history.findLast(({ after }) => after)?.by.name ?? 'Someone' };
}
