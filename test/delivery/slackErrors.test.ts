import { describe, expect, it } from '@jest/globals';
import {
  ErrorCode,
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
  WebClient,
} from '@slack/web-api';
import { errorNameOf, isOfSlack, reasonOf, type Trouble, troubleOf } from '../../src/delivery/slackErrors.ts';

/** Slack's own strings by what they ask of us, as its pages of methods give them (docs.slack.dev/reference/methods). */
const STRINGS: Readonly<Record<Trouble['kind'], string>> = {
  later:
    'ratelimited rate_limited message_limit_exceeded too_many_requests service_unavailable update_failed external_channel_migrating team_added_to_org org_login_required canvas_editing_locked',
  unknown: 'fatal_error internal_error request_timeout',
  target:
    'channel_not_found not_in_channel is_archived is_inactive channel_is_limited_access restricted_action restricted_action_read_only_channel restricted_action_thread_only_channel restricted_action_non_threadable_channel restricted_action_thread_locked user_not_found user_disabled user_not_visible user_not_in_channel messages_tab_disabled cannot_reply_to_message posting_to_channel_denied ekm_access_denied',
  workspace:
    'token_revoked token_expired account_inactive invalid_auth not_authed team_access_not_granted app_access_restricted access_denied accesslimited missing_scope no_permission not_allowed_token_type',
  gone: 'message_not_found cant_update_message edit_window_closed block_mismatch cant_delete_message streaming_state_conflict',
  ours: 'invalid_blocks invalid_blocks_format msg_too_long msg_blocks_too_long no_text too_many_attachments attachment_payload_limit_exceeded markdown_text_conflict invalid_metadata_format invalid_metadata_schema metadata_too_large invalid_arguments invalid_time time_in_past time_too_far',
};

const answered = (error: string) => new WebAPIPlatformError({ ok: false, error, response_metadata: {} });

describe('what Slack says', () => {
  const all = Object.entries(STRINGS).flatMap(([kind, names]) => names.split(' ').map((name) => [name, kind] as const));
  it.each(all)('%s means %s', (name, kind) => {
    expect(troubleOf(answered(name)).kind).toBe(kind);
    expect(errorNameOf(answered(name))).toBe(name);
  });

  it('in a word that no one knows yet is tried again', () => {
    expect(troubleOf(answered('an_error_of_tomorrow'))).toEqual({ kind: 'later' });
  });

  it('in seconds is obeyed', () => {
    const limited = new WebAPIRateLimitedError(30);
    expect(troubleOf(limited)).toEqual({ kind: 'later', afterMs: 30_000 });
    expect(errorNameOf(limited)).toBe('ratelimited');
  });

  it('in no seconds at all waits one, so that no call is repeated in the same instant', () => {
    expect(troubleOf(new WebAPIRateLimitedError(0))).toEqual({ kind: 'later', afterMs: 1_000 });
  });

  it('as a 429 that names no time backs off', async () => {
    const fetch = async () => new Response('{}', { status: 429 });
    const slack = new WebClient('xoxb-test', { fetch, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true });
    const error = await slack.api.test().catch((thrown: unknown) => thrown);
    expect(isOfSlack(error)).toBe(true);
    expect(troubleOf(error)).toEqual({ kind: 'later' });
    expect(reasonOf(error)).toBe('ratelimited');
  });

  it('is not the page of a machine on the way: whether Slack has the call is then not known', () => {
    const page = answered('<html>Sign in to the guest network</html>');
    expect(troubleOf(page)).toEqual({ kind: 'unknown', isAnswered: false });
    expect(reasonOf(page)).not.toContain('html');
  });
});

describe('what the network does', () => {
  const http = (status: number) => troubleOf(new WebAPIHTTPError(status, '', {}, ''));
  const failed = (code: string) => {
    const cause = Object.assign(new Error('connect'), { code });
    return troubleOf(new WebAPIRequestError(new TypeError('fetch failed', { cause })));
  };

  it('may have let the call through, until Slack is known to be done with it', () => {
    expect(failed('ECONNRESET')).toEqual({ kind: 'unknown', isAnswered: false });
    expect(failed('UND_ERR_SOCKET')).toEqual({ kind: 'unknown', isAnswered: false });
    expect(http(504)).toEqual({ kind: 'unknown', isAnswered: false });
    expect(http(503)).toEqual({ kind: 'unknown', isAnswered: true });
  });

  it.each(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'])('has not let the call through: %s', (code) => {
    expect(failed(code)).toEqual({ kind: 'later' });
  });

  it('is told apart from a fault of ours', () => {
    expect(isOfSlack(new WebAPIRequestError(new Error('any')))).toBe(true);
    expect(isOfSlack(Object.assign(new Error('other'), { code: ErrorCode.PlatformError }))).toBe(true);
    expect(isOfSlack(Object.assign(new Error('the database'), { code: 11000 }))).toBe(false);
    expect(isOfSlack(new Error('any'))).toBe(false);
  });
});
