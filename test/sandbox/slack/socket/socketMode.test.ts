import { describe, expect, it } from '@jest/globals';
import type { Json } from '../../../../sandbox/slack/types.ts';
import { BOT, TOKEN } from '../support/seed.ts';
import { actions, button, input, modal, openModal, posted, type Setting, setting } from '../support/setting.ts';
import type { Connection } from '../support/socketApp.ts';
import { APP_TOKEN, connect, connectTo } from '../support/socketApp.ts';

const EVENT = { type: 'app_mention', user: 'U0ANN', channel: 'C0IN', text: 'hello', event_ts: '1.000001' };

function socketSetting(): Promise<Setting> {
  return setting({ appToken: APP_TOKEN, overHttp: false });
}

async function openOver({ slack, api }: Setting, app: Connection, view: Json): Promise<void> {
  const { body } = await slack.person('U0ANN').command('C0IN', '/probe');
  expect(app.envelopes()).toHaveLength(1);
  expect(await api('views.open', { trigger_id: String(body.trigger_id), view })).toMatchObject({ ok: true });
}

const suggested = (value: string) => ({ text: { type: 'plain_text', text: value }, value });
const external = input('town', { type: 'external_select', min_query_length: 0 });

describe('apps.connections.open', () => {
  it('gives an app-level token an address to connect to', async () => {
    const { api } = await socketSetting();
    expect(await api('apps.connections.open', {}, APP_TOKEN)).toEqual({
      ok: true,
      url: expect.stringMatching(/^ws:\/\/127\.0\.0\.1:\d+\/link\/\?ticket=[0-9a-f]+&app_id=A0APP$/),
    });
  });

  it.each([
    ['not_allowed_token_type', "the bot's token", TOKEN],
    ['invalid_auth', 'a token nobody issued', 'xapp-other'],
  ])('answers %s to %s', async (error, _, token) => {
    const { api } = await socketSetting();
    expect(await api('apps.connections.open', {}, token)).toEqual({ ok: false, error });
  });

  it('takes the token in the header alone', async () => {
    const { slack } = await socketSetting();
    const body = new URLSearchParams({ token: APP_TOKEN });
    const answer = await fetch(`${slack.apiUrl}apps.connections.open`, { method: 'POST', body });
    expect(await answer.json()).toEqual({ ok: false, error: 'missing_args' });
  });

  it('is a POST', async () => {
    const { slack } = await socketSetting();
    const headers = { authorization: `Bearer ${APP_TOKEN}` };
    const answer = await fetch(`${slack.apiUrl}apps.connections.open`, { headers });
    expect(await answer.json()).toEqual({ ok: false, error: 'insecure_request' });
  });

  it('is all that an app-level token is good for', async () => {
    const { api } = await socketSetting();
    expect(await api('auth.test', {}, APP_TOKEN)).toEqual({ ok: false, error: 'not_allowed_token_type' });
  });
});

describe('a connection', () => {
  it('begins with hello', async () => {
    const { slack } = await socketSetting();
    const first = await connect(slack);
    const second = await connect(slack);
    expect([...first.frames, ...second.frames]).toEqual(
      [1, 2].map((count) => ({
        type: 'hello',
        num_connections: count,
        debug_info: { host: expect.any(String), build_number: expect.any(Number), approximate_connection_time: 18_060 },
        connection_info: { app_id: BOT.appId },
      })),
    );
  });

  it('has an address that serves once, and not for long', async () => {
    const { slack, api, manualClock } = await socketSetting();
    const url = async () => String((await api('apps.connections.open', {}, APP_TOKEN)).url);
    const used = await url();
    await connectTo(used);
    await expect(connectTo(used)).rejects.toThrow('403');
    const old = await url();
    manualClock.pass(31_000);
    await expect(connectTo(old)).rejects.toThrow('403');
    expect(slack.socket.connections()).toBe(1);
  });

  it('is one of ten at most: the next is told too_many_websockets', async () => {
    const { slack } = await socketSetting();
    for (let count = 0; count < 10; count += 1) await connect(slack);
    const next = await connect(slack);
    expect(next.frames).toEqual([{ type: 'disconnect', reason: 'too_many_websockets', debug_info: expect.anything() }]);
    await next.closed;
    expect(slack.socket.connections()).toBe(10);
  });
});

describe('an envelope', () => {
  it('of a command is called slash_commands, and its acknowledgement may answer', async () => {
    const { slack } = await socketSetting();
    const app = await connect(slack);
    app.answer(() => ({ text: 'Here you are' }));
    const delivery = await slack.person('U0ANN').command('C0IN', '/probe a b');
    expect(app.envelopes()).toEqual([
      {
        envelope_id: delivery.envelopeId,
        type: 'slash_commands',
        accepts_response_payload: true,
        payload: expect.objectContaining({ command: '/probe', text: 'a b', user_id: 'U0ANN', api_app_id: BOT.appId }),
      },
    ]);
    expect(delivery).toMatchObject({ kind: 'command', status: 200 });
    expect(slack.person('U0ANN').sees('C0IN').at(-1)).toMatchObject({ text: 'Here you are', onlyFor: 'U0ANN' });
  });

  it('of a button is called interactive; what its acknowledgement says counts for nothing', async () => {
    const setting = await socketSetting();
    const { slack } = setting;
    const app = await connect(slack);
    app.answer(() => ({ text: 'Not asked for' }));
    const message = await posted(setting, [actions('row', button('go', '1'))]);
    const delivery = await slack.person('U0ANN').act({ channelId: 'C0IN', ts: message.ts }, 'go');
    expect(app.envelopes()[0]).toMatchObject({ type: 'interactive', accepts_response_payload: false });
    expect(delivery).toMatchObject({ status: 200, answer: '' });
    expect(slack.messages('C0IN')).toHaveLength(1);
  });

  it('of a submission takes errors in its acknowledgement, then closes on an empty one', async () => {
    const setting = await socketSetting();
    const { slack } = setting;
    const app = await connect(slack);
    await openOver(setting, app, modal([input('name', { type: 'plain_text_input' })]));
    app.answer(() => ({ response_action: 'errors', errors: { name: 'Too short' } }));
    await slack.person('U0ANN').submit({ name: 'x' });
    expect(app.envelopes().at(-1)).toMatchObject({ type: 'interactive', accepts_response_payload: true });
    expect(slack.person('U0ANN').topView()?.errors).toEqual({ name: 'Too short' });
    app.answer(() => ({}));
    await slack.person('U0ANN').submit({ name: 'long enough' });
    expect(slack.person('U0ANN').topView()).toBeUndefined();
  });

  it('of a menu that asks takes options in its acknowledgement', async () => {
    const setting = await socketSetting();
    const { slack } = setting;
    const app = await connect(slack);
    await openOver(setting, app, modal([external]));
    const view = slack.person('U0ANN').topView();
    app.answer(() => ({ options: [suggested('Delft')] }));
    await slack.person('U0ANN').suggest(view?.id ?? '', 'town', 'it', '');
    app.answer(() => ({}));
    await slack.person('U0ANN').submit({ town: 'Delft' });
    expect(slack.person('U0ANN').topView()).toBeUndefined();
  });

  it('of an event is called events_api and says which attempt it is', async () => {
    const { slack } = await socketSetting();
    const app = await connect(slack);
    await slack.event(EVENT);
    expect(app.envelopes()[0]).toEqual({
      envelope_id: expect.any(String),
      type: 'events_api',
      accepts_response_payload: false,
      retry_attempt: 0,
      retry_reason: '',
      payload: expect.objectContaining({ type: 'event_callback', event: EVENT }),
    });
  });

  it('can come twice: the same envelope_id and payload', async () => {
    const { slack } = await socketSetting();
    const app = await connect(slack);
    const delivery = await slack.person('U0ANN').command('C0IN', '/probe');
    const again = await slack.redeliver(delivery);
    expect(again).toMatchObject({ status: 200, envelopeId: delivery.envelopeId });
    expect(app.envelopes()[1]).toEqual(app.envelopes()[0]);
  });

  it('goes to one of the connections, each in its turn', async () => {
    const { slack } = await socketSetting();
    const apps = [await connect(slack), await connect(slack)];
    for (let count = 0; count < 4; count += 1) await slack.person('U0ANN').command('C0IN', '/probe');
    expect(apps.map((app) => app.envelopes().length)).toEqual([2, 2]);
  });

  it('waits three seconds for its acknowledgement; a later one counts for nothing', async () => {
    const { slack, manualClock } = await socketSetting();
    const app = await connect(slack);
    app.answer(() => undefined);
    const delivery = slack.person('U0ANN').command('C0IN', '/probe');
    await slack.until('the envelope', () => app.envelopes()[0]);
    manualClock.pass(3000);
    expect(await delivery).toMatchObject({ status: 0, failure: 'http_timeout' });
    app.acknowledge(app.envelopes()[0], { text: 'Late' });
    app.answer(() => ({}));
    await slack.event(EVENT);
    expect(slack.messages('C0IN').map(({ text }) => text)).toEqual([
      '/probe failed with the error "operation_timeout"',
    ]);
  });
});

describe('an event that is not acknowledged', () => {
  it('is delivered again at once, after a minute and after five, under the same event_id', async () => {
    const { slack, manualClock } = await socketSetting();
    const app = await connect(slack);
    app.answer(() => undefined);
    void slack.event(EVENT);
    for (const wait of [0, 60_000, 300_000]) {
      const before = app.envelopes().length;
      await slack.until('the envelope', () => before > 0 || app.envelopes().length === 1);
      const count = app.envelopes().length;
      manualClock.pass(3000);
      if (wait > 0) {
        await slack.until('the wait', () => manualClock.waits().includes(wait));
        manualClock.pass(wait);
      }
      await slack.until('the next', () => app.envelopes().length === count + 1);
    }
    manualClock.pass(3000);
    await slack.until('the end', () => slack.deliveries.length === 4);
    const envelopes = app.envelopes();
    expect(envelopes.map((one) => [one.retry_attempt, one.retry_reason])).toEqual([
      [0, ''],
      [1, 'http_timeout'],
      [2, 'http_timeout'],
      [3, 'http_timeout'],
    ]);
    expect(new Set(envelopes.map(({ payload }) => (payload as { event_id: string }).event_id)).size).toBe(1);
    expect(new Set(envelopes.map(({ envelope_id }) => envelope_id)).size).toBe(4);
  });

  it('because its connection broke goes to another one at once', async () => {
    const { slack } = await socketSetting();
    const first = await connect(slack);
    const second = await connect(slack);
    for (const app of [first, second]) app.answer(() => undefined);
    const delivery = slack.event(EVENT);
    const holder = await slack.until('the envelope', () => [first, second].find((app) => app.envelopes().length > 0));
    const other = holder === first ? second : first;
    other.answer(() => ({}));
    holder.close();
    expect(await delivery).toMatchObject({ failure: 'connection_failed' });
    await slack.until('the repetition', () => slack.deliveries.at(-1)?.retry === 1);
    expect(other.envelopes()[0]).toMatchObject({ retry_attempt: 1, retry_reason: 'connection_failed' });
  });

  it('because nobody was connected comes a minute later', async () => {
    const { slack, manualClock } = await socketSetting();
    (await connect(slack)).close();
    await slack.until('nobody', () => slack.socket.connections() === 0);
    expect(await slack.event(EVENT)).toMatchObject({ failure: 'connection_failed' });
    await slack.until('the first repetition', () => manualClock.waits().includes(60_000));
    const app = await connect(slack);
    manualClock.pass(60_000);
    await slack.until('the event', () => app.envelopes()[0]);
    expect(app.envelopes()[0]).toMatchObject({ retry_attempt: 2 });
  });
});

describe('the end of a connection', () => {
  it('is announced: a warning, and refresh_requested ten seconds later', async () => {
    const { slack, manualClock } = await socketSetting();
    const old = await connect(slack);
    const fresh = await connect(slack);
    slack.socket.refresh();
    await slack.until('the warning', () => old.frames.length === 2);
    expect(old.frames[1]).toEqual({ type: 'disconnect', reason: 'warning', debug_info: { host: expect.any(String) } });
    for (let count = 0; count < 2; count += 1) await slack.person('U0ANN').command('C0IN', '/probe');
    expect([old.envelopes().length, fresh.envelopes().length]).toEqual([0, 2]);
    manualClock.pass(10_000);
    expect(await old.closed).toBe(1005);
    expect(old.frames.at(-1)).toMatchObject({ type: 'disconnect', reason: 'refresh_requested' });
  });

  it('comes with a reason, or without a word', async () => {
    const { slack } = await socketSetting();
    const first = await connect(slack);
    slack.socket.disconnect('link_disabled');
    await first.closed;
    expect(first.frames.at(-1)).toMatchObject({ type: 'disconnect', reason: 'link_disabled' });
    const second = await connect(slack);
    slack.socket.cut();
    expect(await second.closed).toBe(1006);
    expect(second.frames).toHaveLength(1);
  });

  it('leaves a command without an answer', async () => {
    const { slack } = await socketSetting();
    const app = await connect(slack);
    app.answer(() => undefined);
    const delivery = slack.person('U0ANN').command('C0IN', '/probe');
    await slack.until('the envelope', () => app.envelopes()[0]);
    app.close();
    expect(await delivery).toMatchObject({ failure: 'connection_failed' });
    expect(slack.messages('C0IN').at(-1)?.text).toBe('/probe failed with the error "dispatch_failed"');
  });
});

it('an address given by deliverTo comes before any connection', async () => {
  const full = await setting({ appToken: APP_TOKEN });
  const app = await connect(full.slack);
  await openModal(full, modal([]));
  expect([app.envelopes().length, full.app.got.length]).toEqual([0, 1]);
});
