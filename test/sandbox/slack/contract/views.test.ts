import { describe, expect, it } from '@jest/globals';
import { call, id, refusals, USER } from './slack.ts';

const plain = (text: string) => ({ type: 'plain_text', text });
const home = { type: 'home', blocks: [{ type: 'section', text: plain('Home') }] };
const modal = { type: 'modal', title: plain('Title'), blocks: [] };

/** docs.slack.dev/reference/methods/views.publish, docs.slack.dev/reference/views */
describe('views.publish', () => {
  it('answers the whole view; each time under the same id with another hash', async () => {
    const first = await call('views.publish', { user_id: USER, view: home });
    expect(first).toMatchObject({
      ok: true,
      view: {
        id: id('V'),
        team_id: id('T'),
        type: 'home',
        blocks: [{ type: 'section', block_id: expect.any(String) }],
        private_metadata: '',
        callback_id: '',
        state: { values: {} },
        hash: expect.stringMatching(/^\d+\.\w+$/),
        clear_on_close: false,
        notify_on_close: false,
        close: null,
        submit: null,
        previous_view_id: null,
        root_view_id: id('V'),
        app_id: id('A'),
        external_id: '',
        app_installed_team_id: id('T'),
        bot_id: id('B'),
      },
    });
    const { id: viewId, hash } = first.view as { id: string; hash: string };
    const second = await call('views.publish', { user_id: USER, view: home, hash });
    expect(second).toMatchObject({ ok: true, view: { id: viewId } });
    expect((second.view as { hash: string }).hash).not.toBe(hash);
    expect(await call('views.publish', { user_id: USER, view: home, hash })).toMatchObject({ error: 'hash_conflict' });
  });

  it('says with a pointer what breaks a rule', async () => {
    const view = { ...home, blocks: Array.from({ length: 101 }, () => ({ type: 'divider' })) };
    expect(await call('views.publish', { user_id: USER, view })).toMatchObject({
      ok: false,
      error: 'invalid_arguments',
      response_metadata: {
        messages: expect.arrayContaining(['[ERROR] no more than 100 items allowed [json-pointer:/view/blocks]']),
      },
    });
  });
});

/** docs.slack.dev/reference/methods/views.open, views.push, views.update. What a person must press for: ../views.test.ts */
describe('views.open, views.push, views.update', () => {
  refusals([
    ['invalid_trigger_id', 'a trigger nobody gave', 'views.open', { trigger_id: '1.2.made-up', view: modal }],
    ['invalid_trigger_id', 'a trigger nobody gave', 'views.push', { trigger_id: '1.2.made-up', view: modal }],
    ['not_found', 'no such view', 'views.update', { view_id: 'V0000000000', view: modal }],
    ['invalid_arguments', 'no view', 'views.open', { trigger_id: '1.2.made-up' }],
    [
      'view_too_large',
      'more than 250 KB',
      'views.open',
      {
        trigger_id: '1.2.made-up',
        view: {
          ...modal,
          blocks: Array.from({ length: 90 }, () => ({ type: 'section', text: plain('x'.repeat(2950)) })),
        },
      },
    ],
  ]);
});
