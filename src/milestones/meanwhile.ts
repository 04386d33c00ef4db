import { differences, fieldsOf } from '../domain/change.ts';
import type { Failure } from '../domain/failure.ts';
import type { Milestone } from '../domain/milestone.ts';
import type { Deps } from '../projects/decide.ts';

/** What others did to a milestone since a change that the person has seen; undefined when nothing. */
export async function changedMeanwhile(deps: Deps, present: Milestone, seenSeq: number): Promise<Failure | undefined> {
  const { number, projectId } = present;
  const missed = (await deps.store.changesOfMilestone(projectId, number)).filter(
    ({ seq, after }) => after && seq > seenSeq,
  );
  const last = missed.at(-1);
  if (last === undefined) return undefined;
  const what = differences(missed[0]?.before ?? fieldsOf(present), fieldsOf(present));
  // Changed and changed back: what the person saw is what is there.
  if (what.length === 0) return undefined;
  return { kind: 'changed-meanwhile', number, by: last.by.name, what, seq: last.seq };
}
