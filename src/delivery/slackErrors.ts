import { ErrorCode } from '@slack/web-api';
import { SLACK_ERRORS } from './slackErrorNames.ts';

/**
 * What to do about a failed call, after Slack's own words for it (docs.slack.dev/reference/methods).
 * `later`: Slack certainly did not take it; `isNewWord`: it says why with a string that stands in no list. `unknown`:
 * Slack may have taken it; `isAnswered`: it will not take it any more. `gone`: the message to edit is not there, or frozen. `ours`: Slack refuses the shape of what we send. `links`: a channel
 * shared with others takes no such links. `target`: the channel or the person cannot be reached. `workspace`: the workspace
 * may not let the app in.
 */
export type Trouble =
  | { readonly kind: 'later'; readonly afterMs?: number; readonly isNewWord?: true }
  | { readonly kind: 'unknown'; readonly isAnswered: boolean }
  | { readonly kind: 'gone' }
  | { readonly kind: 'ours' }
  | { readonly kind: 'links' }
  | { readonly kind: 'target' }
  | { readonly kind: 'workspace' };

const NAMES: Readonly<Record<Trouble['kind'], readonly string[]>> = SLACK_ERRORS;
const KINDS = new Map<string, Trouble['kind']>(
  Object.entries(NAMES).flatMap(([kind, names]) => names.map((name) => [name, kind as Trouble['kind']] as const)),
);

/** The request did not even reach Slack. */
const NEVER_ARRIVED = [
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
];
/** A machine before Slack's own waited for it in vain: the call may still be under way behind it. */
const STILL_UNDER_WAY = [408, 504];

type WebApiError = {
  readonly code?: unknown;
  readonly retryAfter?: unknown;
  readonly statusCode?: unknown;
  readonly data?: unknown;
};

/** A 429 without a usable Retry-After reaches us as a bare error of the SDK, known by its words alone. */
const NO_RETRY_AFTER = /^Retry header did not contain a valid timeout/;
/** Slack's own strings; what else stands in their place is the page of some machine on the way. */
const ERROR_NAME = /^[a-z0-9_]{1,80}$/;
/** Of a Retry-After, so that no call is repeated in the same instant. */
const RETRY_AFTER_MIN_S = 1;

export function troubleOf(error: unknown): Trouble {
  if (isUntimedPause(error)) return { kind: 'later' };
  const { code, retryAfter, statusCode } = (typeof error === 'object' && error !== null ? error : {}) as WebApiError;
  switch (code) {
    case ErrorCode.RateLimitedError:
      return { kind: 'later', afterMs: secondsOf(retryAfter) * 1000 };
    case ErrorCode.HTTPError:
      return { kind: 'unknown', isAnswered: !STILL_UNDER_WAY.includes(Number(statusCode)) };
    case ErrorCode.PlatformError: {
      const name = errorNameOf(error);
      if (name === undefined) return { kind: 'unknown', isAnswered: false };
      const kind = KINDS.get(name);
      if (kind === undefined) return { kind: 'later', isNewWord: true };
      return kind === 'unknown' ? { kind, isAnswered: true } : { kind };
    }
    default:
      return hasNeverArrived(error) ? { kind: 'later' } : { kind: 'unknown', isAnswered: false };
  }
}

/** Whether it is a call to Slack that failed, and not something of ours. */
export function isOfSlack(error: unknown): boolean {
  if (isUntimedPause(error)) return true;
  return (
    typeof error === 'object' && error !== null && 'code' in error && String(error.code).startsWith('slack_webapi_')
  );
}

function isUntimedPause(error: unknown): boolean {
  return error instanceof Error && NO_RETRY_AFTER.test(error.message);
}

function secondsOf(retryAfter: unknown): number {
  return Math.max(RETRY_AFTER_MIN_S, typeof retryAfter === 'number' ? retryAfter : 0);
}

/** The cause lies a few layers deep: the SDK's error, fetch's, the system's. */
function hasNeverArrived(error: unknown): boolean {
  for (let each = error; each instanceof Error; each = each.cause) {
    if ('code' in each && NEVER_ARRIVED.includes(String(each.code))) return true;
  }
  return false;
}

/** Slack's own string for what went wrong, `channel_not_found` say. */
export function errorNameOf(error: unknown): string | undefined {
  if ((error as WebApiError | null)?.code === ErrorCode.RateLimitedError || isUntimedPause(error)) return 'ratelimited';
  const data = (error as WebApiError | null)?.data;
  const name = typeof data === 'object' && data !== null && 'error' in data ? data.error : undefined;
  return typeof name === 'string' && ERROR_NAME.test(name) ? name : undefined;
}

/** Slack's own string, else what stopped the call in a few words; never what some page on the way says. */
export function reasonOf(error: unknown): string {
  const name = errorNameOf(error);
  if (name !== undefined) return name;
  const { code } = (typeof error === 'object' && error !== null ? error : {}) as WebApiError;
  if (code === ErrorCode.PlatformError) return 'The answer was not in the form of Slack’s';
  return error instanceof Error ? error.message : 'unknown';
}

/** What Slack answers where the message to reply to was deleted (docs.slack.dev/reference/methods/chat.postMessage). */
const THREAD_GONE: readonly (string | undefined)[] = ['cannot_reply_to_message', 'thread_not_found'];

export function isThreadGone(error: unknown): boolean {
  return THREAD_GONE.includes(errorNameOf(error));
}
