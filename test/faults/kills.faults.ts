import { describe, expect, it } from '@jest/globals';
import { ledgerOf, makeRemindersDue, startLoad } from './load.ts';
import { quiet, verify } from './verify.ts';
import { ENGINE, report, startWorld, WHY_SKIPPED, type World } from './world.ts';

/** How often a process is killed; at random moments, of its start and of its work. */
const KILLS = Number(process.env['FAULTS_KILLS'] ?? 100);

/** A hundred starts of a process take a while on a busy machine, and what a killed process had locked waits for the engine. */
const TEST_MS = 900_000;
/**
 * On a slow machine little gets done between two kills: then there are more of them. On a very slow one there are fewer. It
 * goes on for so long at most.
 */
const KILLING_MS = 420_000;
/** How many people were told that theirs is done, for the losses to be worth counting. */
const TOLD_LEAST = KILLS / 2;

/** Kills come while a process works, up to `withinMs` after it is ready; one in four comes while it starts. */
async function kill(world: World, withinMs: number): Promise<number> {
  const { random, apps } = world;
  const until = performance.now() + KILLING_MS;
  const isEnough = (kills: number) => performance.now() > until || (kills >= KILLS && toldAsDone(world) > TOLD_LEAST);
  let kills = 0;
  for (; !isEnough(kills); kills++) {
    const app = random.oneOf(apps);
    if (kills % 4 !== 0) await app.ready();
    // Not waited for: a row that a killed process had locked stays so until the engine gives its transaction up.
    else void makeRemindersDue(world, 3).catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, random.between(0, withinMs)));
    await app.killAndRestart();
  }
  return kills;
}

function toldAsDone(world: World): number {
  const { added, completed, edited } = ledgerOf(world);
  return added.size + completed.size + edited.size;
}

async function killInTheMiddleOfWork(name: string, world: World, withinMs: number): Promise<void> {
  const load = startLoad(world, 3, 150);
  const kills = await kill(world, withinMs);
  await load.stop();
  for (const app of world.apps) await app.ready();
  await makeRemindersDue(world, 5);
  await quiet(world);
  const { problems, counts } = await verify(world);
  report(`killed, ${name}`, { kills, ...counts });
  expect(problems).toEqual([]);
  expect(kills).toBeGreaterThanOrEqual(KILLS / 2);
  expect(counts['told as done']).toBeGreaterThan(TOLD_LEAST);
  expect(counts['reminded milestones']).toBeGreaterThan(0);
}

(ENGINE ? describe : describe.skip)(`kill -9 in the middle of work${WHY_SKIPPED}`, () => {
  // Beside each other, each with a database of its own: for much of the time they wait for what a killed process locked.
  it.concurrent.each([
    ['one process', ['all'], 1_000],
    ['one web process and two workers', ['web', 'worker', 'worker'], 600],
  ] as const)(
    'loses nothing and posts nothing twice: %s',
    async (name, roles, withinMs) => {
      const world = await startWorld(roles, 5);
      await killInTheMiddleOfWork(name, world, withinMs).finally(async () => {
        expect(await world.close()).toEqual([]);
      });
    },
    TEST_MS,
  );
});
