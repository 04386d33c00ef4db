import type { PageTrouble } from '../../pageState.ts';

/** What is in force, in a few words. */
export function troubleWords(trouble: PageTrouble, nameOf: (channelId: string) => string): string {
  switch (trouble.kind) {
    case 'slow':
      return 'Slack is slow';
    case 'rate-limit':
      return 'Slack refuses for now (429)';
    case 'cut':
      return 'The connection is cut';
    case 'break':
      return trouble.channelId === undefined
        ? `${trouble.method} answers ${trouble.error}`
        : `${trouble.method} answers ${trouble.error} in #${nameOf(trouble.channelId)}`;
    case 'archive':
      return `#${nameOf(trouble.channelId)} is archived`;
    case 'bot':
      return `The app is not in #${nameOf(trouble.channelId)}`;
    default:
      return `The pinned message of #${nameOf(trouble.channelId)} is deleted`;
  }
}

/** What Slack answers when something is wrong: docs.slack.dev, the errors of the methods an app like this calls. */
export const ERRORS = [
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'channel_not_found',
  'not_in_channel',
  'is_archived',
  'message_not_found',
  'cant_update_message',
  'msg_too_long',
  'invalid_blocks',
  'missing_scope',
  'restricted_action',
  'user_not_found',
  'not_found',
  'expired_trigger_id',
  'hash_conflict',
  'token_revoked',
  'account_inactive',
] as const;
