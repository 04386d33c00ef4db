import { describe, expect, it } from '@jest/globals';
import { setting } from '../support/setting.ts';

describe('a response_url', () => {
  const urlOf = async (all: Awaited<ReturnType<typeof setting>>) => {
    await all.slack.person('U0ANN').command('C0IN', '/probe');
    return String(all.app.got.at(-1)?.body.response_url);
  };

  it('answers one person, or the channel', async () => {
    const all = await setting();
    const url = await urlOf(all);
    expect(await all.respond(url, { text: 'for you' })).toEqual({ status: 200, json: { ok: true } });
    await all.respond(url, { text: 'for all', response_type: 'in_channel' });
    expect(all.slack.messages('C0IN')).toMatchObject([{ text: 'for you', onlyFor: 'U0ANN' }, { text: 'for all' }]);
    expect(all.slack.messages('C0IN')[1]).not.toHaveProperty('onlyFor');
    const used = { method: 'response_url', responseUrl: url };
    expect(all.slack.calls).toMatchObject([used, used]);
  });

  it('works five times', async () => {
    const all = await setting();
    const url = await urlOf(all);
    for (let use = 1; use <= 5; use += 1) expect((await all.respond(url, { text: 'x' })).status).toBe(200);
    expect(await all.respond(url, { text: 'x' })).toEqual({ status: 404, json: { ok: false, error: 'used_url' } });
  });

  it('works for half an hour', async () => {
    const all = await setting();
    const url = await urlOf(all);
    all.manualClock.pass(30 * 60_000);
    expect((await all.respond(url, { text: 'x' })).status).toBe(200);
    all.manualClock.pass(1);
    expect(await all.respond(url, { text: 'x' })).toEqual({ status: 404, json: { ok: false, error: 'expired_url' } });
  });

  it('refuses what breaks a limit, and nothing at all', async () => {
    const all = await setting();
    const url = await urlOf(all);
    expect(await all.respond(url, { blocks: [{ type: 'nonsense' }] })).toMatchObject({
      status: 400,
      json: { error: 'invalid_blocks' },
    });
    expect(await all.respond(url, {})).toMatchObject({ status: 400, json: { error: 'no_text' } });
    expect((await all.respond(`${all.slack.url}/response/commands/T/x`, { text: 'x' })).status).toBe(404);
  });
});
