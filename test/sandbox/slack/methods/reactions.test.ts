import { expect, it } from '@jest/globals';
import { posted, setting } from '../support/setting.ts';

const heard = (all: Awaited<ReturnType<typeof setting>>, type: string) =>
  all.app.got.map(({ body }) => body.event).filter((event) => (event as { type?: string } | undefined)?.type === type);

it('an app reacts, once, and takes it back', async () => {
  const all = await setting();
  const { ts } = await posted(all, []);
  const args = { channel: 'C0IN', timestamp: ts, name: 'tada' };
  expect(await all.api('reactions.add', args)).toEqual({ ok: true });
  expect(await all.api('reactions.add', args)).toMatchObject({ error: 'already_reacted' });
  expect(await all.api('reactions.get', args)).toMatchObject({
    ok: true,
    message: { reactions: [{ name: 'tada', users: ['U0BOT'], count: 1 }] },
  });
  expect(await all.api('reactions.remove', args)).toEqual({ ok: true });
  expect(await all.api('reactions.remove', args)).toMatchObject({ error: 'no_reaction' });
  expect(await all.api('reactions.add', { ...args, name: 'Not a name' })).toMatchObject({ error: 'invalid_name' });
  expect(await all.api('reactions.add', { ...args, timestamp: '1.000001' })).toMatchObject({
    error: 'message_not_found',
  });
});

it('an app hears of the reactions of people', async () => {
  const all = await setting();
  const { ts } = await posted(all, []);
  await all.slack.react('U0ANN', 'C0IN', ts, 'eyes');
  expect(await all.slack.react('U0ANN', 'C0IN', ts, 'eyes')).toBeUndefined();
  await all.slack.react('U0BEN', 'C0IN', ts, 'eyes');
  await all.slack.unreact('U0ANN', 'C0IN', ts, 'eyes');
  const item = { type: 'message', channel: 'C0IN', ts };
  const added = { type: 'reaction_added', reaction: 'eyes', item, item_user: 'U0BOT' };
  expect(heard(all, 'reaction_added')).toMatchObject([
    { ...added, user: 'U0ANN' },
    { ...added, user: 'U0BEN' },
  ]);
  expect(heard(all, 'reaction_removed')).toMatchObject([{ user: 'U0ANN', reaction: 'eyes', item }]);
  expect(all.slack.messages('C0IN')[0]?.reactions).toEqual({ eyes: ['U0BEN'] });
});
