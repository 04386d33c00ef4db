import type { Failure } from '../core/failure.ts';
import { ok, type Result, refuse } from '../core/result.ts';
import { findMilestone } from '../milestones/find.ts';
import { loadAuthorised, type Place } from '../projects/find.ts';
import { entryNamedIn } from '../projects/names.ts';
import type { Actor } from '../projects/permissions.ts';
import type { Project } from '../projects/project.ts';
import type { Deps } from './decide.ts';
import type { HistoryFrom, HistorySlice } from './historySlice.ts';

type Request = { readonly place: Place; readonly actor: Actor; readonly typed: string };

/** More entries than one private answer holds. */
const SLICE = 30;

/** The history of one milestone, removed ones included, or of the whole project: newest first. */
export async function showHistory(
  deps: Deps,
  request: Request & { readonly from?: HistoryFrom },
): Promise<Result<HistorySlice, Failure>> {
  const found = await loadAuthorised(deps.store, request.place, request.actor, 'read');
  if (!found.ok) return found;
  const { project } = found.value;
  if (request.typed.trim() === '') return ok(await sliceOf(deps, project, request.from));
  const target = await findMilestone(deps.store, project, request.typed);
  if (!target.ok && target.failure.kind !== 'milestone-removed') return target;
  const number = target.ok ? target.value.number : Number(request.typed.replace(/\D/g, ''));
  const slice = await sliceOf(deps, project, request.from, number);
  return slice.changes.length === 0 && !target.ok ? refuse(target.failure) : ok(slice);
}

async function sliceOf(
  { store }: Deps,
  project: Project,
  from: HistoryFrom | undefined,
  number?: number,
): Promise<HistorySlice> {
  const which = { ...(number === undefined ? {} : { number }), ...(from === undefined ? {} : { from }) };
  // One more than is shown tells whether there is more.
  const read = await store.historyOf(project.id, { ...which, limit: SLICE + 1 });
  const shown = from?.side === 'newer' ? read.slice(-SLICE) : read.slice(0, SLICE);
  return {
    project,
    ...which,
    changes: shown.map((each) => entryNamedIn(project, each)),
    hasMore: read.length > SLICE,
  };
}
