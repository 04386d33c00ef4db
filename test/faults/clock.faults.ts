import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve as pathOf } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { answerTo } from './ask.ts';
import { makeRemindersDue, startLoad } from './load.ts';
import { quiet, verify } from './verify.ts';
import { dayOf, ENGINE, report, startWorld, WHY_SKIPPED, type World } from './world.ts';

const MINUTE_MS = 60_000;
/** The clock begins ahead and is right in the end, so that it is morning in the projects all the time. */
const AHEAD = { 'at the start': 63, 'an hour back': 3, 'three minutes back': 0 } as const;
/** Everything goes on within a minute (src/jobs/staleTimes.ts); after it an update still waits for its quiet time. */
const GOES_ON_MS = MINUTE_MS + 5_000;

let world: World;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'milepost-clock-'));
});
afterEach(async () => {
  expect(await world.close()).toEqual([]);
  rmSync(folder, { recursive: true });
});

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** How long it takes until everybody in the channel reads of a milestone: in an update, and on the board. */
async function msUntilTold(title: string): Promise<number> {
  const { slack, channels } = world;
  const began = performance.now();
  const all = () => slack.messages(channels[0] ?? '').filter(({ onlyFor }) => !onlyFor);
  const shown = () => all().filter(({ text, blocks }) => JSON.stringify([text, blocks]).includes(title));
  await slack.until(`update and board with ${title}`, () => shown().length >= 2, GOES_ON_MS);
  return Math.round(performance.now() - began);
}

(ENGINE ? describe : describe.skip)(`a clock that is set back${WHY_SKIPPED}`, () => {
  it('by an hour and by three minutes while people work: everything goes on within a minute', async () => {
    const file = join(folder, 'ahead');
    let aheadMs = 0;
    const setAhead = (minutes: number) => {
      aheadMs = minutes * MINUTE_MS;
      writeFileSync(file, String(aheadMs));
      const pid = world?.apps[0]?.pid();
      if (pid !== undefined) process.kill(pid, 'SIGUSR2');
    };
    setAhead(AHEAD['at the start']);
    const preload = pathToFileURL(pathOf('test/faults/movedDate.mjs'));
    preload.searchParams.set('file', file);
    // Slack signs by the same clock: a request from another time is refused, and rightly.
    const now = () => Date.now() + aheadMs;
    world = await startWorld(['all'], 6, 1, { flags: [`--import=${preload.href}`], now });
    const counted: Record<string, number> = {};
    for (const when of ['an hour back', 'three minutes back'] as const) {
      const load = startLoad(world, 3, 300);
      await wait(5_000);
      await makeRemindersDue(world, 3);
      setAhead(AHEAD[when]);
      await makeRemindersDue(world, 3);
      await wait(5_000);
      await load.stop();
      const title = `When it is ${when}`;
      expect((await answerTo(world, `add ${dayOf(9)} ${title}`)).words).toContain('Added milestone');
      counted[`ms until told, ${when}`] = await msUntilTold(title);
      const began = performance.now();
      await makeRemindersDue(world, 3);
      await quiet(world, GOES_ON_MS);
      counted[`ms until all is told, ${when}`] = Math.round(performance.now() - began);
    }
    const { problems, counts } = await verify(world);
    report('clock set back', { ...counts, ...counted });
    expect(problems).toEqual([]);
    expect(counts['reminded milestones']).toBeGreaterThan(0);
    expect(world.apps[0]?.said()).toContain('The clock was set back');
  });
});
