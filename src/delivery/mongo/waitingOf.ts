import type { Change } from '../../history/change.ts';
import { versionOf } from '../../history/seq.ts';
import type { WaitingSubscription } from '../subscription.ts';
import { fromRow, type SubscriptionRow } from './subscriptionRows.ts';

type Logged = Pick<Change, 'seq' | 'at'> & { readonly audience: readonly string[] };

/** What waits for a reader, and since when; nothing where the log has no entry for them. */
export function waitingOf(row: SubscriptionRow, log: readonly Logged[], now: Date): readonly WaitingSubscription[] {
  const { key, cursor, suspendedAt, reason, attempts, readyAt, dueAt } = row;
  const left = log.filter(({ seq, audience }) => seq > cursor && audience.includes(key));
  // The board is one message however much changed; an update tells of what was saved together.
  const count = key === 'board' ? 1 : new Set(left.map(({ seq }) => versionOf(seq))).size;
  const isDue = dueAt <= now && (attempts > 0 || readyAt <= now || suspendedAt !== undefined);
  const oldestAt = left[0]?.at ?? dueAt;
  if (count === 0) return [];
  return [{ ...fromRow(row), count, oldestAt, isDue, suspendedAt, reason }];
}
