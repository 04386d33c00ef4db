import { ErrorCode, type WebClient } from '@slack/web-api';
import type { Rendered } from '../../blocks/shared/text.ts';
import type { Services } from './services.ts';

/** Tells one person something in private. Never throws: what could not be told is logged. */
export type Reply = (shown: Rendered) => Promise<void>;

/**
 * What became of one try. `unknown`: Slack may have shown it, and said twice is worse than said late. `refused`: another
 * way may work. `later`: this way works after a pause.
 */
type Outcome = { readonly kind: 'told' | 'unknown' | 'refused' } | { readonly kind: 'later'; readonly ms: number };
type Way = () => Promise<Outcome>;

type Telling = Pick<Services, 'log' | 'waitLong' | 'track'>;

/** A call without an answer is given up after so long. */
const ANSWER_MS = 3_000;
/** A response_url can be used for 30 minutes; later nobody expects an answer. */
const PATIENCE_MS = 30 * 60_000;
/** Where Slack asks to wait without saying how long. */
const PAUSE_MS = 5_000;
/** Answers that wait in one process: a storm of them must not grow without bound. */
const WAITING_MAX = 500;
let waiting = 0;

/** By the response_url of a command or a button; directly where Slack refuses that. */
export function replyBy(
  services: Telling,
  responseUrl: string | undefined,
  directly: Reply,
  where: 'below' | 'instead' = 'below',
): Reply {
  if (responseUrl === undefined) return directly;
  return async (shown) => {
    const body = JSON.stringify({ ...shown, response_type: 'ephemeral', replace_original: where === 'instead' });
    await firstThatTells(services, [() => respond(responseUrl, body)], () => directly(shown));
  };
}

/** As an ephemeral message in a channel; by direct message where that fails (someone who is not in the channel, say). */
export function replyIn(
  slack: WebClient,
  services: Telling,
  to: { readonly channelId?: string | undefined; readonly userId: string },
): Reply {
  const { channelId, userId } = to;
  return async ({ text, blocks }) => {
    const ways = [
      ...(channelId ? [() => slack.chat.postEphemeral({ channel: channelId, user: userId, text, blocks })] : []),
      () => slack.chat.postMessage({ channel: userId, text, blocks }),
    ];
    await firstThatTells(
      services,
      ways.map((way) => () => called(way, services, userId)),
      async () => services.log.warn({ userId }, 'A private answer could not be shown at all'),
    );
  };
}

/** Tries the ways in order, and again when Slack says so; the work in hand ends meanwhile. */
async function firstThatTells(
  services: Telling,
  ways: readonly Way[],
  whenRefused: () => Promise<void>,
  until = performance.now() + PATIENCE_MS,
): Promise<void> {
  let soonest: number | undefined;
  for (const way of ways) {
    const outcome = await way();
    if (outcome.kind === 'told' || outcome.kind === 'unknown') return;
    if (outcome.kind === 'later') soonest = Math.min(soonest ?? outcome.ms, outcome.ms);
  }
  if (soonest === undefined || performance.now() + soonest > until) return whenRefused();
  if (waiting >= WAITING_MAX) {
    services.log.warn('Too many private answers wait for Slack; one is given up');
    return;
  }
  waiting += 1;
  const over = services.waitLong(soonest).finally(() => {
    waiting -= 1;
  });
  services
    .track(over.then((isOver) => (isOver ? firstThatTells(services, ways, whenRefused, until) : undefined)))
    .catch((error: unknown) => services.log.warn({ err: error }, 'A private answer could not be shown'));
}

async function respond(responseUrl: string, body: string): Promise<Outcome> {
  try {
    const { status, headers } = await fetch(responseUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    if (status === 429) return { kind: 'later', ms: pauseOf(Number(headers.get('retry-after'))) };
    if (status >= 500) return { kind: 'unknown' };
    return { kind: status < 300 ? 'told' : 'refused' };
  } catch (error) {
    return { kind: hasNeverArrived(error) ? 'refused' : 'unknown' };
  }
}

async function called(way: () => Promise<unknown>, { log }: Telling, userId: string): Promise<Outcome> {
  try {
    await way();
    return { kind: 'told' };
  } catch (error) {
    log.info({ err: error, userId }, 'A private answer could not be shown this way');
    if (!(error instanceof Error) || !('code' in error)) return { kind: 'unknown' };
    if (error.code === ErrorCode.PlatformError) return { kind: 'refused' };
    if (error.code !== ErrorCode.RateLimitedError) return { kind: hasNeverArrived(error) ? 'refused' : 'unknown' };
    return { kind: 'later', ms: pauseOf('retryAfter' in error ? Number(error.retryAfter) : Number.NaN) };
  }
}

function pauseOf(seconds: number): number {
  return seconds > 0 ? seconds * 1000 : PAUSE_MS;
}

/** The call did not even reach Slack. */
function hasNeverArrived(error: unknown): boolean {
  for (let each: unknown = error; each instanceof Error; each = each.cause) {
    if ('code' in each && (each.code === 'ECONNREFUSED' || each.code === 'ENOTFOUND')) return true;
  }
  return false;
}
