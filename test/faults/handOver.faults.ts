import { afterEach, describe, expect, it } from '@jest/globals';
import { startLoad } from './load.ts';
import { quiet, verify } from './verify.ts';
import { ENGINE, report, startWorld, WHY_SKIPPED, type World } from './world.ts';

let world: World;
afterEach(async () => {
  expect(await world.close()).toEqual([]);
});

(ENGINE ? describe : describe.skip)(`a graceful stop${WHY_SKIPPED}`, () => {
  it('gives back every subscription and job in the middle of a queue; the next process finishes', async () => {
    world = await startWorld(['web', 'worker'], 6, 0);
    const [, worker] = world.apps;
    world.slack.fault({ method: 'chat.postMessage', times: 40, how: { kind: 'slow', ms: 150 } });
    const load = startLoad(world, 4, 30);
    await new Promise((resolve) => setTimeout(resolve, 6_000));
    const code = await worker?.stop();
    await load.stop();
    const left = await world.connection.collection('subscriptions').countDocuments({ pending: true });
    const held = await world.connection.collection('subscriptions').countDocuments({ owner: { $exists: true } });
    const locked = await world.connection.collection('agendaJobs').countDocuments({ lockedAt: { $ne: null } });
    expect({ code, held, locked }).toEqual({ code: 0, held: 0, locked: 0 });
    expect(left).toBeGreaterThan(0);
    await worker?.killAndRestart();
    await worker?.ready();
    await quiet(world);
    const { problems, counts } = await verify(world);
    report('graceful stop', { 'left at the stop': left, ...counts });
    expect(problems).toEqual([]);
  });
});
