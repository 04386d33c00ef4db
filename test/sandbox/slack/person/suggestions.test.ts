import { describe, expect, it } from '@jest/globals';
import { actions, button, input, modal, openModal, option, setting } from '../support/setting.ts';

const NAME = input('name', { type: 'plain_text_input' });

describe('a menu whose options come from the app', () => {
  const menu = { type: 'external_select', min_query_length: 2 };

  it('asks with what is typed, and offers what it is answered', async () => {
    const all = await setting();
    const { id } = await openModal(all, modal([input('pick', menu)]));
    const ann = all.slack.person('U0ANN');
    all.app.answer({ json: { options: [option('m-1'), option('m-2')] } });
    const delivery = await ann.suggest(id, 'pick', 'it', 'kick');
    expect(delivery.kind).toBe('block_suggestion');
    const body = all.app.got.at(-1)?.body;
    expect(body).toMatchObject({
      type: 'block_suggestion',
      action_id: 'it',
      block_id: 'pick',
      value: 'kick',
      container: { type: 'view', view_id: id },
      view: { id },
    });
    expect(body).not.toHaveProperty('trigger_id');
    await expect(ann.submit({ pick: 'm-3' })).rejects.toThrow('offers no option "m-3"; it offers: m-1, m-2');
    all.app.answer({});
    await ann.submit({ pick: 'm-2' });
    expect(all.app.got.at(-1)?.body).toMatchObject({
      view: { state: { values: { pick: { it: { selected_option: option('m-2') } } } } },
    });
  });

  it('asks from min_query_length characters on', async () => {
    const all = await setting();
    const { id } = await openModal(all, modal([input('pick', menu)]));
    await expect(all.slack.person('U0ANN').suggest(id, 'pick', 'it', 'k')).rejects.toThrow('from 2 characters on');
  });

  it('offers nothing, and says why, after more than 100 options', async () => {
    const all = await setting();
    const { id } = await openModal(all, modal([input('pick', menu)]));
    all.app.answer({ json: { options: Array.from({ length: 101 }, (_, index) => option(`m-${index}`)) } });
    await all.slack.person('U0ANN').suggest(id, 'pick', 'it', 'kick');
    expect(all.slack.calls.at(-1)).toMatchObject({
      method: 'block_suggestion_answer',
      violations: ['no more than 100 items allowed [json-pointer:/options]'],
    });
    await expect(all.slack.person('U0ANN').submit({ pick: 'm-1' })).rejects.toThrow('offers no option');
  });

  it('does not stand among buttons for others to type in', async () => {
    const all = await setting();
    const { id } = await openModal(all, modal([actions('row', button('ok')), NAME]));
    await expect(all.slack.person('U0ANN').suggest(id, 'row', 'it', 'kick')).rejects.toThrow('there is no "it"');
    await expect(all.slack.person('U0BEN').suggest(id, 'row', 'ok', 'kick')).rejects.toThrow('has no view');
  });
});
