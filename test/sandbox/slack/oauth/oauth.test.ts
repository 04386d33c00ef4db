import { describe, expect, it } from '@jest/globals';
import type { Json } from '../../../../sandbox/slack/types.ts';
import { BOT, TEAM, TOKEN } from '../support/seed.ts';
import type { Setting } from '../support/setting.ts';
import { setting } from '../support/setting.ts';

const CLIENT = { clientId: '1.2', clientSecret: 'a-client-secret' };
const SECRETS = { client_id: CLIENT.clientId, client_secret: CLIENT.clientSecret };
const REDIRECT = 'http://127.0.0.1:1/slack/oauth_redirect';

const installable = () => setting({ oauth: CLIENT });

async function authorize({ slack }: Setting, asked: Record<string, string> = {}) {
  const usual = { client_id: CLIENT.clientId, scope: 'chat:write,im:write', redirect_uri: REDIRECT, state: 's1' };
  const query = new URLSearchParams({ ...usual, ...asked });
  const response = await fetch(`${slack.url}/oauth/v2/authorize?${query}`, { redirect: 'manual' });
  const location = response.headers.get('location');
  const back = location === null ? new URLSearchParams() : new URL(location).searchParams;
  return { status: response.status, back: Object.fromEntries(back) };
}

async function install(all: Setting, asked: Record<string, string> = {}): Promise<Json> {
  const { back } = await authorize(all, asked);
  return all.api('oauth.v2.access', { ...SECRETS, code: back.code, redirect_uri: REDIRECT }, '');
}

describe('an installation by OAuth', () => {
  it('sends the person back to the app with a code and the state', async () => {
    const all = await installable();
    expect(await authorize(all)).toEqual({ status: 302, back: { state: 's1', code: expect.any(String) } });
  });

  it('sends them back without a code where they do not agree', async () => {
    const all = await installable();
    expect(await authorize(all, { deny: '1' })).toMatchObject({ back: { state: 's1', error: 'access_denied' } });
  });

  it.each([[{ client_id: 'other' }], [{ scope: '' }], [{ redirect_uri: 'nowhere' }], [{ as: 'U0NOBODY' }]])(
    'shows an error for %j',
    async (asked) => {
      const all = await installable();
      expect(await authorize(all, asked)).toEqual({ status: 400, back: {} });
    },
  );

  it('exchanges the code once, for a token with what was agreed to', async () => {
    const all = await installable();
    const { back } = await authorize(all, { as: 'U0BEN', user_scope: 'users:read' });
    const exchange = () => all.api('oauth.v2.access', { ...SECRETS, code: back.code }, '');
    const made = await exchange();
    expect(made).toMatchObject({
      ok: true,
      access_token: expect.stringMatching(/^xoxb-/),
      token_type: 'bot',
      scope: 'chat:write,im:write',
      bot_user_id: BOT.userId,
      app_id: BOT.appId,
      team: { id: TEAM.id, name: TEAM.name },
      authed_user: { id: 'U0BEN', scope: 'users:read', access_token: expect.stringMatching(/^xoxp-/) },
    });
    expect(await exchange()).toEqual({ ok: false, error: 'invalid_code' });
  });

  it('takes the client by HTTP Basic authentication', async () => {
    const all = await installable();
    const { back } = await authorize(all);
    const basic = Buffer.from(`${CLIENT.clientId}:${CLIENT.clientSecret}`).toString('base64');
    const response = await fetch(`${all.slack.apiUrl}oauth.v2.access`, {
      method: 'POST',
      headers: { authorization: `Basic ${basic}` },
      body: new URLSearchParams({ code: String(back.code) }),
    });
    expect(await response.json()).toMatchObject({ ok: true });
  });

  it.each([
    ['invalid_client_id', { client_id: 'other' }],
    ['bad_client_secret', { client_secret: 'other' }],
    ['invalid_code', { code: 'other' }],
    ['bad_redirect_uri', { redirect_uri: 'http://127.0.0.1:1/other' }],
    ['invalid_grant_type', { grant_type: 'password' }],
  ])('answers %s to %j', async (error, wrong) => {
    const all = await installable();
    const { back } = await authorize(all);
    expect(await all.api('oauth.v2.access', { ...SECRETS, code: back.code, ...wrong }, '')).toEqual({
      ok: false,
      error,
    });
  });

  it('forgets a code after ten minutes', async () => {
    const all = await installable();
    const { back } = await authorize(all);
    all.manualClock.pass(10 * 60_000 + 1);
    expect(await all.api('oauth.v2.access', { ...SECRETS, code: back.code }, '')).toMatchObject({
      error: 'invalid_code',
    });
  });
});

describe('several tokens', () => {
  it('each have their own scopes', async () => {
    const all = await installable();
    const { access_token: narrow } = await install(all, { scope: 'im:write' });
    expect(await all.api('chat.postMessage', { channel: 'C0IN', text: 'x' }, String(narrow))).toMatchObject({
      error: 'missing_scope',
      needed: 'chat:write',
      provided: 'im:write',
    });
    expect(await all.api('chat.postMessage', { channel: 'C0IN', text: 'x' }, TOKEN)).toMatchObject({ ok: true });
  });

  it("are refused where a person's token does not do", async () => {
    const all = await installable();
    const { authed_user: own } = await install(all, { user_scope: 'users:read' });
    const token = String((own as Json).access_token);
    expect(await all.api('users.info', { user: 'U0ANN' }, token)).toMatchObject({ ok: true });
    const error = 'not_allowed_token_type';
    expect(await all.api('chat.postMessage', { channel: 'C0IN', text: 'x' }, token)).toEqual({ ok: false, error });
  });

  it('end one by one, and the app is gone with the last', async () => {
    const all = await installable();
    const token = String((await install(all)).access_token);
    expect(await all.api('auth.revoke', { test: true }, token)).toEqual({ ok: true, revoked: false });
    expect(await all.api('auth.revoke', {}, token)).toEqual({ ok: true, revoked: true });
    expect(await all.api('auth.test', {}, token)).toEqual({ ok: false, error: 'account_inactive' });
    expect(await all.api('auth.test')).toMatchObject({ ok: true });
    await all.api('auth.revoke');
    await all.slack.until('all events', () => all.app.got.length === 3);
    expect(all.app.got.map(({ body }) => body.event)).toEqual([
      { type: 'tokens_revoked', tokens: { oauth: [], bot: [BOT.userId] } },
      { type: 'tokens_revoked', tokens: { oauth: [], bot: [BOT.userId] } },
      { type: 'app_uninstalled' },
    ]);
  });

  it('all end when somebody removes the app, or when it removes itself', async () => {
    const removed = await installable();
    await removed.slack.uninstall();
    expect(await removed.api('auth.test')).toMatchObject({ error: 'account_inactive' });
    expect(removed.app.got.map(({ body }) => (body.event as Json).type)).toEqual(['tokens_revoked', 'app_uninstalled']);
    const removing = await installable();
    expect(await removing.api('apps.uninstall', SECRETS)).toEqual({ ok: true });
    expect(await removing.api('auth.test')).toMatchObject({ error: 'account_inactive' });
  });
});
