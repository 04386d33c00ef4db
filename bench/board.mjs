/**
 * How long a board takes to render, and how many bytes it is: `npm run bench:board`. Medians of the built code in one
 * process, after a warm-up; titles of 40 characters, a third of the milestones completed.
 */
import { boardMessage } from '../dist/blocks/board.js';
import { addDays } from '../dist/src/domain/day.js';

const ROUNDS = 300;
const TODAY = '2026-11-22';
const project = {
  id: '65f000000000000000000001',
  name: 'Atlas',
  timeZone: 'Europe/Berlin',
  completionDate: '2027-03-31',
  status: 'open',
};
const milestone = (_, i) => ({
  number: i + 1,
  title: `Chapter ${i + 1} of the final report, agreed`.padEnd(40, '.'),
  due: addDays('2026-11-01', i),
  ...(i % 3 === 0 ? { state: 'completed', completedOn: addDays('2026-11-01', i) } : { state: 'open' }),
});

for (const tier of ['table', 'sections']) {
  for (const count of [1, 10, 100]) {
    const milestones = Array.from({ length: count }, milestone);
    const times = [];
    for (let i = 0; i < ROUNDS; i++) {
      const begun = performance.now();
      boardMessage(project, milestones, TODAY, tier);
      if (i >= ROUNDS / 3) times.push(performance.now() - begun);
    }
    times.sort((a, b) => a - b);
    const bytes = Buffer.byteLength(JSON.stringify(boardMessage(project, milestones, TODAY, tier)));
    console.log(`${tier}, ${count}: median ${times[times.length >> 1].toFixed(2)} ms, ${bytes} bytes`);
  }
}
