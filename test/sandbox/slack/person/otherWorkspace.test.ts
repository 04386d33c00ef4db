import { describe, expect, it } from '@jest/globals';
import { SEED, TEAM } from '../support/seed.ts';
import { actions, button, modal, posted, setting } from '../support/setting.ts';

const AWAY = { id: 'T0AWAY', name: 'Away Team', domain: 'away-team' };
const shared = () => setting({ seed: { ...SEED, otherTeams: [AWAY] } });

describe('somebody of another workspace (Slack Connect)', () => {
  it('presses buttons, under their own team; the view they get is of the workspace that has the app', async () => {
    const all = await shared();
    const { ts } = await posted(all, [actions('row', button('go', '1'))]);
    await all.slack.person('U0GUEST').act({ channelId: 'C0IN', ts }, 'go');
    const body = all.app.got[0]?.body ?? {};
    expect(body).toMatchObject({ user: { team_id: AWAY.id }, team: { id: AWAY.id, domain: AWAY.domain } });
    const opened = await all.api('views.open', { trigger_id: String(body.trigger_id), view: modal([]) });
    expect(opened).toMatchObject({ view: { team_id: AWAY.id, app_installed_team_id: TEAM.id } });
  });

  it('opens Home: the event is of the workspace that has the app', async () => {
    const { slack, app } = await shared();
    await slack.person('U0GUEST').openHome();
    expect(app.got[0]?.body).toMatchObject({ team_id: TEAM.id, authorizations: [{ team_id: TEAM.id }] });
  });

  it('is no stranger while they share a channel with the app', async () => {
    const { slack, api } = await shared();
    expect(await api('users.info', { user: 'U0GUEST' })).toMatchObject({ user: { is_stranger: false } });
    slack.leave('C0IN', 'U0GUEST');
    expect(await api('users.info', { user: 'U0GUEST' })).toMatchObject({ user: { is_stranger: true } });
    expect(await api('conversations.open', { users: 'U0GUEST' })).toMatchObject({ error: 'invalid_user_combination' });
  });

  it('brings their workspace into the channel', async () => {
    const { api } = await shared();
    expect(await api('conversations.info', { channel: 'C0IN' })).toMatchObject({
      channel: { is_ext_shared: true, shared_team_ids: [TEAM.id, AWAY.id] },
    });
  });
});

describe('somebody who changes', () => {
  it('is told of with user_change, where the app listens for it', async () => {
    const { slack, app } = await setting();
    await slack.updateUser('U0ANN', { tz: 'America/New_York', locale: 'en-US' });
    expect(app.got[0]?.body).toMatchObject({
      event: { type: 'user_change', user: { id: 'U0ANN', tz: 'America/New_York', locale: 'en-US', deleted: false } },
    });
    const deaf = await setting({ botEvents: ['app_home_opened'] });
    await deaf.slack.updateUser('U0ANN', { deleted: true });
    expect(deaf.app.got).toEqual([]);
  });

  it('does nothing more once deactivated', async () => {
    const { slack } = await setting();
    await slack.updateUser('U0ANN', { deleted: true });
    await expect(slack.person('U0ANN').command('C0IN', '/probe')).rejects.toThrow('deactivated');
  });
});

describe('a scope the bot was not granted', () => {
  it('is missing_scope, with what is needed and what is there', async () => {
    const { api } = await setting({ scopes: ['chat:write'] });
    expect(await api('chat.postMessage', { channel: 'C0IN', text: 'x' })).toMatchObject({ ok: true });
    expect(await api('conversations.history', { channel: 'C0IN' })).toEqual({
      ok: false,
      error: 'missing_scope',
      needed: 'channels:history',
      provided: 'chat:write',
    });
  });
});
