import { describe, expect, it } from '@jest/globals';
import type { Json } from '../../../../sandbox/slack/types.ts';
import { BOT, TEAM } from '../support/seed.ts';
import { actions, button, option, plain, posted, setting } from '../support/setting.ts';

const select = (actionId: string, values: string[], more: Json = {}): Json => ({
  type: 'static_select',
  action_id: actionId,
  options: values.map(option),
  ...more,
});

describe('acting on a message', () => {
  it('delivers a signed payload with every documented field', async () => {
    const all = await setting();
    const message = await posted(all, [actions('row', button('done', 'm-1'))], {
      metadata: { event_type: 'row', event_payload: {} },
    });
    const delivery = await all.slack.person('U0ANN').act({ channelId: 'C0IN', ts: message.ts }, 'done');
    expect(delivery).toMatchObject({ kind: 'block_actions', status: 200 });
    expect(all.app.got[0]?.isSigned).toBe(true);
    expect(all.app.got[0]?.body).toEqual({
      type: 'block_actions',
      user: { id: 'U0ANN', username: 'u0ann', name: 'u0ann', team_id: TEAM.id },
      api_app_id: BOT.appId,
      token: expect.any(String),
      container: { type: 'message', message_ts: message.ts, channel_id: 'C0IN', is_ephemeral: false },
      trigger_id: expect.any(String),
      team: { id: TEAM.id, domain: TEAM.domain },
      enterprise: null,
      is_enterprise_install: false,
      channel: { id: 'C0IN', name: 'c0in' },
      message: expect.objectContaining({
        ts: message.ts,
        text: 'in short',
        blocks: message.blocks,
        metadata: message.metadata,
      }),
      state: { values: {} },
      response_url: expect.stringContaining('/response/actions/'),
      actions: [
        {
          type: 'button',
          action_id: 'done',
          block_id: 'row',
          text: plain('Press'),
          value: 'm-1',
          action_ts: expect.any(String),
        },
      ],
    });
  });

  it('leaves the message out where it is ephemeral', async () => {
    const { slack, app, api } = await setting();
    const blocks = [actions('row', button('ok'))];
    const { message_ts } = await api('chat.postEphemeral', { channel: 'C0IN', user: 'U0ANN', text: 'x', blocks });
    const at = { channelId: 'C0IN', ts: String(message_ts) };
    await slack.person('U0ANN').act(at, 'ok');
    expect(app.got[0]?.body).toMatchObject({ container: { message_ts, is_ephemeral: true }, state: { values: {} } });
    expect(app.got[0]?.body).not.toHaveProperty('message');
    await expect(slack.person('U0BEN').act(at, 'ok')).rejects.toThrow('sees no message');
  });

  it('names the thread, and the team of somebody from another workspace', async () => {
    const all = await setting();
    const parent = all.slack.say('U0ANN', 'C0IN', 'parent');
    const { ts } = await posted(all, [actions('row', button('ok'))], { thread_ts: parent.ts });
    await all.slack.person('U0GUEST').act({ channelId: 'C0IN', ts }, 'ok');
    expect(all.app.got.find(({ body }) => body.type === 'block_actions')?.body).toMatchObject({
      container: { thread_ts: parent.ts },
      user: { team_id: 'T0AWAY' },
      team: { id: 'T0AWAY' },
    });
  });

  it.each([
    ['static_select', select('it', ['a', 'b']), 'b', { selected_option: option('b') }],
    [
      'grouped select',
      { type: 'static_select', option_groups: [{ label: plain('G'), options: [option('a')] }] },
      'a',
      { selected_option: option('a') },
    ],
    [
      'multi_static_select',
      { type: 'multi_static_select', options: ['a', 'b'].map(option) },
      ['b'],
      { selected_options: [option('b')] },
    ],
    ['overflow', { type: 'overflow', options: ['a', 'b'].map(option) }, 'a', { selected_option: option('a') }],
    [
      'checkboxes',
      { type: 'checkboxes', options: ['a', 'b'].map(option) },
      ['a', 'b'],
      { selected_options: ['a', 'b'].map(option) },
    ],
    ['checkboxes', { type: 'checkboxes', options: ['a', 'b'].map(option) }, [], { selected_options: [] }],
    [
      'radio_buttons',
      { type: 'radio_buttons', options: ['a', 'b'].map(option) },
      'a',
      { selected_option: option('a') },
    ],
    ['users_select', { type: 'users_select' }, 'U0BEN', { selected_user: 'U0BEN' }],
    ['multi_users_select', { type: 'multi_users_select' }, ['U0BEN'], { selected_users: ['U0BEN'] }],
    ['channels_select', { type: 'channels_select' }, 'C0IN', { selected_channel: 'C0IN' }],
    ['conversations_select', { type: 'conversations_select' }, 'C0IN', { selected_conversation: 'C0IN' }],
    ['datepicker', { type: 'datepicker' }, '2026-04-01', { selected_date: '2026-04-01' }],
    ['datepicker', { type: 'datepicker', initial_date: '2026-04-01' }, null, { selected_date: null }],
    ['timepicker', { type: 'timepicker' }, '09:30', { selected_time: '09:30' }],
    ['datetimepicker', { type: 'datetimepicker' }, 1_700_000_000, { selected_date_time: 1_700_000_000 }],
  ])('words a %s', async (_, element, value, worded) => {
    const all = await setting();
    const { ts } = await posted(all, [actions('row', { action_id: 'it', ...element })]);
    await all.slack.person('U0ANN').act({ channelId: 'C0IN', ts }, 'it', value);
    const { type } = element as Json;
    expect(all.app.got[0]?.body.actions).toEqual([
      { type, action_id: 'it', block_id: 'row', action_ts: expect.any(String), ...worded },
    ]);
  });

  it('keeps what a menu holds in the state of later actions', async () => {
    const all = await setting();
    const blocks = [actions('row', select('kind', ['a', 'b'], { initial_option: option('a') }), button('save'))];
    const { ts } = await posted(all, blocks);
    const ann = all.slack.person('U0ANN');
    await ann.act({ channelId: 'C0IN', ts }, 'save');
    await ann.act({ channelId: 'C0IN', ts }, 'kind', 'b');
    await ann.act({ channelId: 'C0IN', ts }, 'save');
    const held = all.app.got.map(({ body }) => (body.state as { values: Json }).values);
    const kind = (value: string) => ({ row: { kind: { type: 'static_select', selected_option: option(value) } } });
    expect(held).toEqual([kind('a'), kind('b'), kind('b')]);
  });

  it('finds elements in sections, containers and cards', async () => {
    const all = await setting();
    const { ts } = await posted(all, [
      { type: 'section', text: plain('x'), accessory: button('beside') },
      { type: 'container', title: plain('x'), child_blocks: [actions('inner', button('inside'))] },
      { type: 'card', title: { type: 'mrkdwn', text: 'x' }, actions: [button('on-card')] },
    ]);
    for (const actionId of ['beside', 'inside', 'on-card']) {
      expect(await all.slack.person('U0ANN').act({ channelId: 'C0IN', ts }, actionId)).toMatchObject({ status: 200 });
    }
  });

  it('refuses what is not there', async () => {
    const all = await setting();
    const { ts } = await posted(all, [actions('row', button('ok', 'm-1'), select('menu', ['a', 'b']))]);
    const ann = all.slack.person('U0ANN');
    const at = { channelId: 'C0IN', ts };
    await expect(ann.act(at, 'other')).rejects.toThrow('there is no "other" on message');
    await expect(ann.act(at, 'ok', 'm-2')).rejects.toThrow('it takes: m-1');
    await expect(ann.act(at, 'menu', 'c')).rejects.toThrow('it takes: a, b');
    await expect(ann.act({ ...at, ts: '1.000001' }, 'ok')).rejects.toThrow('sees no message');
    all.slack.leave('C0IN', 'U0ANN');
    await expect(ann.act(at, 'ok')).rejects.toThrow('sees no message');
    expect(all.app.got).toHaveLength(0);
  });

  it('tells equal action_ids apart by value or block', async () => {
    const all = await setting();
    const { ts } = await posted(all, [actions('one', button('ok', 'm-1')), actions('two', button('ok', 'm-2'))]);
    const ann = all.slack.person('U0ANN');
    await ann.act({ channelId: 'C0IN', ts }, 'ok', 'm-2');
    await ann.act({ channelId: 'C0IN', ts, blockId: 'one' }, 'ok');
    expect(all.app.got.map(({ body }) => body.actions)).toMatchObject([[{ block_id: 'two' }], [{ block_id: 'one' }]]);
    await expect(ann.act({ channelId: 'C0IN', ts }, 'ok')).rejects.toThrow('name one of the blocks one, two');
  });
});
