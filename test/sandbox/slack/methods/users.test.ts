import { describe, expect, it } from '@jest/globals';
import { records } from '../../../../sandbox/slack/common/json.ts';
import { BOT, TEAM } from '../support/seed.ts';
import { setting } from '../support/setting.ts';

describe('users', () => {
  it('are described as Slack does, the locale only on request', async () => {
    const { api } = await setting();
    const { user } = await api('users.info', { user: 'U0ANN' });
    expect(user).toMatchObject({
      id: 'U0ANN',
      team_id: TEAM.id,
      real_name: 'Real U0ANN',
      deleted: false,
      is_admin: false,
      is_bot: false,
      tz: 'Europe/Berlin',
      tz_offset: 3600,
      profile: { display_name: 'Shown U0ANN', email: 'u0ann@example.com' },
    });
    expect(user).not.toHaveProperty('locale');
    expect(await api('users.info', { user: 'U0ANN', include_locale: true })).toMatchObject({
      user: { locale: 'de-DE' },
    });
  });

  it('of another workspace keep their team', async () => {
    const { api } = await setting();
    expect(await api('users.info', { user: 'U0GUEST' })).toMatchObject({ user: { team_id: 'T0AWAY' } });
    expect(await api('users.info', { user: 'U0NOBODY' })).toMatchObject({ ok: false, error: 'user_not_found' });
  });

  it('are listed with the deactivated, bots and Slackbot, page by page', async () => {
    const { api } = await setting();
    const ids: unknown[] = [];
    let cursor: unknown = '';
    do {
      const page = await api('users.list', { limit: 4, cursor });
      ids.push(...records(page.members).map(({ id }) => id));
      cursor = (page.response_metadata as { next_cursor: string }).next_cursor;
    } while (cursor !== '');
    expect(ids).toEqual(['U0ANN', 'U0BEN', 'U0GONE', 'U0GUEST', BOT.userId, 'USLACKBOT']);
    expect(await api('users.list', { cursor: 'made up' })).toMatchObject({ error: 'invalid_cursor' });
  });

  it('are found by their address', async () => {
    const { api } = await setting();
    expect(await api('users.lookupByEmail', { email: 'U0BEN@example.com' })).toMatchObject({ user: { id: 'U0BEN' } });
    expect(await api('users.lookupByEmail', { email: 'no@example.com' })).toMatchObject({ error: 'users_not_found' });
  });

  it('change while the app runs', async () => {
    const { api, slack } = await setting();
    await slack.updateUser('U0ANN', { isAdmin: true, deleted: true });
    expect(await api('users.info', { user: 'U0ANN' })).toMatchObject({ user: { is_admin: true, deleted: true } });
  });
});
