import { describe, expect, it } from '@jest/globals';
import { BOT, TEAM, TOKEN } from '../support/seed.ts';
import { post, setting } from '../support/setting.ts';

describe('the Web API', () => {
  it('takes JSON as well as forms, and the token as an argument', async () => {
    const { slack } = await setting();
    const response = await fetch(`${slack.apiUrl}chat.postMessage`, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8', authorization: `Bearer ${TOKEN}` },
      body: JSON.stringify({ channel: 'C0IN', text: 'by JSON', metadata: { event_type: 'e', event_payload: {} } }),
    });
    expect(await response.json()).toMatchObject({ ok: true, message: { metadata: { event_type: 'e' } } });
    const form = new URLSearchParams({ token: TOKEN });
    expect(await (await fetch(`${slack.apiUrl}auth.test`, { method: 'POST', body: form })).json()).toMatchObject({
      ok: true,
    });
  });

  it('answers errors with HTTP 200', async () => {
    const { api, slack } = await setting();
    expect((await post(slack, 'no.such')).status).toBe(200);
    expect(await api('no.such')).toMatchObject({ ok: false, error: 'unknown_method' });
    expect(await api('auth.test', {}, 'xoxb-other')).toMatchObject({ ok: false, error: 'invalid_auth' });
    const without = await fetch(`${slack.apiUrl}auth.test`, { method: 'POST' });
    expect(await without.json()).toMatchObject({ ok: false, error: 'not_authed' });
  });

  it('knows who the bot is', async () => {
    const { api } = await setting();
    expect(await api('auth.test')).toEqual({
      ok: true,
      url: 'https://home-team.slack.com/',
      team: TEAM.name,
      user: 'probe',
      team_id: TEAM.id,
      user_id: BOT.userId,
      bot_id: BOT.botId,
      is_enterprise_install: false,
    });
  });

  it('records every call without its token, arguments parsed', async () => {
    const { api, slack } = await setting();
    await api('chat.postMessage', { channel: 'C0IN', text: 'x', blocks: [{ type: 'divider' }], token: TOKEN });
    expect(slack.calls).toEqual([
      {
        at: expect.any(Date),
        method: 'chat.postMessage',
        args: { channel: 'C0IN', text: 'x', blocks: [{ type: 'divider' }] },
        status: 200,
        answer: expect.objectContaining({ ok: true }),
        violations: [],
      },
    ]);
  });
});
