import { existsSync, readFileSync } from 'node:fs';
import closeDatabase from '../support/globalTeardown.mjs';

/** One line of counts for each scenario. */
export default async function teardown() {
  await closeDatabase();
  const file = 'artefacts/faults.jsonl';
  if (!existsSync(file)) return;
  const rows = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  process.stdout.write('\nWhat was counted:\n');
  for (const { scenario, ...counts } of rows) {
    const words = Object.entries(counts).map(([name, count]) => `${name} ${count}`);
    process.stdout.write(`- ${scenario}: ${words.join(', ')}\n`);
  }
}
