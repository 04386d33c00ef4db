import { ErrorCode } from '@slack/web-api';

/**
 * What to do about a failed call, after Slack's own words for it (docs.slack.dev/reference/methods).
 * `later`: Slack certainly did not take it. `unknown`: Slack may have taken it; `isAnswered`: it will not take it any
 * more. `gone`: the message to edit is not there, or frozen. `ours`: Slack refuses the shape of what we send. `target`:
 * the channel or the person cannot be reached. `workspace`: the workspace does not let the app in.
 */
export type Trouble =
  | { readonly kind: 'later'; readonly afterMs?: number }
  | { readonly kind: 'unknown'; readonly isAnswered: boolean }
  | { readonly kind: 'gone' }
  | { readonly kind: 'ours' }
  | { readonly kind: 'target' }
  | { readonly kind: 'workspace' };

/** Slack's error strings by what they mean for a message. One that is not here is tried again later. */
export const SLACK_ERRORS = {
  later: [
    'ratelimited',
    'rate_limited',
    'message_limit_exceeded',
    'too_many_requests',
    'service_unavailable',
    'update_failed',
    'external_channel_migrating',
    'team_added_to_org',
    'org_login_required',
    'canvas_editing_locked',
  ],
  /** Slack says of these that the work may be half done. */
  unknown: ['fatal_error', 'internal_error', 'request_timeout'],
  gone: [
    'message_not_found',
    'cant_update_message',
    'edit_window_closed',
    'block_mismatch',
    'cant_delete_message',
    'streaming_state_conflict',
  ],
  ours: [
    'invalid_blocks',
    'invalid_blocks_format',
    'invalid_attachments',
    'msg_too_long',
    'msg_blocks_too_long',
    'no_text',
    'too_many_attachments',
    'attachment_payload_limit_exceeded',
    'markdown_text_conflict',
    'metadata_too_large',
    'invalid_metadata_format',
    'invalid_metadata_schema',
    'invalid_arguments',
    'invalid_time',
    'time_in_past',
    'time_too_far',
  ],
  target: [
    'channel_not_found',
    'not_in_channel',
    'is_archived',
    'is_inactive',
    'channel_is_limited_access',
    'restricted_action',
    'restricted_action_read_only_channel',
    'restricted_action_thread_only_channel',
    'restricted_action_non_threadable_channel',
    'restricted_action_thread_locked',
    'user_not_found',
    'user_disabled',
    'user_not_visible',
    'user_not_in_channel',
    'cannot_dm_bot',
    'messages_tab_disabled',
    'cannot_reply_to_message',
    'posting_to_channel_denied',
    'ekm_access_denied',
    'invalid_user_combination',
  ],
  /** The last four say that the app was installed with less than it needs: installing it anew mends that. */
  workspace: [
    'token_revoked',
    'token_expired',
    'account_inactive',
    'invalid_auth',
    'not_authed',
    'team_access_not_granted',
    'app_access_restricted',
    'access_denied',
    'accesslimited',
    'missing_scope',
    'no_permission',
    'not_allowed_token_type',
  ],
} as const satisfies Record<Trouble['kind'], readonly string[]>;

const KINDS = new Map<string, Trouble['kind']>(
  Object.entries(SLACK_ERRORS).flatMap(([kind, names]) =>
    names.map((name) => [name, kind as Trouble['kind']] as const),
  ),
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
      const kind = KINDS.get(name) ?? 'later';
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
