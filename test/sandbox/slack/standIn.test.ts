import { describe, expect, it } from '@jest/globals';
import { BOT } from './support/seed.ts';
import { setting } from './support/setting.ts';

describe('what happens in the workspace', () => {
  it('reaches the app as events', async () => {
    const { slack, app } = await setting();
    await slack.invite('C0OUT', BOT.userId, 'U0ANN');
    await slack.rename('C0OUT', 'renamed');
    await slack.archive('C0OUT', 'U0ANN');
    await slack.unarchive('C0OUT', 'U0ANN');
    await slack.removeBot('C0OUT');
    await slack.archive('C0SECRET', 'U0ANN');
    expect(app.got.map(({ body }) => body.event)).toMatchObject([
      { type: 'member_joined_channel', user: BOT.userId, channel: 'C0OUT', inviter: 'U0ANN' },
      { type: 'channel_rename', channel: { id: 'C0OUT', name: 'renamed' } },
      { type: 'channel_archive', channel: 'C0OUT', user: 'U0ANN', is_moved: 0 },
      { type: 'channel_unarchive', channel: 'C0OUT', user: 'U0ANN' },
      { type: 'channel_left', channel: 'C0OUT' },
      { type: 'group_archive', channel: 'C0SECRET' },
    ]);
    expect(slack.channels.find(({ id }) => id === 'C0OUT')).toMatchObject({ name: 'renamed', members: ['U0ANN'] });
  });

  it('changes nothing in the seed it started from', async () => {
    const one = await setting();
    await one.slack.archive('C0IN');
    await one.slack.updateUser('U0ANN', { deleted: true });
    const other = await setting();
    expect(other.slack.channels.find(({ id }) => id === 'C0IN')?.archived).toBe(false);
    expect(other.slack.users.find(({ id }) => id === 'U0ANN')?.deleted).toBe(false);
  });

  it('lets people write, and messages be deleted', async () => {
    const { slack } = await setting();
    const { ts } = slack.say('U0ANN', 'C0IN', 'hello');
    expect(slack.person('U0BEN').sees('C0IN')).toMatchObject([{ ts, userId: 'U0ANN', text: 'hello' }]);
    slack.deleteMessage('C0IN', ts);
    expect(slack.messages('C0IN')).toEqual([]);
  });

  it('lets people and channels be added', async () => {
    const { slack, api } = await setting();
    const [ann] = slack.users;
    if (ann === undefined) throw new Error('nobody is there');
    slack.addUser({ ...ann, id: 'U0NEW' });
    const channel = { name: 'new', kind: 'public', archived: false, pins: [], shared: false } as const;
    slack.addChannel({ ...channel, pins: [], id: 'C0NEW', members: ['U0NEW', BOT.userId] });
    expect(await api('chat.postMessage', { channel: 'C0NEW', text: 'x' })).toMatchObject({ ok: true });
    expect(slack.person('U0NEW').sees('C0NEW')).toHaveLength(1);
  });
});

describe('waiting', () => {
  it('ends as soon as something is found', async () => {
    const { slack } = await setting();
    const found = slack.until('a message', () => slack.messages('C0IN')[0]?.text);
    slack.say('U0ANN', 'C0IN', 'here');
    expect(await found).toBe('here');
  });

  it('fails naming what it waited for, or with what the probe throws', async () => {
    const { slack } = await setting();
    await expect(slack.until('a miracle', () => false, 1)).rejects.toThrow('waited 1 ms in vain for: a miracle');
    const broken = () => {
      throw new Error('probe broke');
    };
    await expect(slack.until('anything', broken)).rejects.toThrow('probe broke');
  });

  it('fails when the stand-in closes', async () => {
    const { slack } = await setting();
    const failed = expect(slack.until('a miracle', () => false)).rejects.toThrow('closed');
    await slack.close();
    await failed;
  });

  it('can be left to a listener', async () => {
    const { slack } = await setting();
    const kinds: string[] = [];
    const off = slack.onChange(({ kind }) => kinds.push(kind));
    slack.say('U0ANN', 'C0IN', 'one');
    off();
    slack.say('U0ANN', 'C0IN', 'two');
    expect(kinds).toEqual(['message']);
  });
});

describe('the server', () => {
  it('lets another handler answer first', async () => {
    const { slack, api } = await setting({
      handle: (request, response) => {
        if (request.url !== '/page') return false;
        response.end('the page');
        return true;
      },
    });
    expect(await (await fetch(`${slack.url}/page`)).text()).toBe('the page');
    expect((await fetch(`${slack.url}/other`)).status).toBe(404);
    expect(await api('auth.test')).toMatchObject({ ok: true });
  });

  it('rejects a port that is taken', async () => {
    const { slack } = await setting();
    await expect(setting({ port: Number(new URL(slack.url).port) })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});

describe('a long run', () => {
  it('remembers the newest calls and deliveries alone, where asked to', async () => {
    const { slack, api } = await setting({ remember: 10 });
    for (let count = 0; count < 25; count += 1) {
      await api('auth.test', { count: String(count) });
      await slack.person('U0ANN').command('C0IN', '/probe');
    }
    expect(slack.calls.length).toBeLessThanOrEqual(10);
    expect(slack.calls.at(-1)).toMatchObject({ args: { count: '24' } });
    expect(slack.deliveries.length).toBeLessThanOrEqual(10);
  });

  it('gives the messages of a channel as they were when asked', async () => {
    const { slack } = await setting();
    slack.say('U0ANN', 'C0IN', 'one');
    const before = slack.messages('C0IN');
    slack.say('U0ANN', 'C0IN', 'two');
    expect([before.length, slack.messages('C0IN').length, slack.messages('C0OUT').length]).toEqual([1, 2, 0]);
  });
});
