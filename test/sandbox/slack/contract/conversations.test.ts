import { describe, expect, it } from '@jest/globals';
import { CHANNEL, call, itOfStandIn, NO_CHANNEL, NO_USER, post, refusals, TS, USER } from './slack.ts';

/** docs.slack.dev/reference/methods/conversations.info */
describe('conversations.info', () => {
  it('describes the channel; num_members only where asked for', async () => {
    const answer = await call('conversations.info', { channel: CHANNEL });
    expect(answer).toMatchObject({
      ok: true,
      channel: {
        id: CHANNEL,
        name: expect.any(String),
        is_channel: true,
        is_im: false,
        is_private: false,
        is_archived: false,
        is_member: true,
        is_ext_shared: expect.any(Boolean),
        shared_team_ids: expect.any(Array),
        context_team_id: expect.any(String),
        topic: { value: expect.any(String) },
        purpose: { value: expect.any(String) },
      },
    });
    expect(answer.channel).not.toHaveProperty('num_members');
    expect(await call('conversations.info', { channel: CHANNEL, include_num_members: true })).toMatchObject({
      channel: { num_members: expect.any(Number) },
    });
  });

  refusals([['channel_not_found', 'no such channel', 'conversations.info', { channel: NO_CHANNEL }]]);

  itOfStandIn('a private channel without the bot does not exist for it', async () => {
    expect(await call('conversations.info', { channel: 'C0SECRET' })).toMatchObject({ error: 'channel_not_found' });
  });
});

/** docs.slack.dev/reference/methods/conversations.members */
describe('conversations.members', () => {
  it('gives ids by pages with a cursor', async () => {
    const first = await call('conversations.members', { channel: CHANNEL, limit: 1 });
    expect(first).toMatchObject({ ok: true, members: [expect.any(String)] });
    const { next_cursor: cursor } = first.response_metadata as { next_cursor: string };
    expect(cursor).not.toBe('');
    const second = await call('conversations.members', { channel: CHANNEL, limit: 1, cursor });
    expect(second.members).not.toEqual(first.members);
  });

  refusals([
    ['channel_not_found', 'no such channel', 'conversations.members', { channel: NO_CHANNEL }],
    ['invalid_cursor', 'a cursor nobody gave', 'conversations.members', { channel: CHANNEL, cursor: 'made up' }],
  ]);
});

/** docs.slack.dev/reference/methods/conversations.open */
describe('conversations.open', () => {
  it('gives the same direct message each time', async () => {
    const first = await call('conversations.open', { users: USER });
    expect(first).toMatchObject({ ok: true, channel: { id: expect.stringMatching(/^D/) } });
    expect(await call('conversations.open', { users: USER })).toMatchObject({ channel: first.channel });
  });

  refusals([
    ['user_not_found', 'no such person', 'conversations.open', { users: NO_USER }],
    ['users_list_not_supplied', 'nobody named', 'conversations.open', {}],
    ['too_many_users', 'nine people', 'conversations.open', { users: Array(9).fill(USER).join(',') }],
  ]);

  itOfStandIn('user_disabled: a deactivated person', async () => {
    expect(await call('conversations.open', { users: 'U0GONE' })).toMatchObject({ error: 'user_disabled' });
  });
});

/** docs.slack.dev/reference/methods/conversations.history, docs.slack.dev/reference/methods/conversations.replies */
describe('conversations.history', () => {
  it('gives messages newest first, without replies and without what is for one person', async () => {
    const before = await post();
    const parent = await post();
    const reply = await post({ thread_ts: parent });
    await call('chat.postEphemeral', { channel: CHANNEL, user: USER, text: 'For you' });
    const found = await call('conversations.history', { channel: CHANNEL, oldest: before });
    expect(found).toMatchObject({ ok: true, has_more: false, pin_count: expect.any(Number) });
    expect(found.messages).toMatchObject([{ ts: parent, thread_ts: parent, reply_count: 1, latest_reply: reply }]);
    expect(await call('conversations.replies', { channel: CHANNEL, ts: parent })).toMatchObject({
      ok: true,
      messages: [{ ts: parent }, { ts: reply, thread_ts: parent, parent_user_id: expect.any(String) }],
      has_more: false,
    });
  });

  it('leaves the payload of metadata out unless it is asked for', async () => {
    const metadata = { event_type: 'contract', event_payload: { id: '1' } };
    const ts = await post({ metadata });
    const args = { channel: CHANNEL, oldest: ts, latest: ts, inclusive: true };
    const [message] = (await call('conversations.history', args)).messages as { metadata: unknown }[];
    expect(message?.metadata).toEqual({ event_type: 'contract' });
    const all = await call('conversations.history', { ...args, include_all_metadata: true });
    expect(all).toMatchObject({ messages: [{ metadata }] });
  });

  it('goes on with a cursor where there is more', async () => {
    await post();
    await post();
    const first = await call('conversations.history', { channel: CHANNEL, limit: 1 });
    expect(first).toMatchObject({ has_more: true, messages: [{ ts: TS }] });
    const { next_cursor: cursor } = first.response_metadata as { next_cursor: string };
    const second = await call('conversations.history', { channel: CHANNEL, limit: 1, cursor });
    expect(second.messages).not.toEqual(first.messages);
  });

  refusals([
    ['channel_not_found', 'no such channel', 'conversations.history', { channel: NO_CHANNEL }],
    ['invalid_cursor', 'a cursor nobody gave', 'conversations.history', { channel: CHANNEL, cursor: 'made up' }],
    ['invalid_ts_oldest', 'no time', 'conversations.history', { channel: CHANNEL, oldest: 'yesterday' }],
    ['invalid_ts_latest', 'no time', 'conversations.history', { channel: CHANNEL, latest: 'yesterday' }],
    ['thread_not_found', 'no such thread', 'conversations.replies', { channel: CHANNEL, ts: '1000000000.000001' }],
  ]);
});

/** docs.slack.dev/reference/methods/conversations.join */
describe('conversations.join', () => {
  it('of a channel the bot is in answers with a warning', async () => {
    expect(await call('conversations.join', { channel: CHANNEL })).toMatchObject({
      ok: true,
      channel: { id: CHANNEL },
      warning: 'already_in_channel',
      response_metadata: { warnings: ['already_in_channel'] },
    });
  });

  refusals([['channel_not_found', 'no such channel', 'conversations.join', { channel: NO_CHANNEL }]]);

  itOfStandIn('lets the bot into a public one, and into no archived one', async () => {
    expect(await call('conversations.join', { channel: 'C0OUT' })).toMatchObject({ channel: { is_member: true } });
    expect(await call('conversations.join', { channel: 'C0OLD' })).toMatchObject({ error: 'is_archived' });
  });
});
