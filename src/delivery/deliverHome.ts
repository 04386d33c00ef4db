import { idOf } from '../history/audienceKey.ts';
import { advance, type Delivered, type DeliveryDeps } from './attempt.ts';
import { noted, stopIfShutOut, waitAfter } from './failed.ts';
import { isOfSlack } from './slackErrors.ts';
import type { Claim } from './subscription.ts';

/** A Home is drawn from what is stored: an attempt without an answer is simply made again. */
export async function deliverHome(deps: DeliveryDeps, claim: Claim): Promise<Delivered> {
  const { teamId, projectId, receiver, latest } = claim.subscription;
  try {
    const shown = await deps.homes.publish({ teamId, userId: idOf(receiver) }, 'if-changed');
    if (shown.includes(projectId)) return await advance(deps, claim, { cursor: latest, notBefore: deps.clock.now() });
    await deps.subscriptions.end(claim);
    return { kind: 'idle' };
  } catch (error) {
    if (!isOfSlack(error)) throw error;
    const { trouble, reason } = noted(deps, error);
    if (trouble.kind === 'later' || trouble.kind === 'unknown') return waitAfter(deps, claim, trouble, reason);
    const stopped = trouble.kind === 'workspace' ? await stopIfShutOut(deps, claim, reason) : undefined;
    // Someone whose Home Slack refuses for good sees it when they open it: no admin is asked.
    return stopped ?? advance(deps, claim, { cursor: latest, notBefore: deps.clock.now() });
  }
}
