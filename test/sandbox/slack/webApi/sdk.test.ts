import { afterEach, describe, expect, it } from '@jest/globals';
import { App, LogLevel } from '@slack/bolt';
import { startStandIn } from '../../../../sandbox/slack/standIn.ts';
import { SECRET, SEED, TOKEN } from '../support/seed.ts';
import { modal, plain } from '../support/setting.ts';

const closing: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function withBolt() {
  const slack = await startStandIn({ signingSecret: SECRET, botToken: TOKEN, seed: SEED });
  const app = new App({
    signingSecret: SECRET,
    token: TOKEN,
    logLevel: LogLevel.ERROR,
    clientOptions: { slackApiUrl: slack.apiUrl },
  });
  closing.push(
    () => app.stop(),
    () => slack.close(),
  );
  const server = await app.start({ port: 0, host: '127.0.0.1' });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  slack.deliverTo(`http://127.0.0.1:${address.port}/slack/events`);
  return { slack, app, ann: slack.person('U0ANN') };
}

describe("Slack's own SDK", () => {
  it('takes commands, opens and submits modals, posts and updates', async () => {
    const { slack, app, ann } = await withBolt();
    app.command('/probe', async ({ ack, client, body }) => {
      await ack();
      const name = {
        type: 'input',
        block_id: 'name',
        label: plain('Name'),
        element: { type: 'plain_text_input', action_id: 'it' },
      };
      await client.views.open({ trigger_id: body.trigger_id, view: modal([name]) as never });
    });
    app.view('form', async ({ ack, client, view }) => {
      await ack();
      const text = view.state.values.name?.it?.value ?? '';
      const post = { channel: 'C0IN', text };
      const { ts } = await client.chat.postMessage(post);
      await client.chat.update({ channel: 'C0IN', ts: ts ?? '', text: `${text}, updated` });
    });
    await ann.command('C0IN', '/probe');
    await slack.until('the modal', () => ann.topView());
    await ann.submit({ name: 'Kick-off' });
    await slack.until('the update', () => ann.sees('C0IN')[0]?.text === 'Kick-off, updated');
    expect(slack.calls.map(({ method }) => method)).toEqual([
      'auth.test',
      'views.open',
      'chat.postMessage',
      'chat.update',
    ]);
  });

  it('answers by response_url and takes events', async () => {
    const { slack, app, ann } = await withBolt();
    app.command('/probe', async ({ ack, respond }) => {
      await ack();
      await respond({ response_type: 'ephemeral', text: 'only you' });
    });
    app.event('app_home_opened', async ({ client, event }) => {
      await client.views.publish({ user_id: event.user, view: { type: 'home', blocks: [{ type: 'divider' }] } });
    });
    await ann.command('C0IN', '/probe');
    await slack.until('the answer', () => ann.sees('C0IN')[0]?.onlyFor === 'U0ANN');
    expect(await ann.openHome()).toMatchObject({ status: 200 });
    expect(await slack.until('Home', () => slack.home('U0ANN'))).toMatchObject({ type: 'home' });
  });
});
