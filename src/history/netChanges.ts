import { type Change, type Detail, differences, isSameValue } from './change.ts';

/**
 * The changes that are left to tell to a reader who has heard of none of them: what was taken back falls out, and so does
 * everything about a milestone, or a detail of the project, that ends as it began.
 */
export function netChanges(changes: readonly Change[]): readonly Change[] {
  const left = withoutUndone(changes);
  const unchanged = unchangedMilestones(left);
  return withoutUnchangedDetails(
    left.filter(({ milestoneNumber }) => milestoneNumber === undefined || !unchanged.has(milestoneNumber)),
  );
}

/** Neither the changes that were undone among them nor the undoing. */
function withoutUndone(changes: readonly Change[]): readonly Change[] {
  const here = new Set(changes.map(({ id }) => id));
  const undone = new Set(changes.flatMap(({ undoes }) => (undoes !== undefined && here.has(undoes) ? [undoes] : [])));
  return changes.filter(({ id, undoes }) => !undone.has(id) && !(undoes !== undefined && undone.has(undoes)));
}

function unchangedMilestones(changes: readonly Change[]): ReadonlySet<number> {
  const histories = new Map<number, Change[]>();
  for (const change of changes) {
    if (change.milestoneNumber === undefined || change.after === undefined) continue;
    const history = histories.get(change.milestoneNumber) ?? [];
    histories.set(change.milestoneNumber, [...history, change]);
  }
  return new Set([...histories].filter(([, history]) => endsAsItBegan(history)).map(([number]) => number));
}

function endsAsItBegan(history: readonly Change[]): boolean {
  const before = history[0]?.before;
  const after = history.at(-1)?.after;
  if (after === undefined) return false;
  // Nobody misses a milestone that came and went.
  if (before === undefined) return after.state === 'removed';
  return differences(before, after).length === 0;
}

function withoutUnchangedDetails(changes: readonly Change[]): readonly Change[] {
  const details = changes.flatMap((change) => change.details ?? []);
  const unchanged = new Set(
    details.map(nameOf).filter((name) => isUnchanged(details.filter((detail) => nameOf(detail) === name))),
  );
  if (unchanged.size === 0) return changes;
  return changes.flatMap((change) => {
    if (change.details === undefined) return [change];
    const left = change.details.filter((detail) => !unchanged.has(nameOf(detail)));
    return left.length > 0 ? [{ ...change, details: left }] : [];
  });
}

function nameOf(detail: Detail): string {
  return detail.what === 'person' ? detail.userId : detail.what;
}

function isUnchanged(steps: readonly Detail[]): boolean {
  const [first, last] = [steps[0], steps.at(-1)];
  return first !== undefined && last !== undefined && steps.length > 1 && isSameValue(first.before, last.after);
}
