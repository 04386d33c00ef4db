import { existsSync, readFileSync } from 'node:fs';

/** One line of counts for each scenario. */
export default function teardown() {
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
