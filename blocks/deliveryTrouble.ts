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

export function cureOf(reason: string): Cure {
  return CURES[reason] ?? LATER;
}

/** In words, with Slack's own string for whoever looks it up. */
export function reasonText(reason: string): string {
  const isSlacks = /^[a-z0-9_]{1,60}$/.test(reason);
  return isSlacks ? `${cureOf(reason).what} (\`${reason}\`)` : 'Slack did not answer as it should';
}
