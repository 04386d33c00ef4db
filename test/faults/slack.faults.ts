import { afterEach, describe, expect, it } from '@jest/globals';
import type { Fault } from '../../sandbox/slack/types.ts';
import { doSomething } from './load.ts';
import { resumeAll } from './resume.ts';
import { verify } from './verify.ts';
import { ENGINE, GROWTH_MB, heapOf, report, startWorld, WHY_SKIPPED, type World } from './world.ts';

/** Every method of the Web API that the app calls. */
const METHODS = [
  'auth.test',
  'chat.delete',
  'chat.getPermalink',
  'chat.postEphemeral',
  'chat.postMessage',
  'chat.update',
  'conversations.history',
  'conversations.join',
  'conversations.open',
  'conversations.replies',
  'pins.add',
  'pins.remove',
  'users.info',
  'views.open',
  'views.publish',
  'views.push',
  'views.update',
  'response_url',
] as const;

/** One of each class of src/delivery/slackErrors.ts, one that is unknown, and what the network can do. */
const WAYS: readonly Fault['how'][] = [
  ...[
    'service_unavailable',
    'fatal_error',
    'channel_not_found',
    'is_archived',
    'token_revoked',
    'message_not_found',
    'invalid_blocks',
    'an_error_of_tomorrow',
  ].map((error) => ({ kind: 'error', error }) as const),
  { kind: 'rate-limit', retryAfter: 1 },
  { kind: 'status', status: 500 },
  { kind: 'status', status: 503 },
  { kind: 'cut' },
  { kind: 'late', ms: 7_000 },
  { kind: 'late', ms: 60_000 },
  { kind: 'hang' },
];
/** Slack may take a call so long after it was given up. */
const LATE_MS = 70_000;
/** How long what was hung up, came late or was suspended may take until it is told. */
const PATIENCE_MS = 240_000;

let world: World;
afterEach(async () => {
  expect(await world.close()).toEqual([]);
});

(ENGINE ? describe : describe.skip)(`Slack failing in every way${WHY_SKIPPED}`, () => {
  it('loses nothing and posts nothing twice, whatever method fails however', async () => {
    world = await startWorld(['all'], 12, 0);
    const { slack, connection } = world;
    let early: number | undefined;
    for (const how of WAYS) {
      for (const method of METHODS) {
        slack.fault({ method, times: 1, how });
        await doSomething(world).catch(() => undefined);
      }
      await new Promise((resolve) => setTimeout(resolve, 500));
      early ??= await heapOf(world);
    }
    // A storm: everything is refused for a while.
    slack.fault({ method: '*', times: 60, how: { kind: 'rate-limit', retryAfter: 1 } });
    for (let deed = 0; deed < 30; deed++) await doSomething(world).catch(() => undefined);
    slack.clearFaults();
    for (let deed = 0; deed < 30; deed++) await doSomething(world).catch(() => undefined);

    // A board whose edit may still come over it is drawn once more after that.
    const soon = () => ({ lookAt: { $exists: true, $lt: new Date(Date.now() + LATE_MS) } });
    const left = () => connection.collection('subscriptions').countDocuments({ $or: [{ pending: true }, soon()] });
    const until = Date.now() + PATIENCE_MS;
    while ((await left()) > 0 && Date.now() < until) {
      await resumeAll(world);
      await new Promise((resolve) => setTimeout(resolve, 3_000));
    }
    const late = await heapOf(world);
    const { problems, counts } = await verify(world, { repostBoards: true });
    const faults = METHODS.length * WAYS.length + 60;
    report('Slack failing', {
      faults,
      ...counts,
      'left to tell': await left(),
      'MB early': early ?? 0,
      'MB late': late,
    });
    expect(problems).toEqual([]);
    expect(late - (early ?? 0)).toBeLessThan(GROWTH_MB);
    expect(await left()).toBe(0);
  });
});
