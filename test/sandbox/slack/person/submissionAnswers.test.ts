import { describe, expect, it } from '@jest/globals';
import type { Json } from '../../../../sandbox/slack/types.ts';
import { input, modal, openModal, plain, setting } from '../support/setting.ts';

const TROUBLE = 'We had some trouble connecting. Try again?';
const NAME = input('name', { type: 'plain_text_input' });

describe('the answer to a submission', () => {
  const opened = async () => {
    const all = await setting();
    const view = await openModal(all, modal([NAME, { type: 'divider', block_id: 'line' }]));
    const submit = async (answer: Json) => {
      all.app.answer(answer);
      await all.slack.person('U0ANN').submit({ name: 'x' });
      return all.slack.person('U0ANN').topView();
    };
    return { ...all, view, submit };
  };

  it('closes the view when it is empty', async () => {
    const { submit } = await opened();
    expect(await submit({})).toBeUndefined();
  });

  it('shows errors under the fields, until the next try', async () => {
    const { submit } = await opened();
    const json = { response_action: 'errors', errors: { name: 'Taken.' } };
    expect(await submit({ json })).toMatchObject({
      errors: { name: 'Taken.' },
      values: { name: { it: { value: 'x' } } },
    });
    expect(await submit({ json: { response_action: 'errors', errors: { name: 'Still.' } } })).toMatchObject({
      errors: { name: 'Still.' },
    });
  });

  it('replaces the view, keeping its id', async () => {
    const { submit, view } = await opened();
    const next = await submit({ json: { response_action: 'update', view: modal([NAME], { callback_id: 'next' }) } });
    expect(next).toMatchObject({ id: view.id, payload: { callback_id: 'next' } });
  });

  it('pushes a view, which gives way to the one below when it closes', async () => {
    const { submit, view, slack } = await opened();
    const next = await submit({ json: { response_action: 'push', view: modal([NAME], { callback_id: 'next' }) } });
    expect(next).toMatchObject({ previousId: view.id, rootId: view.id, payload: { callback_id: 'next' } });
    expect(await submit({})).toMatchObject({ id: view.id });
    expect(slack.views('U0ANN')).toHaveLength(1);
  });

  it('clears the whole stack', async () => {
    const { submit } = await opened();
    await submit({ json: { response_action: 'push', view: modal([NAME]) } });
    expect(await submit({ json: { response_action: 'clear' } })).toBeUndefined();
  });

  it.each([
    ['errors for a block that is no input', { response_action: 'errors', errors: { line: 'x' } }, 'no input block'],
    ['errors for a block that is not there', { response_action: 'errors', errors: { nowhere: 'x' } }, 'no input block'],
    ['no errors', { response_action: 'errors', errors: {} }, 'must provide an object'],
    ['an unknown action', { response_action: 'close' }, 'unknown response_action'],
    [
      'a bad view',
      { response_action: 'update', view: modal([NAME], { title: plain('x'.repeat(25)) }) },
      '/view/title/text',
    ],
    ['a home view', { response_action: 'push', view: { type: 'home', blocks: [] } }, '/view'],
  ])('is trouble for the person, and recorded, with %s', async (_, json, words) => {
    const { submit, view, slack } = await opened();
    expect(await submit({ json })).toMatchObject({ id: view.id, trouble: TROUBLE, errors: {} });
    expect(slack.calls.at(-1)).toMatchObject({ method: 'view_submission_answer', args: json });
    expect(slack.calls.at(-1)?.violations.join()).toContain(words);
  });

  it('is trouble when a fourth view is pushed', async () => {
    const { submit, slack } = await opened();
    const push = { json: { response_action: 'push', view: modal([NAME]) } };
    await submit(push);
    await submit(push);
    expect(await submit(push)).toMatchObject({ trouble: TROUBLE });
    expect(slack.views('U0ANN')).toHaveLength(3);
    expect(slack.calls.at(-1)?.violations).toEqual(['push_limit_reached']);
  });

  it('is trouble when it is no answer, or late', async () => {
    const { submit, slack, app, manualClock } = await opened();
    expect(await submit({ status: 500 })).toMatchObject({ trouble: TROUBLE });
    app.answer({ silent: true });
    const before = app.got.length;
    const late = slack.person('U0ANN').submit({ name: 'x' });
    await slack.until('the request', () => app.got.length > before);
    expect(slack.person('U0ANN').topView()).not.toHaveProperty('trouble');
    manualClock.pass(3000);
    expect(await late).toMatchObject({ status: 0, failure: 'http_timeout' });
    expect(slack.person('U0ANN').topView()).toMatchObject({ trouble: TROUBLE });
  });
});
