/**
 * The page in a real browser. `--pictures` takes the README's pictures anew; other arguments are jest's. Without
 * Chromium nothing is run, and the last line says so.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';

const MEASURED = 'artefacts/browser/measured.jsonl';
const chromium = process.env.CHROMIUM || '/usr/bin/chromium';
const args = process.argv.slice(2);

if (!existsSync(chromium)) {
  process.stdout.write(
    `Skipped: no Chromium at ${chromium}. Install it (apt-get install chromium), or set CHROMIUM to where it is.\n`,
  );
  process.exit(0);
}

mkdirSync('artefacts/browser', { recursive: true });
rmSync(MEASURED, { force: true });
const jest = ['node_modules/jest/bin/jest.js', '-c', 'jest.browser.config.mjs'];
const { status } = spawnSync(
  process.execPath,
  [
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    ...jest,
    ...args.filter((arg) => arg !== '--pictures'),
  ],
  {
    stdio: 'inherit',
    env: { ...process.env, CHROMIUM: chromium, ...(args.includes('--pictures') && { UPDATE_PICTURES: '1' }) },
  },
);

if (existsSync(MEASURED)) {
  const rows = readFileSync(MEASURED, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const width = Math.max(...rows.map(({ what }) => what.length));
  process.stdout.write('\nMeasured:\n');
  for (const { what, measured, goal } of rows) {
    process.stdout.write(`  ${what.padEnd(width)}  ${measured.padStart(9)}  (goal: ${goal})\n`);
  }
}
process.exit(status ?? 1);
