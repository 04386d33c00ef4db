import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CLIENT, type Harness, LEAD, startHarness } from '../support/harness.ts';

let app: Harness;
beforeEach(async () => {
  app = await startHarness();
  await app.openProject();
});
afterEach(() => app.stop());

async function metric(name: string, labels = ''): Promise<number | undefined> {
  const { text } = await app.get('/metrics');
  const line = text.split('\n').find((each) => each.startsWith(`${name}${labels} `));
  return line === undefined ? undefined : Number(line.split(' ').at(-1));
}

const interactions = () => app.logged().filter(({ msg }) => msg === 'An interaction');

describe('/metrics', () => {
  it('counts acknowledgements, deliveries and what is left to do', async () => {
    await app.say(LEAD, '/milestone add 2026-12-04 First draft');
    await app.settled();
    expect(await metric('milepost_acks_total', '{kind="command"}')).toBe(3);
    expect(await metric('milepost_ack_seconds_count', '{kind="command"}')).toBe(3);
    expect(await metric('milepost_acks_total', '{kind="view"}')).toBe(1);
    expect(await metric('milepost_deliveries_total', '{kind="update",state="sent"}')).toBe(3);
    expect(await metric('milepost_outbox_entries', '{state="queued"}')).toBe(0);
    expect(await metric('milepost_outbox_oldest_seconds')).toBe(0);
    expect(await metric('milepost_database_up')).toBe(1);
  });

  it('counts reminders by whom they went to, and errors of Slack by class', async () => {
    await app.say(LEAD, '/milestone add 2026-11-23 First draft');
    app.slack.fault({ method: 'chat.postMessage', times: 1, how: { kind: 'rate-limit', retryAfter: 1 } });
    await app.moveDays(2);
    await app.settled();
    await app.slack.until('reminders', () => app.slack.calls.some(({ method }) => method === 'conversations.open'));
    await app.settled();
    expect(await metric('milepost_reminders_total', '{to="person"}')).toBeGreaterThan(0);
    expect(await metric('milepost_reminders_total', '{to="channel"}')).toBe(1);
    expect(await metric('milepost_slack_errors_total', '{class="later"}')).toBe(1);
  });

  it('shows what waits, and since when', async () => {
    app.slack.fault({ method: 'chat.postMessage', times: 1, how: { kind: 'rate-limit', retryAfter: 3000 } });
    await app.say(LEAD, '/milestone add 2026-12-04 First draft');
    await app.slack.until('the refusal', () => app.slack.calls.some(({ status }) => status === 429));
    await app.moveMinutes(10);
    expect(await metric('milepost_outbox_entries', '{state="queued"}')).toBeGreaterThan(0);
    expect(await metric('milepost_outbox_oldest_seconds')).toBeGreaterThanOrEqual(600);
    app.slack.clearFaults();
    await app.moveMinutes(60);
    await app.settled();
  });

  it('does not count what waits for the morning as late', async () => {
    await app.say(LEAD, '/milestone add 2026-11-23 First draft');
    await app.settled();
    for (const method of ['chat.postMessage', 'conversations.open']) {
      app.slack.fault({ method, times: 4, how: { kind: 'rate-limit', retryAfter: 120 } });
    }
    await app.moveTo('2026-11-24T16:58');
    await app.slack.until('a refusal', () => app.slack.calls.some(({ status }) => status === 429));
    app.slack.clearFaults();
    const left = (also: object) =>
      app.connection.collection('subscriptions').countDocuments({ pending: true, ...also });
    // A clock that moves makes more fall due, such as a board that looks at the day: that is delivered first.
    const onlyTheMorning = async () => {
      do await app.settledSoon();
      while ((await left({ readyAt: { $ne: new Date('2026-11-25T08:00:00Z') } })) > 0);
    };
    await app.settledSoon();
    await app.moveMinutes(3);
    await onlyTheMorning();
    await app.moveMinutes(120);
    await onlyTheMorning();
    expect(await metric('milepost_outbox_entries', '{state="queued"}')).toBeGreaterThan(0);
    expect(await metric('milepost_outbox_oldest_seconds')).toBe(0);
    await app.remindersAt('2026-11-25T08:00');
  });
});

describe('the log', () => {
  it('has one line for each interaction: what, how it ended and how long it took, and nothing that was typed', async () => {
    await app.say(LEAD, '/milestone add 2026-12-04 Secret title');
    await app.say(CLIENT, '/milestone whatever I type');
    await app.slack.until('both lines', () => interactions().length === 5);
    const [added, unknown] = interactions().slice(-2);
    expect(added).toMatchObject({ kind: 'command', name: '/milestone add', outcome: 'handled' });
    expect(added).toMatchObject({ reference: expect.stringMatching(/^[0-9a-f]{8}$/), ms: expect.any(Number) });
    expect(unknown).toMatchObject({ kind: 'command', name: '/milestone', outcome: 'handled' });
    expect(JSON.stringify(app.logged())).not.toMatch(/Secret title|whatever|xoxb|signing-secret/);
  });

  it('names an interaction only on its own lines, not on those of deliveries that go on after it', async () => {
    app.slack.fault({ method: 'chat.postMessage', times: 1, how: { kind: 'error', error: 'service_unavailable' } });
    await app.say(LEAD, '/milestone add 2026-12-04 First draft');
    await app.settled();
    const failed = app.logged().find(({ msg }) => msg === 'A delivery failed');
    expect(failed).toMatchObject({ subscriptionId: expect.any(String), reason: 'service_unavailable' });
    expect(failed).not.toHaveProperty('reference');
  });

  it('carries the reference that the person is given when something breaks', async () => {
    const { connection } = app;
    await connection.collection('projects').updateMany({}, { $set: { timeZone: 'No/Where' } });
    const answer = await app.say(LEAD, '/milestone list');
    const reference = /`([0-9a-f]{8})`/.exec(answer)?.[1];
    expect(reference).toBeDefined();
    const lines = await app.slack.until('both lines', () => {
      const found = app.logged().filter((line) => line['reference'] === reference);
      return found.length >= 2 && found;
    });
    expect(lines.map(({ msg }) => msg)).toEqual(['A fault', 'An interaction']);
    expect(lines[1]).toMatchObject({ outcome: 'failed' });
    expect(await metric('milepost_faults_total', '{where="/milestone"}')).toBe(1);
    await connection.collection('projects').updateMany({}, { $set: { timeZone: 'Europe/Berlin' } });
  });
});
