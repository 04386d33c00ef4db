import type { Failure } from '../core/failure.ts';
import { differences, fieldsOf } from '../history/change.ts';
import type { Deps } from '../history/decide.ts';
import { namedIn } from '../projects/names.ts';
import type { Project } from '../projects/project.ts';
import type { Milestone } from './milestone.ts';

/** What others did to a milestone since a change that the person has seen; undefined when nothing. */
export async function changedMeanwhile(
  deps: Deps,
  project: Project,
  present: Milestone,
  seenSeq: number,
): Promise<Failure | undefined> {
  const { number, projectId } = present;
  const missed = (await deps.store.changesOfMilestone(projectId, number, seenSeq)).filter(({ after }) => after);
  const last = missed.at(-1);
  if (last === undefined) return undefined;
  const what = differences(missed[0]?.before ?? fieldsOf(present), fieldsOf(present));
  // Changed and changed back: what the person saw is what is there.
  if (what.length === 0) return undefined;
  return { kind: 'changed-meanwhile', number, by: namedIn(project, last.by).name, what, seq: last.seq };
}
