import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CHANNEL, type Harness, LEAD, startHarness } from '../support/harness.ts';

const WORDS = 'this button or form is from an older version of Milepost';

let app: Harness;
beforeEach(async () => {
  app = await startHarness();
  await app.openProject();
});
afterEach(() => app.stop());

const base = {
  user: { id: LEAD, username: 'mira', name: 'mira', team_id: 'T0NORTHBEAM' },
  team: { id: 'T0NORTHBEAM', domain: 'northbeam' },
  api_app_id: 'A0MILEPOST',
  token: 'x',
  trigger_id: '1.2.3',
};
const press = {
  ...base,
  type: 'block_actions',
  actions: [{ type: 'button', action_id: 'of_tomorrow', block_id: 'b', action_ts: '1.000001', value: '1' }],
};

describe('a button that this version does not know', () => {
  it('in a message is answered in private, where it was pressed', async () => {
    const delivery = await app.slack.deliverPayload('block_actions', {
      ...press,
      channel: { id: CHANNEL, name: 'atlas-client' },
      container: { type: 'message', message_ts: '1.000001', channel_id: CHANNEL, is_ephemeral: false },
      response_url: `${app.slack.url}/response/none`,
    });
    expect(delivery.status).toBe(200);
    await app.slack.until('the words', () =>
      app.slack
        .person(LEAD)
        .sees(CHANNEL)
        .some(({ text }) => text.includes(WORDS)),
    );
  });

  it('in Home is answered by direct message', async () => {
    await app.slack.deliverPayload('block_actions', { ...press, view: { id: 'V1', type: 'home', blocks: [] } });
    await app.slack.until('the words', () => app.slack.messages('D0LEAD').some(({ text }) => text.includes(WORDS)));
  });
});

it('a form that this version does not know turns into the words', async () => {
  const delivery = await app.slack.deliverPayload('view_submission', {
    ...base,
    type: 'view_submission',
    view: {
      id: 'V1',
      type: 'modal',
      callback_id: 'form_of_tomorrow',
      title: { type: 'plain_text', text: 'A form' },
      state: { values: {} },
      private_metadata: '',
      hash: '1',
    },
  });
  expect(delivery.status).toBe(200);
  expect(JSON.parse(delivery.answer)).toMatchObject({ response_action: 'update' });
  expect(delivery.answer).toContain(WORDS);
});
