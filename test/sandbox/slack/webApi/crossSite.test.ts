import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { StandIn } from '../../../../sandbox/slack/standIn.ts';
import { startSlack } from '../../../process/builtApp.ts';

let slack: StandIn;
beforeAll(async () => {
  slack = await startSlack();
});
afterAll(() => slack.close());

const post = (headers: Record<string, string>) =>
  fetch(`${slack.apiUrl}chat.postMessage?token=xoxb-test&channel=C0ATLAS&text=hello`, { headers });

it.each([
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site' },
  { origin: 'https://elsewhere.example' },
])('a page of another site posts nothing: %j', async (headers) => {
  const before = slack.calls.length;
  const answer = await post(headers);
  expect(answer.status).toBe(403);
  expect(await answer.json()).toEqual({ ok: false, error: expect.stringContaining('its own page') });
  expect(slack.calls).toHaveLength(before);
});

it('an app, which sends neither, is answered', async () => {
  expect((await post({})).status).toBe(200);
});
