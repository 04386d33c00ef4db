import { drawBoard } from '../board/boardMessage.ts';
import type { Project } from '../projects/project.ts';
import { type Attempt, advance, type Delivered, type DeliveryDeps, later } from './attempt.ts';
import { keepLooking, lookUp } from './lookUp.ts';
import type { Claim } from './subscription.ts';

/** Draws the board as the project stands now: in the message it has, or in a new one. */
export async function deliverBoard(
  deps: DeliveryDeps,
  claim: Claim,
  attempt: Attempt,
  project: Project,
): Promise<Delivered> {
  const { store, messages, clock } = deps;
  const { subscription } = claim;
  const { projectId, latest, posted, key, cursor } = subscription;
  const channelId = await messages.channelOf(subscription.receiver);
  const id = `${subscription.id}@board${posted}`;
  const found = subscription.boardTs === undefined ? await lookUp(deps, subscription, channelId, id) : undefined;
  if (found?.kind === 'pending') return keepLooking(deps, claim, found.until);
  if (found) await recordBoard(deps, claim, found.ts);
  const began = clock.now();
  const milestones = await store.milestonesOf(projectId);
  attempt.began = began;
  attempt.message = { id, projectId, key, from: cursor, upTo: latest, channelId };
  const name = { id, upTo: latest };
  const { isPosted, lookAt } = await drawBoard(deps, {
    subscription,
    project,
    milestones,
    channelId,
    name,
    now: began,
    before: found?.ts ?? subscription.boardTs,
    posted: (ts) => recordBoard(deps, claim, ts),
    async gone(ts) {
      await deps.subscriptions.forgetBoard(claim);
      await store.recordBoardGone(projectId, ts);
    },
  });
  deps.watch.finished('board', 'sent', false);
  const now = clock.now();
  return advance(deps, claim, {
    cursor: latest,
    notBefore: isPosted ? later(now, deps.paceMs) : now,
    lookAt,
  });
}

/** For the next claim, and for those who read the project: replies, and links to the board. */
async function recordBoard({ subscriptions, store }: DeliveryDeps, claim: Claim, ts: string): Promise<void> {
  await subscriptions.recordBoard(claim, ts);
  await store.recordBoard(claim.subscription.projectId, ts);
}
