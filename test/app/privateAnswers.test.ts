import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { Fault } from '../../sandbox/slack/types.ts';
import { CHANNEL, type Harness, LEAD, startHarness } from '../support/harness.ts';

let app: Harness;
beforeEach(async () => {
  app = await startHarness();
  await app.openProject();
  await app.say(LEAD, '/milestone add 2026-12-04 First draft');
  await app.settled();
});
afterEach(() => app.stop());

const shown = () =>
  app.slack
    .person(LEAD)
    .sees(CHANNEL)
    .filter(({ onlyFor, text }) => onlyFor === LEAD && text.includes('is completed'));
const otherRoads = () => app.slack.calls.filter(({ method }) => method === 'chat.postEphemeral').length;
const fault = (method: string, how: Fault['how'], times = 1) => app.slack.fault({ method, times, how });

it('waits as long as Slack asks, on every road', async () => {
  const wait = { kind: 'rate-limit', retryAfter: 1 } as const;
  fault('response_url', wait, 2);
  await app.slack.person(LEAD).command(CHANNEL, '/milestone complete 1');
  await app.slack.until('the answer', () => shown().length === 1);
  await app.settled();
  expect(shown()).toHaveLength(1);
  expect(app.slack.calls.filter(({ method, status }) => method === 'response_url' && status === 429)).toHaveLength(2);
});

it('goes another way where Slack refuses the first', async () => {
  fault('response_url', { kind: 'status', status: 404 });
  await app.slack.person(LEAD).command(CHANNEL, '/milestone complete 1');
  await app.slack.until('the answer', () => shown().length === 1);
  expect(app.slack.calls.some(({ method }) => method === 'chat.postEphemeral')).toBe(true);
});

it('is not said again where Slack may have shown it', async () => {
  fault('response_url', { kind: 'cut' });
  const before = otherRoads();
  await app.slack.person(LEAD).command(CHANNEL, '/milestone complete 1');
  await app.slack.until('the completion', () => app.updates().some(({ text }) => text.includes('completed')));
  await app.settled();
  expect(shown()).toHaveLength(1);
  expect(otherRoads()).toBe(before);
});
