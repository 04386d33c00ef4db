import { describe, expect, it } from '@jest/globals';
import { call, id, NO_USER, refusals, USER } from './slack.ts';

const PERSON = {
  id: USER,
  team_id: id('T'),
  name: expect.any(String),
  deleted: false,
  color: expect.any(String),
  real_name: expect.any(String),
  tz: expect.stringMatching(/\//),
  tz_label: expect.any(String),
  tz_offset: expect.any(Number),
  profile: {
    real_name: expect.any(String),
    real_name_normalized: expect.any(String),
    display_name: expect.any(String),
    display_name_normalized: expect.any(String),
    status_text: expect.any(String),
    status_emoji: expect.any(String),
    team: id('T'),
  },
  is_admin: expect.any(Boolean),
  is_owner: expect.any(Boolean),
  is_primary_owner: expect.any(Boolean),
  is_restricted: expect.any(Boolean),
  is_ultra_restricted: expect.any(Boolean),
  is_bot: false,
  is_app_user: false,
  updated: expect.any(Number),
};

/** docs.slack.dev/reference/methods/users.info, docs.slack.dev/reference/objects/user-object */
describe('users.info', () => {
  it('describes a person; the locale only where asked for', async () => {
    const answer = await call('users.info', { user: USER });
    expect(answer).toMatchObject({ ok: true, user: PERSON });
    expect(answer.user).not.toHaveProperty('locale');
    expect(await call('users.info', { user: USER, include_locale: true })).toMatchObject({
      user: { locale: expect.stringMatching(/^[a-z]{2}-[A-Z]{2}$/) },
    });
  });

  refusals([['user_not_found', 'no such person', 'users.info', { user: NO_USER }]]);
});

/** docs.slack.dev/reference/methods/users.list */
describe('users.list', () => {
  it('gives everybody by pages, bots and Slackbot too', async () => {
    const found: string[] = [];
    let cursor = '';
    do {
      const page = await call('users.list', { limit: 2, ...(cursor === '' ? {} : { cursor }) });
      expect(page).toMatchObject({ ok: true, cache_ts: expect.any(Number) });
      found.push(...(page.members as { id: string }[]).map((member) => member.id));
      cursor = (page.response_metadata as { next_cursor: string }).next_cursor;
    } while (cursor !== '');
    expect(found).toEqual(expect.arrayContaining([USER, 'USLACKBOT']));
  });

  refusals([
    ['invalid_cursor', 'a cursor nobody gave', 'users.list', { cursor: 'made up' }],
    ['users_not_found', 'an address of nobody', 'users.lookupByEmail', { email: 'nobody@contract.example' }],
  ]);
});
