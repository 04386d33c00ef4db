import { describe, expect, it } from '@jest/globals';
import { BOT, TEAM } from '../support/seed.ts';
import { setting } from '../support/setting.ts';

describe('a slash command', () => {
  it('arrives as a signed form with every documented field, text escaped', async () => {
    const { slack, app } = await setting();
    const delivery = await slack.person('U0ANN').command('C0IN', '/probe add "A & B" <soon>\nnext line');
    expect(app.got[0]?.isSigned).toBe(true);
    expect(app.got[0]?.headers['content-type']).toBe('application/x-www-form-urlencoded');
    expect(app.got[0]?.body).toEqual({
      token: expect.any(String),
      team_id: TEAM.id,
      team_domain: TEAM.domain,
      channel_id: 'C0IN',
      channel_name: 'c0in',
      user_id: 'U0ANN',
      user_name: 'u0ann',
      command: '/probe',
      text: 'add "A &amp; B" &lt;soon&gt;\nnext line',
      api_app_id: BOT.appId,
      is_enterprise_install: 'false',
      response_url: expect.stringContaining(`${slack.url}/response/commands/`),
      trigger_id: expect.any(String),
    });
    expect(delivery).toMatchObject({ kind: 'command', status: 200, answer: '', body: { text: expect.any(String) } });
    expect(slack.deliveries).toEqual([delivery]);
  });

  it('names direct messages and private channels as Slack does', async () => {
    const { slack, app, api } = await setting();
    const { channel } = await api('chat.postMessage', { channel: 'U0ANN', text: 'x' });
    await slack.person('U0ANN').command(String(channel), '/probe');
    await slack.person('U0ANN').command('C0SECRET', '/probe');
    expect(app.got.map(({ body }) => body.channel_name)).toEqual(['directmessage', 'privategroup']);
    await expect(slack.person('U0BEN').command('C0SECRET', '/probe')).rejects.toThrow('not in it');
  });

  it('is not offered to people of another workspace', async () => {
    const { slack, app } = await setting();
    await expect(slack.person('U0GUEST').command('C0IN', '/probe')).rejects.toThrow('of another workspace');
    expect(app.got).toEqual([]);
  });

  it('can be answered with a message, for one person by default', async () => {
    const { slack, app } = await setting();
    app.answer({ json: { text: 'for you' } });
    await slack.person('U0ANN').command('C0IN', '/probe');
    app.answer({ json: { response_type: 'in_channel', text: 'for all' } });
    await slack.person('U0ANN').command('C0IN', '/probe');
    app.answer({ plain: 'plainly' });
    await slack.person('U0ANN').command('C0IN', '/probe');
    expect(
      slack
        .person('U0ANN')
        .sees('C0IN')
        .map(({ text }) => text),
    ).toEqual(['for you', 'for all', 'plainly']);
    expect(
      slack
        .person('U0BEN')
        .sees('C0IN')
        .map(({ text }) => text),
    ).toEqual(['for all']);
  });

  it('shows nothing of an answer that breaks a limit, and records it', async () => {
    const { slack, app } = await setting();
    app.answer({
      json: { text: 'x', blocks: [{ type: 'header', text: { type: 'plain_text', text: 'x'.repeat(151) } }] },
    });
    await slack.person('U0ANN').command('C0IN', '/probe');
    expect(slack.messages('C0IN')).toHaveLength(0);
    expect(slack.calls[0]).toMatchObject({
      method: 'command_answer',
      violations: [expect.stringContaining('/blocks/0')],
    });
  });

  it('that fails is told by Slack itself', async () => {
    const { slack, app, manualClock } = await setting();
    app.answer({ status: 500 });
    expect(await slack.person('U0ANN').command('C0IN', '/probe')).toMatchObject({ status: 500, failure: 'http_error' });
    app.answer({ silent: true });
    const late = slack.person('U0ANN').command('C0IN', '/probe');
    await slack.until('the request', () => app.got.length === 2);
    expect(manualClock.waits()).toEqual([3000]);
    manualClock.pass(3000);
    expect(await late).toMatchObject({ status: 0, answer: '', failure: 'http_timeout' });
    expect(
      slack
        .person('U0ANN')
        .sees('C0IN')
        .map(({ text }) => text),
    ).toEqual(['/probe failed with the error "dispatch_failed"', '/probe failed with the error "operation_timeout"']);
  });

  it('is not seen in a channel by who is not in it', async () => {
    const { slack, app } = await setting();
    app.answer({ plain: 'an answer' });
    await slack.person('U0BEN').command('C0OUT', '/probe');
    expect(slack.person('U0BEN').sees('C0OUT')).toEqual([]);
  });
});
