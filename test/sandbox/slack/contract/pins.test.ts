import { describe, expect, it } from '@jest/globals';
import { CHANNEL, call, NO_CHANNEL, post, refusals } from './slack.ts';

/** docs.slack.dev/reference/methods/pins.add and pins.remove: the argument is `timestamp`. */
describe('pins', () => {
  it('are added once and removed once', async () => {
    const args = { channel: CHANNEL, timestamp: await post() };
    expect(await call('pins.add', args)).toEqual({ ok: true });
    expect(await call('pins.add', args)).toMatchObject({ ok: false, error: 'already_pinned' });
    expect(await call('pins.list', { channel: CHANNEL })).toMatchObject({
      ok: true,
      items: expect.arrayContaining([
        expect.objectContaining({ type: 'message', message: expect.objectContaining({ ts: args.timestamp }) }),
      ]),
    });
    expect(await call('pins.remove', args)).toEqual({ ok: true });
    expect(await call('pins.remove', args)).toMatchObject({ ok: false, error: 'no_pin' });
  });

  refusals([
    ['channel_not_found', 'no such channel', 'pins.add', { channel: NO_CHANNEL, timestamp: '1.000001' }],
    ['message_not_found', 'no such message', 'pins.add', { channel: CHANNEL, timestamp: '1000000000.000001' }],
    ['no_item_specified', 'nothing named', 'pins.add', { channel: CHANNEL }],
    ['bad_timestamp', 'no timestamp', 'pins.add', { channel: CHANNEL, timestamp: 'now' }],
  ]);
});
