import { afterEach, describe, expect, it } from '@jest/globals';
import { answerTo } from './ask.ts';
import { engine } from './engine.ts';
import { ledgerOf, makeRemindersDue, startLoad } from './load.ts';
import { quiet, verify } from './verify.ts';
import { dayOf, ENGINE, GROWTH_MB, heapOf, report, startWorld, WHY_SKIPPED, type World } from './world.ts';

/** How often the database is killed. */
const KILLS = Number(process.env['FAULTS_DB_KILLS'] ?? 6);
/** Enough of them that no board is full before the last kill. */
const CHANNELS = 8;
/** It works for so long between two kills, and is away for so long, at random. */
const UP_MS = [500, 3_000] as const;
const AWAY_MS = [1_000, 3_000] as const;
/** What one kill, the start after it and the work between may take on a busy machine. */
const KILL_MS = 20_000;

let world: World;
afterEach(async () => {
  await engine('up');
  expect(await world.close()).toEqual([]);
});

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

(ENGINE ? describe : describe.skip)(`a database killed again and again${WHY_SKIPPED}`, () => {
  it(
    `${KILLS} times while three people work: nothing is lost, nothing comes twice, and the app goes on by itself`,
    async () => {
      world = await startWorld(['all'], CHANNELS);
      const { random, apps } = world;
      const pid = apps[0]?.pid();
      const load = startLoad(world, 3, 250);
      await wait(3_000);
      const early = await heapOf(world);
      let slowest = 0;
      for (let kill = 0; kill < KILLS; kill++) {
        await wait(random.between(...UP_MS));
        // Not waited for: a part of it may meet the kill.
        if (kill % 2 === 0) void makeRemindersDue(world, 3).catch(() => undefined);
        await engine('crash');
        await wait(random.between(...AWAY_MS));
        await engine('up');
        const back = performance.now();
        await apps[0]?.ready();
        slowest = Math.max(slowest, performance.now() - back);
      }
      await load.stop();
      expect((await answerTo(world, `add ${dayOf(9)} After all kills`)).words).toContain('Added milestone');
      await makeRemindersDue(world, 3);
      await quiet(world);
      const late = await heapOf(world);
      const { problems, counts } = await verify(world);
      report('database killed again and again', {
        kills: KILLS,
        ...counts,
        'ms until ready again at most': Math.round(slowest),
        'MB early': early,
        'MB late': late,
      });
      expect(problems).toEqual([]);
      expect(apps[0]?.pid()).toBe(pid);
      // People got work done between the kills.
      const { added, completed, edited } = ledgerOf(world);
      expect(added.size + completed.size + edited.size).toBeGreaterThan(KILLS);
      expect(counts['reminded milestones']).toBeGreaterThan(0);
      expect(late - early).toBeLessThan(GROWTH_MB);
    },
    120_000 + KILLS * KILL_MS,
  );
});
