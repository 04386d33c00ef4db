import { afterEach, describe, expect, it } from '@jest/globals';
import { makeRemindersDue, startLoad } from './load.ts';
import { quiet, verify } from './verify.ts';
import { ENGINE, report, startWorld, WHY_SKIPPED, type World } from './world.ts';

/** How often a process is killed; at random moments, of its start and of its work. */
const KILLS = Number(process.env['FAULTS_KILLS'] ?? 100);

let world: World;
afterEach(async () => {
  expect(await world.close()).toEqual([]);
});

/** `pause`: milliseconds between two kills. One process needs time to start and to work; of three the others go on. */
async function killed(times: number, pause: readonly [number, number]): Promise<void> {
  const { random, apps } = world;
  for (let kill = 0; kill < times; kill++) {
    await new Promise((resolve) => setTimeout(resolve, random.between(...pause)));
    // Not waited for: a row that a killed process had locked stays so until the engine gives its transaction up.
    if (kill % 4 === 0) void makeRemindersDue(world, 3).catch(() => undefined);
    await random.oneOf(apps).killAndRestart();
  }
}

(ENGINE ? describe : describe.skip)(`kill -9 in the middle of work${WHY_SKIPPED}`, () => {
  it.each([
    ['one process', ['all'], [600, 2_600]],
    ['one web process and two workers', ['web', 'worker', 'worker'], [300, 1_500]],
  ] as const)('loses nothing and posts nothing twice: %s', async (name, roles, pause) => {
    world = await startWorld(roles, 5);
    const load = startLoad(world, 3, 150);
    await killed(KILLS, pause);
    await load.stop();
    for (const app of world.apps) await app.ready();
    await makeRemindersDue(world, 5);
    await new Promise((resolve) => setTimeout(resolve, 18_000));
    await quiet(world);
    const { problems, counts } = await verify(world);
    report(`killed, ${name}`, { kills: KILLS, ...counts });
    expect(problems).toEqual([]);
    expect(counts['told as done']).toBeGreaterThan(KILLS / 2);
    expect(counts['reminded milestones']).toBeGreaterThan(0);
  });
});
