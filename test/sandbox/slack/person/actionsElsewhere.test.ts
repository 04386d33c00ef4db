import { describe, expect, it } from '@jest/globals';
import type { Json } from '../../../../sandbox/slack/types.ts';
import { actions, button, input, modal, openModal, option, posted, setting } from '../support/setting.ts';

const select = (actionId: string, values: string[], more: Json = {}): Json => ({
  type: 'static_select',
  action_id: actionId,
  options: values.map(option),
  ...more,
});

describe('the response_url of an action', () => {
  const pressed = async (all: Awaited<ReturnType<typeof setting>>, ts: string) => {
    await all.slack.person('U0ANN').act({ channelId: 'C0IN', ts }, 'ok');
    return String(all.app.got.at(-1)?.body.response_url);
  };

  it('posts a new message unless told to replace or delete the original', async () => {
    const all = await setting();
    const { ts } = await posted(all, [actions('row', button('ok'))]);
    const url = await pressed(all, ts);
    await all.respond(url, { text: 'new' });
    expect(all.slack.messages('C0IN')).toMatchObject([
      { ts, text: 'in short' },
      { text: 'new', onlyFor: 'U0ANN' },
    ]);
    await all.respond(url, { text: 'replaced', replace_original: true });
    expect(all.slack.messages('C0IN')[0]).toMatchObject({ ts, text: 'replaced', blocks: [] });
    await all.respond(url, { delete_original: true });
    expect(all.slack.messages('C0IN').map(({ text }) => text)).toEqual(['new']);
  });

  it('is the way to change an ephemeral message', async () => {
    const all = await setting();
    const blocks = [actions('row', button('ok'))];
    const { message_ts } = await all.api('chat.postEphemeral', { channel: 'C0IN', user: 'U0ANN', text: 'x', blocks });
    await all.respond(await pressed(all, String(message_ts)), { text: 'done', replace_original: true });
    expect(all.slack.messages('C0IN')).toMatchObject([{ text: 'done', onlyFor: 'U0ANN' }]);
  });
});

describe('acting in a view', () => {
  it('delivers the view and what its fields hold, without channel, message or response_url', async () => {
    const all = await setting();
    const blocks = [actions('top', select('kind', ['a', 'b'])), input('name', { type: 'plain_text_input' })];
    const view = await openModal(all, modal(blocks));
    await all.slack.person('U0ANN').act({ viewId: view.id }, 'kind', 'b');
    const body = all.app.got.at(-1)?.body ?? {};
    expect(Object.keys(body).toSorted()).toEqual([
      'actions',
      'api_app_id',
      'container',
      'enterprise',
      'is_enterprise_install',
      'team',
      'token',
      'trigger_id',
      'type',
      'user',
      'view',
    ]);
    expect(body).toMatchObject({
      container: { type: 'view', view_id: view.id },
      view: {
        id: view.id,
        state: {
          values: {
            top: { kind: { type: 'static_select', selected_option: option('b') } },
            name: { it: { type: 'plain_text_input', value: null } },
          },
        },
      },
    });
  });

  it('tells the app of an input only with dispatch_action', async () => {
    const all = await setting();
    const blocks = [
      input('still', { type: 'datepicker', action_id: 'still' }),
      input('told', { type: 'datepicker', action_id: 'told' }, { dispatch_action: true }),
    ];
    const { id: viewId } = await openModal(all, modal(blocks));
    const ann = all.slack.person('U0ANN');
    await expect(ann.act({ viewId }, 'still', '2026-04-01')).rejects.toThrow('before the view is submitted');
    await ann.act({ viewId }, 'told', '2026-04-01');
    expect(ann.topView()?.values.told).toEqual({ told: { type: 'datepicker', selected_date: '2026-04-01' } });
  });

  it('works on Home, and on nobody else’s view', async () => {
    const { slack, app, api } = await setting();
    await api('views.publish', { user_id: 'U0ANN', view: { type: 'home', blocks: [actions('a', button('go'))] } });
    const viewId = String(slack.home('U0ANN')?.id);
    await slack.person('U0ANN').act({ viewId }, 'go');
    expect(app.got[0]?.body).toMatchObject({ container: { view_id: viewId }, view: { type: 'home' } });
    await expect(slack.person('U0BEN').act({ viewId }, 'go')).rejects.toThrow('has no view');
  });
});
