import { type Delivered, type DeliveryDeps, later } from './attempt.ts';
import type { Claim, Subscription } from './subscription.ts';

/** While Slack may still take a call, it is asked whether it has: not more seldom than this, nor more often. */
const LOOK_MAX_MS = 10_000;
const LOOK_MIN_MS = 250;

type Looked =
  | { readonly kind: 'found'; readonly ts: string; readonly upTo: number }
  | { readonly kind: 'pending'; readonly until: Date };

/** What became of an earlier attempt whose outcome is not known; undefined where Slack has no message of it. */
export async function lookUp(
  { messages, clock, lateMs }: DeliveryDeps,
  { startedAt, repeatFrom }: Subscription,
  channelId: string,
  id: string,
  threadTs?: string,
): Promise<Looked | undefined> {
  if (startedAt === undefined) return undefined;
  const found = await messages.find(channelId, id, { from: startedAt, until: repeatFrom }, threadTs);
  if (found) return { kind: 'found', ...found };
  const now = clock.now();
  // Not longer than Slack may take: another process's clock may have been ahead.
  const left = Math.min((repeatFrom?.getTime() ?? 0) - now.getTime(), lateMs);
  if (left <= 0) return undefined;
  return { kind: 'pending', until: later(now, Math.min(left, LOOK_MAX_MS, Math.max(left / 4, LOOK_MIN_MS))) };
}

/** Gives a subscription back whose earlier attempt may still come. */
export async function keepLooking(
  { subscriptions, clock, lateMs }: DeliveryDeps,
  claim: Claim,
  until: Date,
): Promise<Delivered> {
  const { attempts, startedAt = clock.now(), repeatFrom } = claim.subscription;
  const latest = later(clock.now(), lateMs);
  const uncertain = { startedAt, repeatFrom: repeatFrom && repeatFrom < latest ? repeatFrom : latest };
  await subscriptions.pause(claim, { until, attempts, uncertain }, clock.now());
  return { kind: 'waits', until };
}
