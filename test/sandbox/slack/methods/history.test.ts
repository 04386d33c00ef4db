import { describe, expect, it } from '@jest/globals';
import { records } from '../../../../sandbox/slack/common/json.ts';
import { BOT } from '../support/seed.ts';
import { setting } from '../support/setting.ts';

describe('conversations.history', () => {
  const metadata = { event_type: 'row', event_payload: { outboxId: 'o-1' } };

  it('gives the newest first, without replies and ephemeral messages, cut by limit', async () => {
    const { api } = await setting();
    const send = (args: Record<string, unknown>) => api('chat.postMessage', { channel: 'C0IN', ...args });
    const { ts } = await send({ text: 'one' });
    await send({ text: 'reply', thread_ts: ts });
    await api('chat.postEphemeral', { channel: 'C0IN', user: 'U0ANN', text: 'hidden' });
    await send({ text: 'two' });
    await send({ text: 'three' });
    const first = await api('conversations.history', { channel: 'C0IN', limit: 2 });
    expect(first).toMatchObject({ has_more: true, messages: [{ text: 'three' }, { text: 'two' }] });
    const cursor = (first.response_metadata as { next_cursor: string }).next_cursor;
    const rest = await api('conversations.history', { channel: 'C0IN', limit: 2, cursor });
    expect(rest).toMatchObject({ has_more: false, messages: [{ text: 'one', reply_count: 1, thread_ts: ts }] });
    expect(await api('conversations.replies', { channel: 'C0IN', ts })).toMatchObject({
      messages: [{ text: 'one' }, { text: 'reply', thread_ts: ts, parent_user_id: BOT.userId }],
    });
  });

  it('shows a reply that was sent to the channel as well', async () => {
    const { api } = await setting();
    const { ts } = await api('chat.postMessage', { channel: 'C0IN', text: 'parent' });
    await api('chat.postMessage', { channel: 'C0IN', text: 'quiet', thread_ts: ts });
    await api('chat.postMessage', { channel: 'C0IN', text: 'loud', thread_ts: ts, reply_broadcast: true });
    const { messages } = await api('conversations.history', { channel: 'C0IN' });
    expect(records(messages).map(({ text, subtype }) => [text, subtype])).toEqual([
      ['loud', 'thread_broadcast'],
      ['parent', undefined],
    ]);
    const thread = await api('conversations.replies', { channel: 'C0IN', ts });
    expect(records(thread.messages).map(({ text }) => text)).toEqual(['parent', 'quiet', 'loud']);
  });

  it('leaves the payload of metadata out unless asked for it', async () => {
    const { api } = await setting();
    await api('chat.postMessage', { channel: 'C0IN', text: 'x', metadata });
    const bare = await api('conversations.history', { channel: 'C0IN' });
    expect(records(bare.messages)[0]?.metadata).toEqual({ event_type: 'row' });
    const whole = await api('conversations.history', { channel: 'C0IN', include_all_metadata: true });
    expect(records(whole.messages)[0]?.metadata).toEqual(metadata);
  });

  it('keeps to oldest and latest, the ends only when inclusive', async () => {
    const { api, slack } = await setting();
    for (const text of ['a', 'b', 'c']) slack.say('U0ANN', 'C0IN', text);
    const [oldest, , latest] = slack.messages('C0IN').map(({ ts }) => ts);
    const texts = async (args: Record<string, unknown>) =>
      records((await api('conversations.history', { channel: 'C0IN', ...args })).messages).map(({ text }) => text);
    expect(await texts({ oldest, latest })).toEqual(['b']);
    expect(await texts({ oldest, latest, inclusive: true })).toEqual(['c', 'b', 'a']);
    expect(await texts({ oldest })).toEqual(['c', 'b']);
  });

  it('is closed to a bot that is not in the channel', async () => {
    const { api } = await setting();
    expect(await api('conversations.history', { channel: 'C0OUT' })).toMatchObject({ error: 'not_in_channel' });
    expect(await api('conversations.history', { channel: 'C0SECRET' })).toMatchObject({ error: 'channel_not_found' });
  });
});
