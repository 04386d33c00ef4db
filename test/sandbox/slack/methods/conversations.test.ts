import { describe, expect, it } from '@jest/globals';
import { records } from '../../../../sandbox/slack/common/json.ts';
import { BOT } from '../support/seed.ts';
import { setting } from '../support/setting.ts';

describe('conversations', () => {
  it('answer what they are; a private one without the bot does not exist for it', async () => {
    const { api } = await setting();
    expect(await api('conversations.info', { channel: 'C0IN' })).toMatchObject({
      channel: { id: 'C0IN', name: 'c0in', is_channel: true, is_archived: false, is_ext_shared: true, is_member: true },
    });
    expect(await api('conversations.info', { channel: 'C0OUT', include_num_members: true })).toMatchObject({
      channel: { is_member: false, num_members: 1 },
    });
    expect(await api('conversations.info', { channel: 'C0SECRET' })).toMatchObject({ error: 'channel_not_found' });
  });

  it('name their members page by page', async () => {
    const { api } = await setting();
    const first = await api('conversations.members', { channel: 'C0IN', limit: 2 });
    expect(first).toMatchObject({ members: ['U0ANN', 'U0BEN'] });
    const cursor = (first.response_metadata as { next_cursor: string }).next_cursor;
    expect(await api('conversations.members', { channel: 'C0IN', cursor })).toEqual({
      ok: true,
      members: ['U0GONE', 'U0GUEST', BOT.userId],
      response_metadata: { next_cursor: '' },
    });
  });

  it('open one direct message per person', async () => {
    const { api } = await setting();
    const { channel } = await api('conversations.open', { users: 'U0ANN' });
    expect(await api('conversations.open', { users: 'U0ANN' })).toEqual({ ok: true, channel });
    const { id } = channel as { id: string };
    expect(await api('conversations.info', { channel: id })).toMatchObject({ channel: { is_im: true, user: 'U0ANN' } });
    expect(await api('conversations.members', { channel: id })).toMatchObject({ members: ['U0ANN', BOT.userId] });
  });

  it.each([
    ['users_list_not_supplied', {}],
    ['user_not_found', { users: 'U0NOBODY' }],
    ['user_disabled', { users: 'U0GONE' }],
    ['channel_not_found', { channel: 'D0NONE' }],
  ])('answer %s to conversations.open %j', async (error, args) => {
    const { api } = await setting();
    expect(await api('conversations.open', args)).toMatchObject({ ok: false, error });
  });

  it('are looked for without being opened, where so asked', async () => {
    const { api } = await setting();
    const args = { users: 'U0ANN', prevent_creation: true };
    expect(await api('conversations.open', args)).toMatchObject({ error: 'channel_not_found' });
    await api('conversations.open', { users: 'U0ANN' });
    expect(await api('conversations.open', args)).toMatchObject({ ok: true, channel: { id: 'D0ANN' } });
  });

  it('let the bot join, and tell it so', async () => {
    const { api, slack, app } = await setting();
    expect(await api('conversations.join', { channel: 'C0OUT' })).toMatchObject({
      ok: true,
      channel: { is_member: true },
    });
    const event = await slack.until('the event', () => app.got[0]?.body.event);
    expect(event).toMatchObject({
      type: 'member_joined_channel',
      user: BOT.userId,
      channel: 'C0OUT',
      channel_type: 'C',
    });
    expect(await api('conversations.join', { channel: 'C0OUT' })).toMatchObject({ warning: 'already_in_channel' });
    expect(await api('conversations.join', { channel: 'C0OLD' })).toMatchObject({ error: 'is_archived' });
  });

  it('are listed by type', async () => {
    const { api } = await setting();
    const ids = async (args: Record<string, unknown>) =>
      records((await api('conversations.list', args)).channels).map(({ id }) => id);
    expect(await ids({})).toEqual(['C0IN', 'C0OUT', 'C0OLD']);
    expect(await ids({ exclude_archived: true, types: 'public_channel,private_channel' })).toEqual(['C0IN', 'C0OUT']);
  });
});
