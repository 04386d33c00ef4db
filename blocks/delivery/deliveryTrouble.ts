import { FAULT, UNREADABLE } from '../../src/delivery/subscription.ts';

/** What Slack's own strings mean to an admin, and what mends it (docs.slack.dev/reference/methods/chat.postMessage). */
type Cure = { readonly what: string; readonly mend: string };

const REINSTALL: Cure = {
  what: 'the workspace does not let Milepost in',
  mend: 'Install the app in the workspace again. If that gives it a new token, whoever runs Milepost sets it and restarts.',
};
const MAY_NOT_POST: Cure = {
  what: 'Milepost may not post there',
  mend: 'Let apps post in the channel (its settings, *Posting permissions*).',
};
const NO_CHANNEL: Cure = {
  what: 'Milepost is not in the channel, or the channel is gone',
  mend: 'Write `/invite @Milepost` in the channel. If it was deleted, close the project and set it up in another channel.',
};
const ARCHIVED: Cure = { what: 'the channel is archived', mend: 'Unarchive the channel.' };
const NO_PERSON: Cure = {
  what: 'their account takes no messages from Milepost; it may be deactivated',
  mend: 'Take them off the project with `/project people` if they have left.',
};

const NO_LINKS: Cure = {
  what: 'the channel is shared with a workspace that takes no such links from apps',
  mend: 'Take links to files, canvases and lists out of titles and descriptions, or let an admin of that workspace allow them.',
};
const MAY_NOT: Cure = {
  what: 'Slack does not let Milepost do this there',
  mend: 'Look at what apps may do in that channel; if it happens in all channels, install the app again from its manifest.',
};
const NO_PIN: Cure = {
  what: 'the channel takes no more pins',
  mend: 'The board is there all the same. Unpin something to have it pinned.',
};

const CURES: Readonly<Record<string, Cure>> = {
  is_archived: ARCHIVED,
  is_inactive: ARCHIVED,
  not_in_channel: {
    what: 'Milepost was removed from the channel',
    mend: 'Write `/invite @Milepost` in the channel.',
  },
  channel_not_found: NO_CHANNEL,
  channel_is_limited_access: MAY_NOT_POST,
  restricted_action: MAY_NOT_POST,
  restricted_action_read_only_channel: MAY_NOT_POST,
  restricted_action_thread_only_channel: MAY_NOT_POST,
  restricted_action_non_threadable_channel: MAY_NOT_POST,
  restricted_action_thread_locked: MAY_NOT_POST,
  posting_to_channel_denied: MAY_NOT_POST,
  ekm_access_denied: MAY_NOT_POST,
  user_not_found: NO_PERSON,
  user_disabled: NO_PERSON,
  user_not_visible: NO_PERSON,
  user_not_in_channel: NO_PERSON,
  cannot_dm_bot: NO_PERSON,
  messages_tab_disabled: NO_PERSON,
  invalid_user_combination: NO_PERSON,
  method_not_supported_for_channel_type: MAY_NOT_POST,
  team_not_found: NO_CHANNEL,
  too_many_members: MAY_NOT_POST,
  cannot_reply_to_message: MAY_NOT_POST,
  too_many_pins: NO_PIN,
  not_pinnable: NO_PIN,
  slack_connect_canvas_sharing_blocked: NO_LINKS,
  slack_connect_file_link_sharing_blocked: NO_LINKS,
  slack_connect_lists_sharing_blocked: NO_LINKS,
  too_many_contact_cards: NO_LINKS,
  access_denied: MAY_NOT,
  accesslimited: MAY_NOT,
  no_permission: MAY_NOT,
  not_allowed_token_type: MAY_NOT,
  team_access_not_granted: MAY_NOT,
  app_access_restricted: MAY_NOT,
  enterprise_is_restricted: MAY_NOT,
  forbidden_team: MAY_NOT,
  is_bot: MAY_NOT,
  missing_args: MAY_NOT,
  not_enabled: MAY_NOT,
  two_factor_setup_required: {
    what: 'the workspace wants two-factor authentication, and the app’s installer has none',
    mend: 'Let whoever installed the app set it up in Slack, or install the app again as someone who has it.',
  },
  token_revoked: REINSTALL,
  token_expired: REINSTALL,
  account_inactive: REINSTALL,
  invalid_auth: REINSTALL,
  not_authed: REINSTALL,
  app_uninstalled: REINSTALL,
  missing_scope: {
    what: 'the app was installed with fewer permissions than it needs',
    mend: 'Install the app again from its manifest.',
  },
  ratelimited: { what: 'Slack asked for a pause', mend: 'Nothing to do: Milepost goes on by itself.' },
};

const LATER: Cure = { what: 'Slack did not take it', mend: 'Nothing to do: Milepost tries again by itself.' };

/** On hold for a word of Slack's that stands in no list. */
const NEW_WORD: Cure = {
  what: 'Slack refuses it with a word that Milepost does not know',
  mend: 'Look the word up at docs.slack.dev, mend the cause, and tell whoever runs Milepost.',
};

/** What to do about a receiver that is on hold. */
export function cureOf(reason: string): Cure {
  return CURES[reason] ?? NEW_WORD;
}

/** Why a receiver is on hold, in words. */
export function holdText(reason: string): string {
  return `${cureOf(reason).what} (\`${reason}\`)`;
}

/** Troubles that are not Slack's. */
const OURS: Readonly<Record<string, string>> = {
  [FAULT]: 'Milepost met a fault of its own; whoever runs it finds it in the log',
  [UNREADABLE]: 'what is stored of it cannot be read',
};

/** In words, with Slack's own string for whoever looks it up. */
export function reasonText(reason: string): string {
  const ours = OURS[reason];
  if (ours !== undefined) return ours;
  const isSlacks = /^[a-z0-9_]{1,60}$/.test(reason);
  const { what } = CURES[reason] ?? LATER;
  return isSlacks ? `${what} (\`${reason}\`)` : 'Slack did not answer as it should';
}
