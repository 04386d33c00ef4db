import { partsOf } from '../history/audienceKey.ts';
import { type Attempt, advance, type Delivered, type DeliveryDeps, type Handed } from './attempt.ts';
import { deliverBoard } from './deliverBoard.ts';
import { deliverHome } from './deliverHome.ts';
import { deliverMessage } from './deliverMessage.ts';
import { afterAttempt, beforeAttempt } from './failed.ts';
import { isOfSlack } from './slackErrors.ts';
import type { Claim, Subscription } from './subscription.ts';

/** What was saved this long ago may still be what is stored, in milliseconds. */
const FRESH_MS = 1_000;

/**
 * Delivers at most one message of a claimed subscription, and gives the subscription back. Faults that are not Slack's
 * throw, and so does losing the lease.
 */
export async function deliver(
  deps: DeliveryDeps,
  claim: Claim,
  attempt: Attempt,
  handed: Handed | undefined,
): Promise<Delivered> {
  const { projectId, key, latest } = claim.subscription;
  const { stream } = partsOf(key);
  if (stream === 'home') return deliverHome(deps, claim);
  // A project as it was saved may not know of the newest board yet, under which replies stand.
  const mayBeHanded = stream !== 'thread' && handed && isFresh(claim.subscription, handed, deps.clock.now());
  const fresh = mayBeHanded ? handed : undefined;
  try {
    const project = fresh?.project ?? (await deps.store.projectById(projectId));
    if (project === undefined) return await advance(deps, claim, { cursor: latest, notBefore: deps.clock.now() });
    if (stream === 'board') return await deliverBoard(deps, claim, attempt, project);
    return await deliverMessage(deps, claim, attempt, project, fresh?.entries);
  } catch (error) {
    if (!isOfSlack(error)) throw error;
    return attempt.began === undefined
      ? beforeAttempt(deps, claim, attempt, error)
      : afterAttempt(deps, claim, { ...attempt, began: attempt.began }, error);
  }
}

/** Saved just now, nothing since, and nothing before is left to tell. */
function isFresh({ cursor, latest }: Subscription, { entries }: Handed, now: Date): boolean {
  const [first] = entries;
  if (first === undefined || Math.abs(now.getTime() - first.at.getTime()) > FRESH_MS) return false;
  return cursor === first.seq - 1 && latest === entries.at(-1)?.seq;
}
