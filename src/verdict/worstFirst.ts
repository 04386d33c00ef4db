import type { Verdict } from './verdict.ts';

/** What a reader of several projects needs to see first. */
const ORDER: readonly Verdict['kind'][] = ['late', 'at-risk', 'no-milestones', 'on-track', 'finished'];

/** Late ones first, by how far their ends moved; then at risk, by the nearest point of no return; then by the next date. */
export function worstFirst(a: Verdict, b: Verdict): number {
  if (a.kind !== b.kind) return ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind);
  if (!('next' in a && 'next' in b)) return 0;
  if (a.kind === 'late') return a.spareDays - b.spareDays;
  if (a.kind === 'at-risk') return a.next.pointOfNoReturn.localeCompare(b.next.pointOfNoReturn);
  return a.next.due.localeCompare(b.next.due);
}
