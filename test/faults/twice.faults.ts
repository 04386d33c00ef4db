import { afterEach, describe, expect, it } from '@jest/globals';
import { doSomething, makeRemindersDue } from './load.ts';
import { quiet, verify } from './verify.ts';
import { ENGINE, EXPERTS, GROWTH_MB, heapOf, report, startWorld, WHY_SKIPPED, type World } from './world.ts';

const DEEDS = 150;
let world: World;
afterEach(async () => {
  expect(await world.close()).toEqual([]);
});

(ENGINE ? describe : describe.skip)(`every delivery of Slack's, twice and out of order${WHY_SKIPPED}`, () => {
  it('changes once, tells once, and the memory stays flat', async () => {
    world = await startWorld(['all'], 4);
    const { slack, random } = world;
    const before = slack.deliveries.length;
    for (let deed = 0; deed < DEEDS; deed++) {
      const began = slack.deliveries.length;
      await doSomething(world);
      if (deed % 10 === 0) await slack.person(random.oneOf(EXPERTS)).openHome();
      // Some come again at once, while the first is still being worked on.
      if (random.next() < 0.5) await Promise.all(slack.deliveries.slice(began).map((each) => slack.redeliver(each)));
    }
    await makeRemindersDue(world, 5);
    const early = await heapOf(world);
    const firsts = slack.deliveries.slice(before).filter(({ retry }) => retry === undefined);
    const shuffled = firsts.map((each) => ({ each, key: random.next() })).sort((a, b) => a.key - b.key);
    for (const { each } of shuffled) await slack.redeliver(each);
    await quiet(world);
    const late = await heapOf(world);
    const { problems, counts } = await verify(world);
    report('everything twice', { ...counts, repeated: shuffled.length, 'MB early': early, 'MB late': late });
    expect(problems).toEqual([]);
    expect(counts['told as done']).toBeGreaterThan(DEEDS / 4);
    expect(late - early).toBeLessThan(GROWTH_MB);
  });
});
