import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { answerTo } from './ask.ts';
import { startLoad } from './load.ts';
import { quiet, verify } from './verify.ts';
import { dayOf, ENGINE, GROWTH_MB, heapOf, report, startWorld, WHY_SKIPPED, type World } from './world.ts';

let world: World;
afterEach(async () => {
  await engine('up');
  expect(await world.close()).toEqual([]);
});

/** The engine's own scripts, beside `up`. */
function engine(script: 'up' | 'down' | 'crash'): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(join(dirname(ENGINE ?? ''), script), { stdio: 'ignore' });
    child.once('error', reject);
    child.once('close', (code) => (code === 0 ? resolve() : reject(new Error(`${script} ended with ${code}`))));
  });
}

(ENGINE ? describe : describe.skip)(`a database that goes away${WHY_SKIPPED}`, () => {
  it.each([
    ['stopped for 20 s', 'down', 20_000],
    ['killed', 'crash', 2_000],
  ] as const)(
    '%s: people hear at once that nothing is saved, and everything goes on by itself',
    async (name, end, ms) => {
      world = await startWorld(['all'], 3);
      const [app] = world.apps;
      const load = startLoad(world, 3, 100);
      await new Promise((resolve) => setTimeout(resolve, 5_000));
      const early = await heapOf(world);
      await engine(end);
      const away = Date.now();
      const { words, ms: answeredMs } = await answerTo(world, `add ${dayOf(9)} While it is away`);
      expect(words).toMatch(/[Nn]ot saved|not saved/);
      expect(words).toContain('try again');
      const ready = await app?.get('/readyz');
      expect(ready).toEqual({ status: 503, text: 'the database does not answer\n' });
      expect((await app?.get('/healthz'))?.status).toBe(200);
      expect((await app?.get('/metrics'))?.text).toContain('milepost_database_up 0');
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, ms - (Date.now() - away))));
      await load.stop();
      await engine('up');
      await app?.ready();
      const back = startLoad(world, 3, 100);
      await new Promise((resolve) => setTimeout(resolve, 5_000));
      await back.stop();
      expect((await answerTo(world, `add ${dayOf(9)} When it is back`)).words).toContain('Added milestone');
      await quiet(world);
      const late = await heapOf(world);
      const { problems, counts } = await verify(world);
      report(`database ${name}`, { ...counts, 'ms to the answer': answeredMs, 'MB early': early, 'MB late': late });
      expect(problems).toEqual([]);
      expect(late - early).toBeLessThan(GROWTH_MB);
      const milestones = world.connection.collection('milestones');
      expect(await milestones.countDocuments({ title: 'While it is away' })).toBe(0);
    },
  );
});
