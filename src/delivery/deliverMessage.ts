import type { ChangeRequest } from '../change-requests/request.ts';
import { partsOf } from '../history/audienceKey.ts';
import type { Change, UnreadableEntry } from '../history/change.ts';
import type { Milestone } from '../milestones/milestone.ts';
import { entryNamedIn, requestNamedIn } from '../projects/names.ts';
import type { Project } from '../projects/project.ts';
import { type Attempt, advance, type Delivered, type DeliveryDeps, type Handed, later } from './attempt.ts';
import { giveUp } from './failed.ts';
import { keepLooking, lookUp } from './lookUp.ts';
import { planDelivery } from './plan.ts';
import type { Facts, Plan } from './planned.ts';
import { plainTier, sendFirstTaken } from './post.ts';
import { type Claim, type Subscription, UNREADABLE } from './subscription.ts';
import { postIn } from './threads.ts';

/** A thread waits for its board so often, and so long each time. */
const BOARD_LOOKS = 4;
const BOARD_LOOK_MS = 500;

/** Posts the next message of an update, a thread, a notice or a reminder, unless an earlier attempt has. */
export async function deliverMessage(
  deps: DeliveryDeps,
  claim: Claim,
  attempt: Attempt,
  project: Project,
  handed: Handed['entries'] | undefined,
): Promise<Delivered> {
  const { store, messages, clock } = deps;
  const { subscription } = claim;
  const { projectId, key, latest, cursor } = subscription;
  const { stream, userId } = partsOf(key);
  const threadTs = stream === 'thread' ? project.boardTs : undefined;
  const channelId = await messages.channelOf(subscription.receiver);
  const id = `${subscription.id}@${cursor}`;
  const message = { id, projectId, key, from: cursor, channelId };

  const found = await lookUp(deps, subscription, channelId, id, threadTs);
  if (found?.kind === 'pending') return keepLooking(deps, claim, found.until);
  if (found) {
    await store.recordSent({ ...message, upTo: found.upTo, ts: found.ts, at: clock.now() });
    deps.watch.finished(attempt.about, 'sent', userId !== undefined);
    return advance(deps, claim, { cursor: found.upTo, notBefore: clock.now() });
  }
  if (stream === 'thread' && threadTs === undefined && subscription.attempts < BOARD_LOOKS) {
    const until = later(clock.now(), BOARD_LOOK_MS);
    await deps.subscriptions.pause(claim, { until, attempts: subscription.attempts + 1 }, clock.now());
    return { kind: 'waits', until };
  }

  const plan = await planFor(deps, subscription, project, handed);
  if (plan === undefined) return advance(deps, claim, { cursor: latest, notBefore: clock.now() });
  if (plan.kind === 'later') {
    const { attempts } = subscription;
    await deps.subscriptions.pause(claim, { until: plan.at, attempts, isPlanned: true }, clock.now());
    return { kind: 'waits', until: plan.at };
  }
  if (plan.kind === 'unreadable') {
    await giveUp(deps, claim, { ...message, upTo: plan.upTo, at: clock.now(), reason: UNREADABLE });
    return advance(deps, claim, { cursor: plan.upTo, notBefore: clock.now() });
  }
  attempt.about = plan.about;
  if (plan.kind === 'nothing') {
    deps.watch.finished(plan.about, 'dropped', userId !== undefined);
    return advance(deps, claim, { cursor: plan.upTo, notBefore: clock.now() });
  }
  attempt.began = clock.now();
  attempt.message = { ...message, upTo: plan.upTo };
  const forms = [plan.shown, plainTier(plan.shown)];
  const { sent: ts } = await sendFirstTaken(forms, deps.log, (shown) =>
    postIn(messages, channelId, { id, upTo: plan.upTo }, shown, threadTs),
  );
  const at = clock.now();
  await store.recordSent({ ...attempt.message, ts, at });
  deps.watch.finished(plan.about, 'sent', userId !== undefined);
  return advance(deps, claim, { cursor: plan.upTo, notBefore: later(at, deps.paceMs) });
}

/** Undefined where nothing is left to tell. */
async function planFor(
  { store, clock }: DeliveryDeps,
  subscription: Subscription,
  project: Project,
  handed: Handed['entries'] | undefined,
): Promise<Plan | { readonly kind: 'unreadable'; readonly upTo: number } | undefined> {
  const { projectId, key, cursor } = subscription;
  const [first, ...rest] = handed ?? (await store.entriesAfter(projectId, key, cursor));
  if (first === undefined) return undefined;
  if ('isUnreadable' in first) return { kind: 'unreadable', upTo: first.seq };
  const named = (entry: Change) => entryNamedIn(project, entry);
  const entries: Facts['entries'] = [named(first), ...readableBegin(rest).map(named)];
  const { changeRequestId } = first;
  const stored = changeRequestId === undefined ? undefined : await store.request(changeRequestId);
  const request = stored && requestNamedIn(project, stored);
  const milestones = await milestonesFor(store, subscription, entries, request);
  return planDelivery({ subscription, project, entries, milestones, request, now: clock.now() });
}

/** All of the project where what is told rests on the verdict; of a request the one that it is about. */
async function milestonesFor(
  store: DeliveryDeps['store'],
  { projectId, key }: Subscription,
  entries: readonly Change[],
  request: ChangeRequest | undefined,
): Promise<readonly Milestone[]> {
  const { stream } = partsOf(key);
  if (stream === 'updates' || stream === 'reminders') {
    const restsOnVerdict = entries.some(({ after, details, reminded }) => after ?? details ?? reminded);
    // One that cannot be read costs only itself.
    return restsOnVerdict ? store.milestonesOfProjects([projectId]) : [];
  }
  const number = request?.milestoneNumber;
  return number === undefined ? [] : store.milestonesNumbered(projectId, [number]);
}

/** The entries before the first that cannot be read. */
function readableBegin(entries: readonly (Change | UnreadableEntry)[]): readonly Change[] {
  const end = entries.findIndex((entry) => 'isUnreadable' in entry);
  const begin = end === -1 ? entries : entries.slice(0, end);
  return begin.flatMap((entry) => ('isUnreadable' in entry ? [] : [entry]));
}
