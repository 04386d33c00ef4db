import { describe, expect, it } from '@jest/globals';
import { post, setting } from '../support/setting.ts';

describe('faults', () => {
  it('answers an error as often as asked, then works again', async () => {
    const { api, slack } = await setting();
    slack.fault({ method: 'chat.postMessage', times: 2, how: { kind: 'error', error: 'fatal_error' } });
    const send = () => api('chat.postMessage', { channel: 'C0IN', text: 'x' });
    expect([(await send()).error, (await send()).error, (await send()).ok]).toEqual([
      'fatal_error',
      'fatal_error',
      true,
    ]);
    expect(slack.messages('C0IN')).toHaveLength(1);
  });

  it('concerns the calls of one conversation alone, where one is named', async () => {
    const { api, slack } = await setting();
    const error = 'no_permission';
    slack.fault({ method: '*', channel: 'C0IN', times: 9, how: { kind: 'error', error } });
    expect(await api('chat.postMessage', { channel: 'C0IN', text: 'x' })).toMatchObject({ error });
    expect(await api('bookmarks.list', { channel_id: 'C0IN' })).toMatchObject({ error });
    expect(await api('chat.postMessage', { channel: 'U0ANN', text: 'x' })).toMatchObject({ ok: true });
    expect(await api('auth.test')).toMatchObject({ ok: true });
  });

  it('takes the id of a person for the direct message with them', async () => {
    const { api, slack } = await setting();
    await api('conversations.open', { users: 'U0ANN' });
    slack.fault({ method: '*', channel: 'D0ANN', times: 1, how: { kind: 'error', error: 'no_permission' } });
    expect(await api('chat.postMessage', { channel: 'U0ANN', text: 'x' })).toMatchObject({ error: 'no_permission' });
  });

  it('concerns the response URLs of a conversation', async () => {
    const { respond, app, slack } = await setting();
    await slack.person('U0ANN').command('C0IN', '/probe');
    slack.fault({ method: 'response_url', channel: 'C0IN', times: 1, how: { kind: 'status', status: 500 } });
    expect((await respond(String(app.got[0]?.body.response_url), { text: 'x' })).status).toBe(500);
  });

  it('records what was wrong with a call that a fault decided', async () => {
    const { api, slack } = await setting();
    slack.fault({ method: '*', times: 1, how: { kind: 'error', error: 'internal_error' } });
    await api('chat.postMessage', { channel: 'C0IN', text: 'x', blocks: [{ type: 'no-such-block' }] });
    expect(slack.calls[0]).toMatchObject({ answer: { error: 'internal_error' }, violations: [expect.any(String)] });
  });

  it('limits the rate with 429 and Retry-After', async () => {
    const { slack } = await setting();
    slack.fault({ method: '*', times: 1, how: { kind: 'rate-limit', retryAfter: 30 } });
    const response = await post(slack, 'auth.test');
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, '30']);
    expect(await response.json()).toEqual({ ok: false, error: 'ratelimited' });
  });

  it('answers a bare status', async () => {
    const { slack } = await setting();
    slack.fault({ method: 'auth.test', times: 1, how: { kind: 'status', status: 503 } });
    expect((await post(slack, 'auth.test')).status).toBe(503);
  });

  it('does what was asked and answers a bare status all the same', async () => {
    const { slack } = await setting();
    slack.fault({ method: 'chat.postMessage', times: 1, how: { kind: 'status', status: 500, isDone: true } });
    expect((await post(slack, 'chat.postMessage', { channel: 'C0IN', text: 'x' })).status).toBe(500);
    expect(slack.messages('C0IN')).toHaveLength(1);
  });

  it('does what was asked and cuts the connection', async () => {
    const { slack } = await setting();
    slack.fault({ method: 'chat.postMessage', times: 1, how: { kind: 'cut' } });
    await expect(post(slack, 'chat.postMessage', { channel: 'C0IN', text: 'x' })).rejects.toThrow();
    expect(slack.messages('C0IN')).toHaveLength(1);
  });

  it('does what was asked and answers late', async () => {
    const { slack, manualClock } = await setting();
    slack.fault({ method: 'chat.postMessage', times: 1, how: { kind: 'slow', ms: 9000 } });
    const answer = post(slack, 'chat.postMessage', { channel: 'C0IN', text: 'x' });
    await slack.until('the message', () => slack.messages('C0IN').length === 1 && manualClock.waits().length === 1);
    expect(manualClock.waits()).toEqual([9000]);
    manualClock.pass(9000);
    expect(await (await answer).json()).toMatchObject({ ok: true });
  });

  it('hangs until the stand-in closes', async () => {
    const { slack } = await setting();
    slack.fault({ method: 'chat.postMessage', times: 1, how: { kind: 'hang' } });
    const answer = post(slack, 'chat.postMessage', { channel: 'C0IN', text: 'x' });
    const failed = expect(answer).rejects.toThrow();
    await slack.until('the call', () => slack.calls.length === 1);
    await slack.close();
    await failed;
    expect(slack.messages('C0IN')).toHaveLength(0);
  });

  it('can be taken back', async () => {
    const { api, slack } = await setting();
    slack.fault({ method: '*', times: 9, how: { kind: 'status', status: 500 } });
    slack.clearFaults();
    expect(await api('auth.test')).toMatchObject({ ok: true });
  });
});

describe('rate limits', () => {
  it('do not count unless asked to', async () => {
    const { api } = await setting();
    for (let index = 0; index < 25; index += 1) expect(await api('users.list')).toMatchObject({ ok: true });
  });

  it('let about one message a second through per channel', async () => {
    const { slack, manualClock } = await setting({ limits: 'slack' });
    const send = (channel: string) => post(slack, 'chat.postMessage', { channel, text: 'x' });
    for (let index = 0; index < 5; index += 1) expect((await send('C0IN')).status).toBe(200);
    const refused = await send('C0IN');
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '5']);
    expect((await send('U0ANN')).status).toBe(200);
    manualClock.pass(5000);
    expect((await send('C0IN')).status).toBe(200);
  });

  it('hold each method to its tier', async () => {
    const { slack } = await setting({ limits: 'slack' });
    for (let index = 0; index < 20; index += 1) expect((await post(slack, 'users.list')).status).toBe(200);
    expect((await post(slack, 'users.list')).status).toBe(429);
    expect((await post(slack, 'users.info', { user: 'U0ANN' })).status).toBe(200);
  });
});
