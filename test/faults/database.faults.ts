import { afterEach, describe, expect, it } from '@jest/globals';
import { answersTo, answerTo } from './ask.ts';
import { engine, stall } from './engine.ts';
import { makeRemindersDue, startLoad } from './load.ts';
import { quiet, verify } from './verify.ts';
import { dayOf, ENGINE, GROWTH_MB, heapOf, report, startWorld, WHY_SKIPPED, type World } from './world.ts';

/** How long the database stands still: longer than a connection may be silent. */
const STALL_MS = 12_000;
/** How soon people are answered meanwhile. */
const ANSWERED_MS = 4_000;

let world: World;
afterEach(async () => {
  await engine('up');
  expect(await world.close()).toEqual([]);
});

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

  it(`stands still for ${STALL_MS / 1000} s: people are answered in words meanwhile, and everything goes on after`, async () => {
    world = await startWorld(['all'], 3);
    const load = startLoad(world, 3, 100);
    await new Promise((resolve) => setTimeout(resolve, 5_000));
    const early = await heapOf(world);
    const standing = stall(STALL_MS);
    const until = performance.now() + STALL_MS;
    const asked: { title: string; answer: Awaited<ReturnType<typeof answersTo>> }[] = [];
    // The last one still has its answer before the end.
    while (performance.now() < until - ANSWERED_MS) {
      await new Promise((resolve) => setTimeout(resolve, 500));
      const title = `Asked in the stall ${asked.length}`;
      const answer = await answersTo(world, `add ${dayOf(9)} ${title}`);
      expect(answer.words).toMatch(/^Not saved/);
      asked.push({ title, answer });
    }
    const slowest = Math.max(...asked.map(({ answer }) => answer.ms));
    expect(asked.length).toBeGreaterThan(1);
    expect(slowest).toBeLessThan(ANSWERED_MS);
    await standing;
    const began = performance.now();
    await world.apps[0]?.ready();
    const readyMs = Math.round(performance.now() - began);
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    await load.stop();
    expect((await answerTo(world, `add ${dayOf(9)} After the stall`)).words).toContain('Added milestone');
    await makeRemindersDue(world, 3);
    await quiet(world);
    const late = await heapOf(world);
    const { problems, counts } = await verify(world);
    report('database stalled', {
      ...counts,
      'asked meanwhile': asked.length,
      'ms to an answer at most': slowest,
      'ms until ready': readyMs,
      'MB early': early,
      'MB late': late,
    });
    expect(problems).toEqual([]);
    expect(late - early).toBeLessThan(GROWTH_MB);
    // Who was told to wait hears what came of it, and it is so.
    const milestones = world.connection.collection('milestones');
    for (const { title, answer } of asked) {
      answer.close();
      const isAdded = answer.last()?.startsWith('Added milestone');
      if (!isAdded) expect(answer.last()).toMatch(/([Nn]ot|nothing was) saved.*try again/i);
      expect(await milestones.countDocuments({ title })).toBe(isAdded ? 1 : 0);
    }
  });
});
