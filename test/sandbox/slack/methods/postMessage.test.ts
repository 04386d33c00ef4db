import { describe, expect, it } from '@jest/globals';
import type { Json } from '../../../../sandbox/slack/types.ts';
import { BOT, TEAM } from '../support/seed.ts';
import { actions, button, setting } from '../support/setting.ts';

describe('chat.postMessage', () => {
  it('answers the message as it is stored, with ids filled in', async () => {
    const { api, slack } = await setting();
    const blocks = [{ type: 'actions', elements: [{ type: 'button', text: { type: 'plain_text', text: 'Go' } }] }];
    const answer = await api('chat.postMessage', { channel: 'C0IN', text: 'hello', blocks });
    expect(answer).toMatchObject({ ok: true, channel: 'C0IN', ts: expect.stringMatching(/^\d{10}\.\d{6}$/) });
    expect(answer.message).toMatchObject({
      type: 'message',
      text: 'hello',
      user: BOT.userId,
      bot_id: BOT.botId,
      app_id: BOT.appId,
      bot_profile: { id: BOT.botId, app_id: BOT.appId, name: BOT.name, team_id: TEAM.id },
      team: TEAM.id,
      ts: answer.ts,
      blocks: [{ block_id: expect.any(String), elements: [{ action_id: expect.any(String) }] }],
    });
    expect(slack.messages('C0IN')).toHaveLength(1);
  });

  it('gives every message a later ts although the clock stands still', async () => {
    const { api, slack } = await setting();
    for (const channel of ['C0IN', 'U0ANN', 'C0IN', 'C0IN']) await api('chat.postMessage', { channel, text: 'x' });
    const all = slack.channels.flatMap(({ id }) => slack.messages(id)).map(({ ts }) => ts);
    expect(new Set(all).size).toBe(4);
    const inOne = slack.messages('C0IN').map(({ ts }) => ts);
    expect(inOne).toEqual(inOne.toSorted());
  });

  it('stores text with the control characters escaped, and keeps mentions and links', async () => {
    const { api, slack } = await setting();
    await api('chat.postMessage', { channel: 'C0IN', text: 'a < b & <@U0ANN> &amp; <https://x.example|x> > c' });
    expect(slack.messages('C0IN')[0]?.text).toBe('a &lt; b &amp; <@U0ANN> &amp; <https://x.example|x> &gt; c');
  });

  it('opens a direct message for a user id', async () => {
    const { api, slack } = await setting();
    const answer = await api('chat.postMessage', { channel: 'U0ANN', text: 'psst' });
    expect(answer).toMatchObject({ ok: true, channel: expect.stringMatching(/^D/) });
    expect(slack.person('U0ANN').sees(String(answer.channel))).toHaveLength(1);
    expect(slack.person('U0BEN').sees(String(answer.channel))).toHaveLength(0);
  });

  it.each([
    ['channel_not_found', { channel: 'C0NONE', text: 'x' }],
    ['channel_not_found', { channel: 'C0SECRET', text: 'x' }],
    ['channel_not_found', { channel: 'U0GONE', text: 'x' }],
    ['not_in_channel', { channel: 'C0OUT', text: 'x' }],
    ['is_archived', { channel: 'C0OLD', text: 'x' }],
    ['no_text', { channel: 'C0IN' }],
    ['no_text', { channel: 'C0IN', text: '', blocks: [] }],
    ['invalid_blocks_format', { channel: 'C0IN', text: 'x', blocks: 'not json' }],
    ['invalid_metadata_format', { channel: 'C0IN', text: 'x', metadata: { event_type: 'only' } }],
    ['cannot_reply_to_message', { channel: 'C0IN', text: 'x', thread_ts: '1.000001' }],
  ])('answers %s to %j', async (error, args) => {
    const { api, slack } = await setting();
    expect(await api('chat.postMessage', args as Json)).toMatchObject({ ok: false, error });
    expect(slack.messages('C0IN')).toHaveLength(0);
  });

  it('refuses metadata of more than 8,000 characters', async () => {
    const { api } = await setting();
    const metadata = { event_type: 'e', event_payload: { long: 'x'.repeat(8000) } };
    const answer = await api('chat.postMessage', { channel: 'C0IN', text: 'x', metadata });
    expect(answer).toMatchObject({ ok: false, error: 'metadata_too_large' });
  });

  it('refuses blocks that break a limit in words with a pointer, and records them', async () => {
    const { api, slack } = await setting();
    const blocks = [actions('many', ...Array.from({ length: 26 }, (_, index) => button(`b${index}`)))];
    const words = 'no more than 25 items allowed [json-pointer:/blocks/0/elements]';
    expect(await api('chat.postMessage', { channel: 'C0IN', text: 'x', blocks })).toMatchObject({
      ok: false,
      error: 'invalid_blocks',
      errors: [words],
      response_metadata: { messages: [`[ERROR] ${words}`] },
    });
    expect(slack.calls.at(-1)?.violations).toEqual([words]);
  });

  it('cuts a text over 40,000 characters and warns', async () => {
    const { api, slack } = await setting();
    const answer = await api('chat.postMessage', { channel: 'C0IN', text: 'x'.repeat(40_001) });
    expect(answer).toMatchObject({ ok: true, response_metadata: { warnings: ['message_truncated'] } });
    expect(slack.messages('C0IN')[0]?.text).toHaveLength(40_000);
  });

  it('puts a reply to a reply into the same thread', async () => {
    const { api, slack } = await setting();
    const parent = await api('chat.postMessage', { channel: 'C0IN', text: 'parent' });
    const reply = await api('chat.postMessage', { channel: 'C0IN', text: 'reply', thread_ts: parent.ts });
    await api('chat.postMessage', { channel: 'C0IN', text: 'again', thread_ts: reply.ts });
    expect(slack.messages('C0IN').map(({ threadTs }) => threadTs)).toEqual([undefined, parent.ts, parent.ts]);
  });
});
