import { expect, it } from '@jest/globals';
import { modal, posted, setting } from '../support/setting.ts';

it('a global shortcut knows no channel, and opens a modal', async () => {
  const all = await setting();
  await all.slack.person('U0ANN').shortcut('begin');
  const body = all.app.got[0]?.body ?? {};
  expect(body).toMatchObject({ type: 'shortcut', callback_id: 'begin', user: { id: 'U0ANN' }, team: { id: 'T0HOME' } });
  expect(Object.keys(body)).not.toEqual(expect.arrayContaining(['channel']));
  expect(body).not.toHaveProperty('response_url');
  expect(await all.api('views.open', { trigger_id: body.trigger_id, view: modal([]) })).toMatchObject({ ok: true });
});

it('a message shortcut brings the message, and an address for an answer', async () => {
  const all = await setting();
  const message = all.slack.say('U0BEN', 'C0IN', 'Could we have this by Friday?');
  await all.slack.person('U0ANN').messageShortcut('keep', 'C0IN', message.ts);
  const body = all.app.got.find((got) => got.body.type === 'message_action')?.body ?? {};
  expect(body).toMatchObject({
    callback_id: 'keep',
    message_ts: message.ts,
    channel: { id: 'C0IN' },
    message: { text: 'Could we have this by Friday?', user: 'U0BEN' },
  });
  const answer = await all.respond(String(body.response_url), { text: 'Kept', replace_original: true });
  expect(answer.status).toBe(200);
  // Nobody else's message is replaced.
  expect(all.slack.messages('C0IN').map(({ text }) => text)).toEqual(['Could we have this by Friday?', 'Kept']);
});

it('a message shortcut is offered on what the person sees', async () => {
  const all = await setting();
  const { ts } = await posted(all, []);
  await expect(all.slack.person('U0ANN').messageShortcut('keep', 'C0IN', '1.000001')).rejects.toThrow(
    'sees no message',
  );
  await expect(all.slack.person('U0BEN').messageShortcut('keep', 'C0OUT', ts)).rejects.toThrow('sees no message');
});
