import { describe, expect, it } from '@jest/globals';
import {
  ErrorCode,
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
  WebClient,
} from '@slack/web-api';
import { cureOf } from '../../blocks/delivery/deliveryTrouble.ts';
import { errorNameOf, isOfSlack, reasonOf, type Trouble, troubleOf } from '../../src/delivery/slackErrors.ts';

/** Slack's own strings by what they ask of us, as its pages of methods give them (docs.slack.dev/reference/methods). */
const STRINGS: Readonly<Record<Trouble['kind'], string>> = {
  later:
    'ratelimited rate_limited message_limit_exceeded too_many_requests service_unavailable update_failed external_channel_migrating team_added_to_org org_login_required canvas_editing_locked list_record_comment_fetch_failed hash_conflict',
  unknown: 'fatal_error internal_error request_timeout',
  target:
    'channel_not_found not_in_channel is_archived is_inactive channel_is_limited_access restricted_action restricted_action_read_only_channel restricted_action_thread_only_channel restricted_action_non_threadable_channel restricted_action_thread_locked user_not_found user_disabled user_not_visible user_not_in_channel messages_tab_disabled cannot_reply_to_message posting_to_channel_denied ekm_access_denied method_not_supported_for_channel_type team_not_found too_many_members not_pinnable too_many_pins',
  links:
    'slack_connect_file_link_sharing_blocked slack_connect_canvas_sharing_blocked slack_connect_lists_sharing_blocked too_many_contact_cards',
  workspace:
    'token_revoked token_expired account_inactive invalid_auth not_authed team_access_not_granted app_access_restricted access_denied accesslimited missing_scope no_permission not_allowed_token_type enterprise_is_restricted is_bot two_factor_setup_required forbidden_team missing_args not_enabled',
  gone: 'message_not_found cant_update_message edit_window_closed block_mismatch cant_delete_message streaming_state_conflict',
  ours: 'invalid_blocks invalid_blocks_format msg_too_long msg_blocks_too_long no_text too_many_attachments attachment_payload_limit_exceeded markdown_text_conflict invalid_metadata_format invalid_metadata_schema metadata_too_large invalid_arguments invalid_time time_in_past time_too_far as_user_not_supported bad_timestamp blocked_file_type cant_broadcast_message draft_already_deleted draft_already_sent draft_has_conflict draft_not_found duplicate_channel_not_found duplicate_message_not_found file_comment_not_found file_deleted file_is_deleted file_not_found file_not_shared file_share_limit_reached invalid_arg_name invalid_array_arg invalid_charset invalid_cursor invalid_form_data invalid_metadata_filter_keys invalid_post_type invalid_ts_latest invalid_ts_oldest max_file_sharing_exceeded metadata_must_be_sent_from_app missing_file_data missing_post_type no_dual_broadcast_content_update no_item_specified not_enough_users send_on_behalf_not_allowed slack_connect_blocked_file_type slack_connect_clip_sharing_blocked slack_connect_file_upload_sharing_blocked too_many_users unable_to_share_files users_list_not_supplied deprecated_endpoint method_deprecated unknown_method duplicate_external_id insecure_request push_limit_reached view_too_large',
};

const answered = (error: string) => new WebAPIPlatformError({ ok: false, error, response_metadata: {} });

describe('what Slack says', () => {
  const all = Object.entries(STRINGS).flatMap(([kind, names]) => names.split(' ').map((name) => [name, kind] as const));
  it.each(all)('%s means %s', (name, kind) => {
    expect(troubleOf(answered(name)).kind).toBe(kind);
    expect(errorNameOf(answered(name))).toBe(name);
    // Whatever suspends a receiver has words of its own for an admin.
    if (['target', 'links', 'workspace'].includes(kind)) expect(cureOf(name).what).not.toContain('does not know');
  });

  it('in a word that no one knows yet is tried again', () => {
    expect(troubleOf(answered('an_error_of_tomorrow'))).toEqual({ kind: 'later', isNewWord: true });
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
