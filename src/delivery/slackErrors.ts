import { ErrorCode } from '@slack/web-api';

/**
 * What to do about a failed call, after Slack's own words for it (docs.slack.dev/reference/methods).
 * `later`: Slack certainly did not take it. `unknown`: Slack may have taken it. `gone`: the message to edit is not
 * there. `ours`: Slack refuses the shape of what we send.
 */
export type Trouble =
  | { readonly kind: 'later'; readonly afterMs?: number }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'gone' }
  | { readonly kind: 'ours' }
  | { readonly kind: 'target' }
  /** The workspace does not let the app in just now: its token, its scopes, its account. */
  | { readonly kind: 'workspace' };

const GONE = ['message_not_found', 'cant_update_message', 'edit_window_closed', 'block_mismatch'];
const OURS = [
  'invalid_blocks',
  'invalid_blocks_format',
  'msg_too_long',
  'msg_blocks_too_long',
  'no_text',
  'invalid_arguments',
  'metadata_too_large',
  'invalid_metadata_format',
  'invalid_metadata_schema',
  'attachment_payload_limit_exceeded',
];
/** Slack says of these that the work may be half done. */
const PERHAPS_DONE = ['fatal_error', 'internal_error', 'request_timeout'];
const TARGET = [
  'channel_not_found',
  'not_in_channel',
  'is_archived',
  'is_inactive',
  'channel_is_limited_access',
  'restricted_action',
  'restricted_action_read_only_channel',
  'restricted_action_thread_only_channel',
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
];
const WORKSPACE = [
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
];

type WebApiError = { readonly code?: unknown; readonly retryAfter?: unknown; readonly data?: unknown };

export function troubleOf(error: unknown): Trouble {
  const { code, retryAfter } = (typeof error === 'object' && error !== null ? error : {}) as WebApiError;
  if (code === ErrorCode.RateLimitedError) {
    return { kind: 'later', afterMs: (typeof retryAfter === 'number' ? retryAfter : 1) * 1000 };
  }
  if (code !== ErrorCode.PlatformError) return { kind: 'unknown' };
  const name = errorNameOf(error) ?? '';
  if (GONE.includes(name)) return { kind: 'gone' };
  if (OURS.includes(name)) return { kind: 'ours' };
  if (PERHAPS_DONE.includes(name)) return { kind: 'unknown' };
  if (WORKSPACE.includes(name)) return { kind: 'workspace' };
  return TARGET.includes(name) ? { kind: 'target' } : { kind: 'later' };
}

/** Slack's own string for what went wrong, `channel_not_found` say. */
export function errorNameOf(error: unknown): string | undefined {
  const data = (error as WebApiError | null)?.data;
  const name = typeof data === 'object' && data !== null && 'error' in data ? data.error : undefined;
  return typeof name === 'string' ? name : undefined;
}
