import { describe, expect, it } from '@jest/globals';
import { createSandboxClock } from '../../../../sandbox/slack/clock/clock.ts';
import type { Control } from '../../../../sandbox/slack/control/control.ts';
import { createControl } from '../../../../sandbox/slack/control/control.ts';
import { ROUTES } from '../../../../sandbox/slack/control/routes.ts';
import type { Json } from '../../../../sandbox/slack/types.ts';
import { BOT } from '../support/seed.ts';
import type { Setting } from '../support/setting.ts';
import { input, modal, setting } from '../support/setting.ts';

type Answer = { readonly status: number; readonly json: Json };
type Controlled = Setting & {
  readonly ask: (path: string, method?: string) => Promise<Answer>;
  readonly tell: (path: string, body?: unknown) => Promise<Answer>;
};

async function controlled(): Promise<Controlled> {
  let control: Control | undefined;
  const all = await setting({ handle: (request, response) => control?.(request, response) ?? false });
  control = createControl({ standIn: all.slack, clock: createSandboxClock() });
  const call = async (path: string, init: RequestInit): Promise<Answer> => {
    const response = await fetch(`${all.slack.url}/control${path}`, init);
    return { status: response.status, json: (await response.json()) as Json };
  };
  return {
    ...all,
    ask: (path, method = 'GET') => call(path, { method }),
    tell: (path, body = {}) =>
      call(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  };
}

describe('the control interface', () => {
  it('says what it can do, with the schema of what it takes', async () => {
    const { ask } = await controlled();
    const { json } = await ask('');
    expect(json).toHaveLength(ROUTES.length);
    expect(json).toContainEqual({
      method: 'POST',
      path: '/control/people/:userId/shortcut',
      does: 'Picks a global shortcut',
      body: expect.objectContaining({ properties: { callbackId: { type: 'string', minLength: 1 } } }),
    });
  });

  it('shows the workspace', async () => {
    const { ask } = await controlled();
    expect((await ask('/state')).json).toMatchObject({ bot: { userId: BOT.userId }, connections: 0 });
  });

  it('lets a person type a command, fill in a form and see the answer', async () => {
    const { ask, tell, api, app } = await controlled();
    const command = await tell('/people/U0ANN/command', { channelId: 'C0IN', line: '/probe open' });
    expect(command).toMatchObject({ status: 200, json: { kind: 'command', status: 200 } });
    const view = modal([input('name', { type: 'plain_text_input' })]);
    await api('views.open', { trigger_id: String(app.got[0]?.body.trigger_id), view });
    expect((await tell('/until', { what: 'view', userId: 'U0ANN', callbackId: 'form' })).json).toMatchObject({
      type: 'modal',
    });
    await tell('/people/U0ANN/submit', { values: { name: 'Ada' } });
    expect(app.got[1]?.body).toMatchObject({ view: { state: { values: { name: { it: { value: 'Ada' } } } } } });
    expect(await ask('/people/U0ANN/view')).toEqual({ status: 200, json: null });
    await api('chat.postEphemeral', { channel: 'C0IN', user: 'U0ANN', text: 'thank you' });
    expect((await ask('/channels/C0IN/messages?as=U0ANN')).json).toMatchObject([{ text: 'thank you' }]);
    expect((await ask('/channels/C0IN/messages?as=U0BEN')).json).toEqual([]);
    expect((await ask('/calls?method=views.open')).json).toHaveLength(1);
    expect((await ask('/deliveries?kind=view_submission')).json).toHaveLength(1);
  });

  it('lets a person write, and mention the app', async () => {
    const { tell, slack, app } = await controlled();
    await tell('/people/U0ANN/say', { channelId: 'C0IN', text: `<@${BOT.userId}> 1 < 2` });
    await slack.until('both events', () => app.got.length === 2);
    expect(slack.messages('C0IN')[0]?.text).toBe(`<@${BOT.userId}> 1 &lt; 2`);
  });

  it('lets things happen, and go wrong', async () => {
    const { ask, tell, slack, api } = await controlled();
    await tell('/rename', { channelId: 'C0IN', name: 'renamed' });
    await tell('/users', { id: 'U0NEW', name: 'new' });
    await tell('/users/update', { userId: 'U0NEW', changes: { deleted: true } });
    expect(slack.channels[0]?.name).toBe('renamed');
    expect(slack.users.at(-1)).toMatchObject({ id: 'U0NEW', realName: 'new', deleted: true });
    const how = { kind: 'error', error: 'fatal_error' };
    await tell('/faults', { method: 'chat.postMessage', channel: 'C0IN', how });
    expect(await api('chat.postMessage', { channel: 'C0IN', text: 'x' })).toMatchObject({ error: 'fatal_error' });
    await ask('/faults', 'DELETE');
    expect(await api('chat.postMessage', { channel: 'C0IN', text: 'x' })).toMatchObject({ ok: true });
  });

  it('moves the clock', async () => {
    const { ask, tell } = await controlled();
    const before = Date.parse(String((await ask('/clock')).json.now));
    const after = Date.parse(String((await tell('/clock', { ms: 3_600_000 })).json.now));
    expect(after - before).toBeGreaterThanOrEqual(3_600_000);
  });

  it.each([
    [404, '/nothing', {}],
    [400, '/rename', { channelId: 'C0IN' }],
    [408, '/until', { what: 'call', method: 'chat.update', timeoutMs: 10 }],
    [422, '/people/U0NOBODY/open-home', {}],
    [422, '/people/U0ANN/submit', { values: {} }],
  ])('answers %d to %s %j, and says why', async (status, path, body) => {
    const { tell } = await controlled();
    expect(await tell(path, body)).toEqual({ status, json: { error: expect.any(String) } });
  });

  it('answers no page of another origin', async () => {
    const { slack } = await controlled();
    const response = await fetch(`${slack.url}/control/state`, { headers: { origin: 'https://evil.example' } });
    expect(response.status).toBe(403);
  });
});
