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
const env = { ...process.env, CHROMIUM: chromium, ...(args.includes('--pictures') && { UPDATE_PICTURES: '1' }) };
const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];

function jest(...more) {
  const command = [...flags, 'node_modules/jest/bin/jest.js', '-c', 'jest.browser.config.mjs', ...more];
  return spawnSync(process.execPath, command, { stdio: 'inherit', env }).status ?? 1;
}

const asked = args.filter((arg) => arg !== '--pictures');
// What is measured is measured alone; all else may share the machine.
const statuses =
  asked.length > 0
    ? [jest(...asked, '--maxWorkers=1')]
    : [jest('measured', '--maxWorkers=1'), jest('--testPathIgnorePatterns=measured', '--maxWorkers=2')];

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
process.exit(Math.max(...statuses));
