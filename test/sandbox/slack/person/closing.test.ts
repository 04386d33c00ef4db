import { describe, expect, it } from '@jest/globals';
import { input, modal, openModal, setting } from '../support/setting.ts';

const NAME = input('name', { type: 'plain_text_input' });

describe('closing a modal', () => {
  it('is told to the app only with notify_on_close', async () => {
    const all = await setting();
    await openModal(all, modal([NAME]));
    await all.slack.person('U0ANN').closeView();
    expect(all.app.got).toHaveLength(1);
    const view = await openModal(all, modal([NAME], { notify_on_close: true }));
    await all.slack.person('U0ANN').closeView();
    expect(all.app.got.at(-1)?.body).toMatchObject({ type: 'view_closed', is_cleared: false, view: { id: view.id } });
    expect(all.app.got.at(-1)?.body).not.toHaveProperty('trigger_id');
    expect(all.slack.person('U0ANN').topView()).toBeUndefined();
  });

  it('takes the stack along with clear_on_close', async () => {
    const all = await setting();
    await openModal(all, modal([NAME], { notify_on_close: true }));
    all.app.answer({ json: { response_action: 'push', view: modal([NAME], { clear_on_close: true }) } });
    await all.slack.person('U0ANN').submit({ name: 'x' });
    await all.slack.person('U0ANN').closeView();
    expect(all.slack.views('U0ANN')).toEqual([]);
    expect(all.app.got.at(-1)?.body).toMatchObject({ type: 'view_closed', is_cleared: true });
  });
});
