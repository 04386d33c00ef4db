import { describe, expect, it } from '@jest/globals';
import { actions, button, posted, setting } from '../support/setting.ts';

describe('chat.update', () => {
  const metadata = { event_type: 'board', event_payload: { id: 1 } };

  it('replaces text and blocks, and keeps the metadata it is not given', async () => {
    const all = await setting();
    const { ts } = await posted(all, [actions('a', button('go'))], { metadata });
    const answer = await all.api('chat.update', {
      channel: 'C0IN',
      ts,
      text: 'new',
      blocks: [actions('b', button('on'))],
    });
    expect(answer).toMatchObject({ ok: true, channel: 'C0IN', ts, text: 'new', message: { text: 'new', metadata } });
    expect(all.slack.messages('C0IN')[0]).toMatchObject({ text: 'new', blocks: [{ block_id: 'b' }], edited: false });
  });

  it('removes the blocks when given text alone', async () => {
    const all = await setting();
    const { ts } = await posted(all, [actions('a', button('go'))]);
    await all.api('chat.update', { channel: 'C0IN', ts, text: 'words' });
    expect(all.slack.messages('C0IN')[0]).toMatchObject({ text: 'words', blocks: [], edited: true });
  });

  it('may change the files alone', async () => {
    const all = await setting();
    const { ts } = await all.api('chat.postMessage', { channel: 'C0IN', text: 'kept' });
    const args = { channel: 'C0IN', ts, file_ids: ['F01234567'] };
    expect(await all.api('chat.update', args)).toMatchObject({ ok: true, text: 'kept' });
    expect(all.slack.messages('C0IN')[0]).toMatchObject({ text: 'kept', fileIds: ['F01234567'], edited: false });
    expect(await all.api('chat.postMessage', { channel: 'C0IN', file_ids: ['F01234567'] })).toMatchObject({
      error: 'no_text',
    });
  });

  it('takes metadata away when given {}', async () => {
    const all = await setting();
    const { ts } = await posted(all, [actions('a', button('go'))], { metadata });
    expect(await all.api('chat.update', { channel: 'C0IN', ts, text: 'x', metadata: {} })).toMatchObject({ ok: true });
    expect(all.slack.messages('C0IN')[0]?.metadata).toBeUndefined();
  });

  it.each([
    ['msg_too_long', { text: 'x'.repeat(4001) }],
    ['no_text', {}],
    ['message_not_found', { ts: '1.000001', text: 'x' }],
    ['channel_not_found', { channel: 'U0ANN', text: 'x' }],
  ])('answers %s', async (error, args) => {
    const all = await setting();
    const { ts } = await posted(all, [actions('a', button('go'))]);
    expect(await all.api('chat.update', { channel: 'C0IN', ts, ...args })).toMatchObject({ ok: false, error });
  });

  it('refuses the messages of others, ephemeral ones and those of archived channels', async () => {
    const { api, slack } = await setting();
    const { ts } = slack.say('U0ANN', 'C0IN', 'mine');
    const change = (at: unknown) => api('chat.update', { channel: 'C0IN', ts: at, text: 'x' });
    expect(await change(ts)).toMatchObject({ error: 'cant_update_message' });
    const ephemeral = await api('chat.postEphemeral', { channel: 'C0IN', user: 'U0ANN', text: 'x' });
    expect(await change(ephemeral.message_ts)).toMatchObject({ error: 'message_not_found' });
    const own = await api('chat.postMessage', { channel: 'C0IN', text: 'x' });
    await slack.archive('C0IN');
    expect(await change(own.ts)).toMatchObject({ error: 'is_inactive' });
  });
});

describe('chat.delete', () => {
  it('removes a message and its pin', async () => {
    const all = await setting();
    const { ts } = await posted(all, [actions('a', button('go'))]);
    await all.api('pins.add', { channel: 'C0IN', timestamp: ts });
    expect(await all.api('chat.delete', { channel: 'C0IN', ts })).toEqual({ ok: true, channel: 'C0IN', ts });
    expect(all.slack.messages('C0IN')).toHaveLength(0);
    expect(all.slack.channels.find(({ id }) => id === 'C0IN')?.pins).toEqual([]);
  });

  it('refuses what others wrote', async () => {
    const { api, slack } = await setting();
    const { ts } = slack.say('U0ANN', 'C0IN', 'mine');
    expect(await api('chat.delete', { channel: 'C0IN', ts })).toMatchObject({ error: 'cant_delete_message' });
  });
});

describe('chat.postEphemeral', () => {
  it('shows it to one person and answers message_ts alone', async () => {
    const { api, slack } = await setting();
    const answer = await api('chat.postEphemeral', { channel: 'C0IN', user: 'U0ANN', text: 'just you' });
    expect(answer).toEqual({ ok: true, message_ts: expect.any(String) });
    expect(slack.person('U0ANN').sees('C0IN')).toHaveLength(1);
    expect(slack.person('U0BEN').sees('C0IN')).toHaveLength(0);
  });

  it.each([
    ['user_not_in_channel', { channel: 'C0IN', user: 'U0GONE' }],
    ['user_not_in_channel', { channel: 'C0IN', user: 'U0NOBODY' }],
    ['not_in_channel', { channel: 'C0OUT', user: 'U0ANN' }],
    ['is_archived', { channel: 'C0OLD', user: 'U0ANN' }],
  ])('answers %s to %j', async (error, args) => {
    const { api } = await setting();
    expect(await api('chat.postEphemeral', { text: 'x', ...args })).toMatchObject({ ok: false, error });
  });
});

describe('chat.getPermalink', () => {
  it('leads to the message', async () => {
    const all = await setting();
    const { ts } = await posted(all, [actions('a', button('go'))]);
    expect(await all.api('chat.getPermalink', { channel: 'C0IN', message_ts: ts })).toEqual({
      ok: true,
      channel: 'C0IN',
      permalink: `https://home-team.slack.com/archives/C0IN/p${ts.replace('.', '')}`,
    });
    expect(await all.api('chat.getPermalink', { channel: 'C0IN', message_ts: '1.0' })).toMatchObject({
      error: 'message_not_found',
    });
  });
});
