import { describe, expect, it } from '@jest/globals';
import type { Json } from '../../../../sandbox/slack/types.ts';
import { TEAM } from '../support/seed.ts';
import { input, modal, openModal, option, setting } from '../support/setting.ts';

const NAME = input('name', { type: 'plain_text_input' });
const optional = (blockId: string, element: Json) => input(blockId, element, { optional: true });

describe('submitting a modal', () => {
  it('delivers what the fields hold by block and action', async () => {
    const all = await setting();
    const view = await openModal(
      all,
      modal(
        [
          NAME,
          optional('due', { type: 'datepicker', initial_date: '2026-03-01' }),
          optional('kind', { type: 'static_select', options: ['a', 'b'].map(option) }),
          optional('tags', { type: 'checkboxes', options: ['a', 'b'].map(option) }),
          optional('who', { type: 'users_select' }),
          optional('team', { type: 'multi_users_select' }),
          optional('size', { type: 'radio_buttons', options: ['s', 'l'].map(option) }),
          optional('note', { type: 'plain_text_input', multiline: true }),
        ],
        { private_metadata: 'where from' },
      ),
    );
    await all.slack
      .person('U0ANN')
      .submit({ name: 'Kick-off', kind: 'b', tags: ['a'], team: ['U0ANN', 'U0BEN'], size: 's' });
    const body = all.app.got.at(-1)?.body ?? {};
    expect(Object.keys(body).toSorted()).toEqual([
      'api_app_id',
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
      type: 'view_submission',
      user: { id: 'U0ANN', team_id: TEAM.id },
      view: { id: view.id, callback_id: 'form', private_metadata: 'where from', hash: view.hash, type: 'modal' },
    });
    expect((body.view as { state: Json }).state).toEqual({
      values: {
        name: { it: { type: 'plain_text_input', value: 'Kick-off' } },
        due: { it: { type: 'datepicker', selected_date: '2026-03-01' } },
        kind: { it: { type: 'static_select', selected_option: option('b') } },
        tags: { it: { type: 'checkboxes', selected_options: [option('a')] } },
        who: { it: { type: 'users_select', selected_user: null } },
        team: { it: { type: 'multi_users_select', selected_users: ['U0ANN', 'U0BEN'] } },
        size: { it: { type: 'radio_buttons', selected_option: option('s') } },
        note: { it: { type: 'plain_text_input', value: null } },
      },
    });
  });

  it.each([
    ['an empty required field', { name: '' }, '"Label name" must not be empty'],
    ['a required field never filled in', {}, '"Label name" must not be empty'],
    ['a field that is not there', { name: 'x', other: 'x' }, 'there is no field "other"'],
    ['an option that is not offered', { name: 'x', kind: 'c' }, 'offers no option "c"'],
    ['a date that is none', { name: 'x', due: '1 April' }, 'YYYY-MM-DD'],
    ['a text that is too long', { name: 'x'.repeat(11) }, '"Label name": at most 10 characters'],
    ['a word for a number', { name: 'x', count: 'two' }, '"Label count": not a number'],
    ['a number too large', { name: 'x', count: '10' }, '"Label count": at most 9'],
    ['an e-mail address that is none', { name: 'x', mail: 'nobody' }, '"Label mail": not an e-mail address'],
    ['too many people', { name: 'x', team: ['U0ANN', 'U0BEN'] }, '"Label team": at most 1 items'],
  ])('is refused by the form itself for %s', async (_, values, words) => {
    const all = await setting();
    await openModal(
      all,
      modal([
        input('name', { type: 'plain_text_input', max_length: 10 }),
        optional('kind', { type: 'static_select', options: ['a', 'b'].map(option) }),
        optional('due', { type: 'datepicker' }),
        optional('count', { type: 'number_input', is_decimal_allowed: false, max_value: '9' }),
        optional('mail', { type: 'email_text_input' }),
        optional('team', { type: 'multi_users_select', max_selected_items: 1 }),
      ]),
    );
    await expect(all.slack.person('U0ANN').submit(values)).rejects.toThrow(words);
    expect(all.slack.deliveries.map(({ kind }) => kind)).toEqual(['command']);
  });

  it('needs an open modal with a submit button', async () => {
    const all = await setting();
    await expect(all.slack.person('U0ANN').submit({})).rejects.toThrow('no modal open');
    const { submit: _, ...bare } = modal([{ type: 'divider' }]);
    await openModal(all, bare);
    await expect(all.slack.person('U0ANN').submit({})).rejects.toThrow('no submit button');
  });
});
