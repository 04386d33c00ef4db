import { describe, expect, it } from '@jest/globals';
import type { Json } from '../../../../sandbox/slack/types.ts';
import { BOT, TEAM } from '../support/seed.ts';
import { actions, button, input, modal, openModal, plain, setting } from '../support/setting.ts';

const HOME: Json = { type: 'home', blocks: [actions('a', button('go'))] };
const SECTION = { type: 'section', block_id: 's', text: plain('words') };

describe('views.open', () => {
  it('answers the view as documented, with what its fields hold', async () => {
    const all = await setting();
    const field = input('name', { type: 'plain_text_input', initial_value: 'Ann' });
    const view = await openModal(all, modal([field], { private_metadata: 'pm', external_id: 'e-1' }));
    expect(all.slack.calls.at(-1)?.answer).toMatchObject({
      ok: true,
      view: {
        id: view.id,
        team_id: TEAM.id,
        type: 'modal',
        blocks: [field],
        private_metadata: 'pm',
        callback_id: 'form',
        external_id: 'e-1',
        state: { values: { name: { it: { type: 'plain_text_input', value: 'Ann' } } } },
        hash: expect.any(String),
        title: plain('A form'),
        submit: plain('Send'),
        close: null,
        clear_on_close: false,
        notify_on_close: false,
        previous_view_id: null,
        root_view_id: view.id,
        app_id: BOT.appId,
        bot_id: BOT.botId,
        app_installed_team_id: TEAM.id,
      },
    });
    expect(all.slack.views('U0ANN')).toEqual([view]);
  });

  it('takes a trigger once, within three seconds', async () => {
    const { slack, app, api, manualClock } = await setting();
    const open = (trigger: unknown) => api('views.open', { trigger_id: trigger, view: modal([SECTION]) });
    await slack.person('U0ANN').command('C0IN', '/probe');
    const trigger = app.got[0]?.body.trigger_id;
    manualClock.pass(2999);
    expect(await open(trigger)).toMatchObject({ ok: true });
    expect(await open(trigger)).toMatchObject({ ok: false, error: 'exchanged_trigger_id' });
    expect(await open('1.2.made-up')).toMatchObject({ ok: false, error: 'invalid_trigger_id' });
    await slack.person('U0ANN').command('C0IN', '/probe');
    manualClock.pass(3001);
    expect(await open(app.got[1]?.body.trigger_id)).toMatchObject({ ok: false, error: 'expired_trigger_id' });
  });

  it('takes an interactivity_pointer for a trigger', async () => {
    const all = await setting();
    await all.slack.person('U0ANN').command('C0IN', '/probe open');
    const pointer = String(all.app.got.at(-1)?.body.trigger_id);
    expect(await all.api('views.open', { interactivity_pointer: pointer, view: modal([]) })).toMatchObject({
      ok: true,
    });
  });

  it('says what is wrong with a view, and keeps the trigger for a better one', async () => {
    const { slack, app, api } = await setting();
    await slack.person('U0ANN').command('C0IN', '/probe');
    const trigger_id = app.got[0]?.body.trigger_id;
    const view = modal([SECTION], { title: plain('x'.repeat(25)) });
    const answer = await api('views.open', { trigger_id, view });
    expect(answer).toMatchObject({ ok: false, error: 'invalid_arguments' });
    expect(answer.response_metadata).toEqual({
      messages: [
        '[ERROR] failed to match all allowed schemas [json-pointer:/view]',
        expect.stringMatching(/^\[ERROR\] .* \[json-pointer:\/view\/title\/text\]$/),
      ],
    });
    expect(slack.calls.at(-1)?.violations).toHaveLength(1);
    expect(await api('views.open', { trigger_id, view: modal([SECTION]) })).toMatchObject({ ok: true });
  });

  it('refuses a home view, one that is too large, and a taken external_id', async () => {
    const all = await setting();
    await openModal(all, modal([SECTION], { external_id: 'mine' }));
    await all.slack.person('U0BEN').command('C0IN', '/probe');
    const trigger_id = all.app.got.at(-1)?.body.trigger_id;
    const open = (view: unknown) => all.api('views.open', { trigger_id, view });
    expect(await open(HOME)).toMatchObject({ error: 'invalid_arguments' });
    expect(await open(undefined)).toMatchObject({ error: 'invalid_arguments' });
    expect(await open(modal([SECTION], { private_metadata: 'x'.repeat(260_000) }))).toMatchObject({
      error: 'view_too_large',
    });
    expect(await open(modal([SECTION], { external_id: 'mine' }))).toMatchObject({ error: 'duplicate_external_id' });
  });
});

describe('views.push', () => {
  it('stacks up to three views, each with a trigger from the one before', async () => {
    const all = await setting();
    const { slack, app, api } = all;
    const push = () =>
      api('views.push', { trigger_id: app.got.at(-1)?.body.trigger_id, view: modal([actions('a', button('on'))]) });
    const press = async () => slack.person('U0ANN').act({ viewId: String(slack.person('U0ANN').topView()?.id) }, 'on');
    const root = await openModal(all, modal([actions('a', button('on'))]));
    await press();
    expect(await push()).toMatchObject({ ok: true, view: { root_view_id: root.id, previous_view_id: root.id } });
    await press();
    expect(await push()).toMatchObject({ ok: true, view: { root_view_id: root.id } });
    await press();
    expect(await push()).toMatchObject({ ok: false, error: 'push_limit_reached' });
    expect(slack.views('U0ANN')).toHaveLength(3);
  });

  it('refuses a trigger that comes from no modal', async () => {
    const { slack, app, api } = await setting();
    await slack.person('U0ANN').command('C0IN', '/probe');
    const trigger_id = app.got[0]?.body.trigger_id;
    expect(await api('views.push', { trigger_id, view: modal([SECTION]) })).toMatchObject({
      error: 'invalid_trigger_id',
    });
  });
});

describe('views.update', () => {
  it('keeps the id and changes the hash; an old hash is a conflict', async () => {
    const all = await setting();
    const { id: view_id, hash } = await openModal(all, modal([SECTION]));
    const change = (more: Json) => all.api('views.update', { view_id, view: modal([SECTION]), ...more });
    const answer = await change({ hash });
    expect(answer).toMatchObject({ ok: true, view: { id: view_id } });
    expect((answer.view as Json).hash).not.toBe(hash);
    expect(await change({ hash })).toMatchObject({ ok: false, error: 'hash_conflict' });
    expect(await change({})).toMatchObject({ ok: true });
  });

  it('keeps what is typed where block_id and action_id stay, whatever the new initial value', async () => {
    const all = await setting();
    const typing = (value: string) => ({ type: 'plain_text_input', initial_value: value });
    const { id: view_id } = await openModal(all, modal([input('same', typing('old')), input('gone', typing('old'))]));
    const view = modal([input('same', typing('new')), input('fresh', typing('new'))]);
    expect(await all.api('views.update', { view_id, view })).toMatchObject({ ok: true });
    expect(all.slack.person('U0ANN').topView()?.values).toEqual({
      same: { it: { type: 'plain_text_input', value: 'old' } },
      fresh: { it: { type: 'plain_text_input', value: 'new' } },
    });
  });

  it('finds a view by its external_id, and no closed one', async () => {
    const all = await setting();
    const view = modal([SECTION], { external_id: 'e-1' });
    const { id: view_id } = await openModal(all, view);
    expect(await all.api('views.update', { external_id: 'e-1', view })).toMatchObject({
      ok: true,
      view: { id: view_id },
    });
    await all.slack.person('U0ANN').closeView();
    expect(await all.api('views.update', { view_id, view })).toMatchObject({ ok: false, error: 'not_found' });
  });
});

describe('views.publish', () => {
  it('gives each person one Home, and a conflict for an old hash', async () => {
    const { slack, api } = await setting();
    const first = (await api('views.publish', { user_id: 'U0ANN', view: HOME })).view as Json;
    const second = (await api('views.publish', { user_id: 'U0ANN', view: HOME, hash: first.hash })).view as Json;
    expect(second.id).toBe(first.id);
    expect(slack.home('U0ANN')?.hash).toBe(second.hash);
    expect(slack.home('U0BEN')).toBeUndefined();
    const late = await api('views.publish', { user_id: 'U0ANN', view: HOME, hash: first.hash });
    expect(late).toMatchObject({ ok: false, error: 'hash_conflict' });
  });

  it('refuses a modal', async () => {
    const { api } = await setting();
    const answer = await api('views.publish', { user_id: 'U0ANN', view: modal([SECTION]) });
    expect(answer).toMatchObject({ ok: false, error: 'invalid_arguments' });
  });
});

describe('opening Home', () => {
  it('delivers app_home_opened, with the view once there is one', async () => {
    const { slack, app, api } = await setting();
    await slack.person('U0ANN').openHome();
    const opened = { type: 'app_home_opened', user: 'U0ANN', tab: 'home', channel: expect.stringMatching(/^D/) };
    expect(app.got[0]?.body.event).toMatchObject(opened);
    expect(app.got[0]?.body.event).not.toHaveProperty('view');
    await api('views.publish', { user_id: 'U0ANN', view: HOME });
    await slack.person('U0ANN').openHome();
    expect(app.got[1]?.body.event).toMatchObject({ ...opened, view: { type: 'home', id: slack.home('U0ANN')?.id } });
  });
});
