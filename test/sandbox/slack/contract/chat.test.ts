import { describe, expect, it } from '@jest/globals';
import { CHANNEL, call, id, itOfStandIn, NO_CHANNEL, NO_USER, post, refusals, TS, USER } from './slack.ts';

const section = { type: 'section', text: { type: 'mrkdwn', text: 'Words' } };
const metadata = { event_type: 'contract', event_payload: { id: '1' } };

/** docs.slack.dev/reference/methods/chat.postMessage */
describe('chat.postMessage', () => {
  it('answers channel, ts and the message; fills in block_ids', async () => {
    expect(await call('chat.postMessage', { channel: CHANNEL, text: 'In short', blocks: [section] })).toMatchObject({
      ok: true,
      channel: CHANNEL,
      ts: TS,
      message: {
        type: 'message',
        text: 'In short',
        user: id('UW'),
        bot_id: id('B'),
        app_id: id('A'),
        team: id('T'),
        ts: TS,
        blocks: [{ type: 'section', block_id: expect.any(String) }],
      },
    });
  });

  it('puts a reply into its thread', async () => {
    const thread_ts = await post();
    const answer = await call('chat.postMessage', { channel: CHANNEL, text: 'A reply', thread_ts });
    expect(answer).toMatchObject({ ok: true, message: { thread_ts } });
  });

  it('cuts text beyond 40,000 characters and warns', async () => {
    const answer = await call('chat.postMessage', { channel: CHANNEL, text: 'x'.repeat(40_001) });
    expect(answer).toMatchObject({ ok: true, response_metadata: { warnings: ['message_truncated'] } });
  });

  it('says where a block breaks a rule', async () => {
    const elements = Array.from({ length: 26 }, (_, index) => ({
      type: 'button',
      action_id: `a${index}`,
      text: { type: 'plain_text', text: 'x' },
    }));
    const blocks = [section, { type: 'actions', elements }];
    expect(await call('chat.postMessage', { channel: CHANNEL, blocks })).toMatchObject({
      ok: false,
      error: 'invalid_blocks',
      errors: ['no more than 25 items allowed [json-pointer:/blocks/1/elements]'],
    });
  });

  refusals([
    ['channel_not_found', 'no such channel', 'chat.postMessage', { channel: NO_CHANNEL, text: 'x' }],
    ['no_text', 'nothing to say', 'chat.postMessage', { channel: CHANNEL }],
    [
      'invalid_blocks_format',
      'blocks are no list',
      'chat.postMessage',
      { channel: CHANNEL, text: 'x', blocks: 'none' },
    ],
    [
      'markdown_text_conflict',
      'markdown_text beside text',
      'chat.postMessage',
      { channel: CHANNEL, text: 'x', markdown_text: 'x' },
    ],
    [
      'invalid_metadata_format',
      'metadata without a payload',
      'chat.postMessage',
      { channel: CHANNEL, text: 'x', metadata: { event_type: 'x' } },
    ],
  ]);

  itOfStandIn('is_archived and not_in_channel name what is wrong with a channel', async () => {
    expect(await call('chat.postMessage', { channel: 'C0OLD', text: 'x' })).toMatchObject({ error: 'is_archived' });
    expect(await call('chat.postMessage', { channel: 'C0OUT', text: 'x' })).toMatchObject({ error: 'not_in_channel' });
  });
});

/** docs.slack.dev/reference/methods/chat.update */
describe('chat.update', () => {
  it('answers channel, ts, text and the message', async () => {
    const ts = await post({ blocks: [section] });
    expect(await call('chat.update', { channel: CHANNEL, ts, text: 'Changed' })).toMatchObject({
      ok: true,
      channel: CHANNEL,
      ts,
      text: 'Changed',
      message: { text: 'Changed', user: id('UW') },
    });
  });

  it('msg_too_long: text beyond 4,000 characters', async () => {
    const ts = await post();
    const args = { channel: CHANNEL, ts, text: 'x'.repeat(4001) };
    expect(await call('chat.update', args)).toMatchObject({ ok: false, error: 'msg_too_long' });
  });

  it('keeps metadata that it is not given', async () => {
    const ts = await post({ metadata });
    expect(await call('chat.update', { channel: CHANNEL, ts, text: 'x' })).toMatchObject({ ok: true });
    const found = await call('conversations.history', {
      channel: CHANNEL,
      oldest: ts,
      latest: ts,
      inclusive: true,
      include_all_metadata: true,
    });
    expect(found).toMatchObject({ messages: [{ ts, metadata }] });
  });

  refusals([
    ['message_not_found', 'no such message', 'chat.update', { channel: CHANNEL, ts: '1000000000.000001', text: 'x' }],
    ['channel_not_found', 'no such channel', 'chat.update', { channel: NO_CHANNEL, ts: '1.000001', text: 'x' }],
  ]);
});

/** docs.slack.dev/reference/methods/chat.postEphemeral */
describe('chat.postEphemeral', () => {
  it('answers message_ts alone, which is no ts to change', async () => {
    const answer = await call('chat.postEphemeral', { channel: CHANNEL, user: USER, text: 'For you' });
    expect(answer).toEqual({ ok: true, message_ts: TS });
    const args = { channel: CHANNEL, ts: String(answer.message_ts), text: 'x' };
    expect(await call('chat.update', args)).toMatchObject({ ok: false, error: 'message_not_found' });
  });

  refusals([
    ['channel_not_found', 'no such channel', 'chat.postEphemeral', { channel: NO_CHANNEL, user: USER, text: 'x' }],
    ['user_not_in_channel', 'nobody there', 'chat.postEphemeral', { channel: CHANNEL, user: NO_USER, text: 'x' }],
    ['no_text', 'nothing to say', 'chat.postEphemeral', { channel: CHANNEL, user: USER }],
  ]);
});

/** docs.slack.dev/reference/methods/chat.delete, docs.slack.dev/reference/methods/chat.getPermalink */
describe('chat.delete and chat.getPermalink', () => {
  it('answer the place; afterwards it is gone', async () => {
    const ts = await post();
    expect(await call('chat.getPermalink', { channel: CHANNEL, message_ts: ts })).toMatchObject({
      ok: true,
      channel: CHANNEL,
      permalink: expect.stringMatching(new RegExp(`\\.slack\\.com/archives/${CHANNEL}/p${ts.replace('.', '')}$`)),
    });
    expect(await call('chat.delete', { channel: CHANNEL, ts })).toMatchObject({ ok: true, channel: CHANNEL, ts });
    expect(await call('chat.delete', { channel: CHANNEL, ts })).toMatchObject({ error: 'message_not_found' });
    expect(await call('chat.getPermalink', { channel: CHANNEL, message_ts: ts })).toMatchObject({
      error: 'message_not_found',
    });
  });
});
