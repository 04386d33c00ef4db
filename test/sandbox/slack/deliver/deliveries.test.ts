import { describe, expect, it } from '@jest/globals';
import { BOT, TEAM } from '../support/seed.ts';
import { setting } from '../support/setting.ts';
import type { Reply } from '../support/throwawayApp.ts';

const EVENT = { type: 'app_mention', user: 'U0ANN', channel: 'C0IN', text: 'hello', event_ts: '1.000001' };

describe('an event', () => {
  it('arrives as signed JSON in the documented envelope', async () => {
    const { slack, app, manualClock } = await setting();
    const delivery = await slack.event(EVENT);
    expect(delivery).toMatchObject({ kind: 'event', status: 200 });
    expect(app.got[0]?.isSigned).toBe(true);
    expect(app.got[0]?.headers).toMatchObject({
      'content-type': 'application/json',
      'x-slack-request-timestamp': String(manualClock.now() / 1000),
    });
    expect(app.got[0]?.body).toEqual({
      token: expect.any(String),
      team_id: TEAM.id,
      context_team_id: TEAM.id,
      context_enterprise_id: null,
      api_app_id: BOT.appId,
      event: EVENT,
      type: 'event_callback',
      event_id: expect.stringMatching(/^Ev/),
      event_time: manualClock.now() / 1000,
      authorizations: [
        { enterprise_id: null, team_id: TEAM.id, user_id: BOT.userId, is_bot: true, is_enterprise_install: false },
      ],
      is_ext_shared_channel: true,
      event_context: expect.any(String),
    });
  });

  it('that fails is repeated at once, after a minute and after five, then no more', async () => {
    const { slack, app, manualClock } = await setting();
    app.answer({ status: 500 });
    expect(await slack.event(EVENT)).toMatchObject({ status: 500, failure: 'http_error' });
    await slack.until('the first repetition', () => slack.deliveries.length === 2 && manualClock.waits().length === 1);
    expect(manualClock.waits()).toEqual([60_000]);
    manualClock.pass(60_000);
    await slack.until('the second', () => slack.deliveries.length === 3 && manualClock.waits().length === 1);
    expect(manualClock.waits()).toEqual([300_000]);
    manualClock.pass(300_000);
    await slack.until('the third', () => slack.deliveries.length === 4);
    expect(manualClock.waits()).toEqual([]);
    expect(new Set(app.got.map(({ raw }) => raw)).size).toBe(1);
    expect(app.got.every(({ isSigned }) => isSigned)).toBe(true);
    const retries = app.got.map(({ headers }) => [headers['x-slack-retry-num'], headers['x-slack-retry-reason']]);
    expect(retries).toEqual([
      [undefined, undefined],
      ['1', 'http_error'],
      ['2', 'http_error'],
      ['3', 'http_error'],
    ]);
    expect(slack.deliveries.map(({ retry }) => retry)).toEqual([undefined, 1, 2, 3]);
  });

  it('is not repeated once it is taken', async () => {
    const { slack, app, manualClock } = await setting();
    app.answer(() => (app.got.length === 1 ? { status: 500 } : {}));
    await slack.event(EVENT);
    await slack.until('the repetition', () => slack.deliveries.length === 2);
    expect(manualClock.waits()).toEqual([]);
  });

  it('is not repeated when the answer says so', async () => {
    const { slack, app, manualClock } = await setting();
    app.answer({ status: 500, headers: { 'x-slack-no-retry': '1' } });
    await slack.event(EVENT);
    expect(manualClock.waits()).toEqual([]);
    expect(app.got).toHaveLength(1);
  });

  it.each([
    ['http_timeout', { silent: true }],
    ['http_error', { status: 404 }],
  ] as const)('names %s as the reason', async (reason, reply: Reply) => {
    const { slack, app, manualClock } = await setting();
    app.answer(() => (app.got.length === 1 ? reply : {}));
    const first = slack.event(EVENT);
    await slack.until('the request', () => app.got.length === 1);
    if ('silent' in reply) manualClock.pass(3000);
    expect(await first).toMatchObject({ failure: reason });
    await slack.until('the repetition', () => app.got.length === 2);
    expect(app.got[1]?.headers['x-slack-retry-reason']).toBe(reason);
  });

  it('finds no app: connection_failed', async () => {
    const { slack, manualClock } = await setting();
    slack.deliverTo('http://127.0.0.1:1/slack/events');
    expect(await slack.event(EVENT)).toMatchObject({ status: 0, failure: 'connection_failed' });
    await slack.until('the repetition', () => slack.deliveries.length === 2 && manualClock.waits().length === 1);
  });
});

describe('a delivery', () => {
  it('can be made once more: the same body, freshly signed', async () => {
    const { slack, app, manualClock } = await setting();
    const delivery = await slack.person('U0ANN').command('C0IN', '/probe');
    manualClock.pass(60_000);
    expect(await slack.redeliver(delivery)).toMatchObject({ kind: 'command', status: 200 });
    expect(app.got[1]?.raw).toBe(app.got[0]?.raw);
    expect(app.got[1]?.isSigned).toBe(true);
    expect(app.got[1]?.headers['x-slack-signature']).not.toBe(app.got[0]?.headers['x-slack-signature']);
  });
});
