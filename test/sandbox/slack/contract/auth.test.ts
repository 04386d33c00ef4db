import { describe, expect, it } from '@jest/globals';
import { call, id } from './slack.ts';

/** docs.slack.dev/reference/methods/auth.test */
describe('auth.test', () => {
  it('says whose token it is: user_id is the bot user', async () => {
    expect(await call('auth.test')).toMatchObject({
      ok: true,
      url: expect.stringMatching(/^https:\/\/.+\.slack\.com\/$/),
      team: expect.any(String),
      user: expect.any(String),
      team_id: id('T'),
      user_id: id('UW'),
      bot_id: id('B'),
    });
  });
});

describe('every method', () => {
  it('answers not_authed without a token', async () => {
    expect(await call('auth.test', {}, '')).toMatchObject({ ok: false, error: 'not_authed' });
  });

  it('answers invalid_auth to a token nobody issued', async () => {
    expect(await call('chat.postMessage', {}, 'xoxb-made-up')).toMatchObject({ ok: false, error: 'invalid_auth' });
  });

  it('that does not exist is unknown_method', async () => {
    expect(await call('chat.shout')).toMatchObject({ ok: false, error: 'unknown_method' });
  });
});
