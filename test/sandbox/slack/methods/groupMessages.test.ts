import { describe, expect, it } from '@jest/globals';
import { BOT } from '../support/seed.ts';
import type { Setting } from '../support/setting.ts';
import { setting } from '../support/setting.ts';

async function withGroup(): Promise<Setting & { readonly group: string }> {
  const all = await setting();
  const { channel } = await all.api('conversations.open', { users: 'U0ANN,U0BEN', return_im: true });
  return { ...all, group: (channel as { id: string }).id };
}

/** docs.slack.dev/reference/objects/mpim-object */
describe('a group direct message', () => {
  it('is opened once, in whatever order its people are named', async () => {
    const { api, group } = await withGroup();
    expect(await api('conversations.open', { users: 'U0BEN,U0ANN' })).toEqual({ ok: true, channel: { id: group } });
    expect(await api('conversations.open', { channel: group })).toMatchObject({ already_open: true });
    expect(await api('conversations.info', { channel: group })).toMatchObject({
      channel: { is_mpim: true, is_private: true, is_channel: false, is_im: false, name: 'mpdm-probe--u0ann--u0ben-1' },
    });
    expect(await api('conversations.members', { channel: group })).toMatchObject({
      members: [BOT.userId, 'U0ANN', 'U0BEN'],
    });
  });

  it('is listed where asked for', async () => {
    const { api, group } = await withGroup();
    expect(await api('conversations.list', { types: 'mpim' })).toMatchObject({ channels: [{ id: group }] });
  });

  it('is not opened where only looked for, and not for too many', async () => {
    const { api } = await setting();
    const error = 'channel_not_found';
    expect(await api('conversations.open', { users: 'U0ANN,U0BEN', prevent_creation: true })).toMatchObject({ error });
    const users = Array.from({ length: 9 }, (_, index) => `U${index}`).join(',');
    expect(await api('conversations.open', { users })).toMatchObject({ error: 'too_many_users' });
  });

  it('tells the app what is said in it, and that it was mentioned', async () => {
    const { slack, app, group } = await withGroup();
    slack.say('U0ANN', group, `<@${BOT.userId}> hello`);
    await slack.until('both events', () => app.got.length === 2);
    expect(app.got.map(({ body }) => body.event)).toMatchObject([
      { type: 'message', channel: group, channel_type: 'mpim' },
      { type: 'app_mention', channel: group },
    ]);
  });

  it('takes commands of its people, under its name', async () => {
    const { slack, app, group } = await withGroup();
    await slack.person('U0ANN').command(group, '/probe');
    expect(app.got[0]?.body).toMatchObject({ channel_id: group, channel_name: 'mpdm-probe--u0ann--u0ben-1' });
    await expect(async () => slack.person('U0GUEST').command(group, '/probe')).rejects.toThrow('not in it');
  });

  it.each(['conversations.rename', 'conversations.invite', 'conversations.leave', 'conversations.join'])(
    'refuses %s',
    async (method) => {
      const { api, group } = await withGroup();
      expect(await api(method, { channel: group, name: 'x', users: 'U0GUEST' })).toMatchObject({
        error: 'method_not_supported_for_channel_type',
      });
    },
  );

  it('wants scopes of its own', async () => {
    const { api } = await setting({ scopes: ['im:write'] });
    expect(await api('conversations.open', { users: 'U0ANN' })).toMatchObject({ ok: true });
    expect(await api('conversations.open', { users: 'U0ANN,U0BEN' })).toMatchObject({
      error: 'missing_scope',
      needed: 'mpim:write',
    });
  });
});
