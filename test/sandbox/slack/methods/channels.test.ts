import { describe, expect, it } from '@jest/globals';
import { setting } from '../support/setting.ts';

describe('channels that an app changes', () => {
  it('are made, filled, named and put away', async () => {
    const { api, app, slack } = await setting();
    const made = await api('conversations.create', { name: 'project-nine' });
    expect(made).toMatchObject({ ok: true, channel: { name: 'project-nine', is_private: false, is_member: true } });
    const channel = (made.channel as { id: string }).id;
    expect(await api('conversations.invite', { channel, users: 'U0ANN,U0BEN' })).toMatchObject({ ok: true });
    const joined = await slack.until('both', () => app.got.length === 2 && app.got.map(({ body }) => body.event));
    expect(joined).toMatchObject([
      { type: 'member_joined_channel', user: 'U0ANN', inviter: 'U0BOT' },
      { type: 'member_joined_channel', user: 'U0BEN', inviter: 'U0BOT' },
    ]);
    expect(await api('conversations.kick', { channel, user: 'U0BEN' })).toEqual({ ok: true });
    expect(await api('conversations.members', { channel })).toMatchObject({ members: ['U0BOT', 'U0ANN'] });
    expect(await api('conversations.setTopic', { channel, topic: 'Now' })).toMatchObject({ topic: 'Now' });
    expect(await api('conversations.setPurpose', { channel, purpose: 'Then' })).toMatchObject({ purpose: 'Then' });
    expect(await api('conversations.rename', { channel, name: 'project-ten' })).toMatchObject({
      channel: { name: 'project-ten' },
    });
    expect(await api('conversations.archive', { channel })).toEqual({ ok: true });
    expect(await api('conversations.archive', { channel })).toMatchObject({ error: 'already_archived' });
    expect(await api('conversations.setTopic', { channel, topic: 'x' })).toMatchObject({ error: 'is_archived' });
    expect(await api('conversations.unarchive', { channel })).toEqual({ ok: true });
    expect(await api('conversations.leave', { channel })).toEqual({ ok: true });
    expect(await api('conversations.leave', { channel })).toEqual({ ok: true, not_in_channel: true });
  });

  it.each([
    ['invalid_name_required', 'conversations.create', {}],
    ['invalid_name_specials', 'conversations.create', { name: 'Has Blanks' }],
    ['invalid_name_maxlength', 'conversations.create', { name: 'x'.repeat(81) }],
    ['name_taken', 'conversations.create', { name: 'c0in' }],
    ['no_user', 'conversations.invite', { channel: 'C0IN' }],
    ['user_not_found', 'conversations.invite', { channel: 'C0IN', users: 'U0GONE' }],
    ['already_in_channel', 'conversations.invite', { channel: 'C0IN', users: 'U0ANN' }],
    ['cant_invite_self', 'conversations.invite', { channel: 'C0IN', users: 'U0BOT' }],
    ['not_in_channel', 'conversations.invite', { channel: 'C0OUT', users: 'U0BEN' }],
    ['channel_not_found', 'conversations.invite', { channel: 'C0SECRET', users: 'U0BEN' }],
    ['cant_kick_self', 'conversations.kick', { channel: 'C0IN', user: 'U0BOT' }],
    ['not_archived', 'conversations.unarchive', { channel: 'C0IN' }],
    ['too_long', 'conversations.setTopic', { channel: 'C0IN', topic: 'x'.repeat(251) }],
  ])('answer %s to %s %j', async (error, method, args) => {
    const { api } = await setting();
    expect(await api(method, args)).toMatchObject({ ok: false, error });
  });
});
