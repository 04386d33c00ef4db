import { describe, expect, it } from '@jest/globals';
import { setting } from '../support/setting.ts';

describe('pins', () => {
  it('are added once, listed and taken off', async () => {
    const { api, slack } = await setting();
    const { ts } = slack.say('U0ANN', 'C0IN', 'to keep');
    const pin = { channel: 'C0IN', timestamp: ts };
    expect(await api('pins.add', pin)).toEqual({ ok: true });
    expect(await api('pins.add', pin)).toMatchObject({ error: 'already_pinned' });
    expect(await api('pins.list', { channel: 'C0IN' })).toMatchObject({
      items: [{ message: { ts, text: 'to keep' } }],
    });
    expect(await api('pins.remove', pin)).toEqual({ ok: true });
    expect(await api('pins.remove', pin)).toMatchObject({ error: 'no_pin' });
  });

  it.each([
    ['no_item_specified', { channel: 'C0IN', ts: '1.000001' }],
    ['message_not_found', { channel: 'C0IN', timestamp: '1.000001' }],
    ['not_in_channel', { channel: 'C0OUT', timestamp: '1.000001' }],
  ])('answer %s to %j', async (error, args) => {
    const { api } = await setting();
    expect(await api('pins.add', args)).toMatchObject({ ok: false, error });
  });
});

describe('bookmarks', () => {
  it('are added and listed', async () => {
    const { api } = await setting();
    const link = { channel_id: 'C0IN', type: 'link', title: 'Plan', link: 'https://example.com/plan' };
    expect(await api('bookmarks.add', link)).toMatchObject({ ok: true, bookmark: { title: 'Plan' } });
    expect(await api('bookmarks.list', { channel_id: 'C0IN' })).toMatchObject({ bookmarks: [{ link: link.link }] });
    expect(await api('bookmarks.add', { ...link, link: 'no link' })).toMatchObject({ error: 'invalid_link' });
  });
});
