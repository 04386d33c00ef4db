/** Time from `node` to ready against importing Bolt and Mongoose alone, and the size of an installation. */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freshDatabase } from './support/database.mjs';
import { here, residentMb, startApp } from './support/process.mjs';
import { startQuickSlack } from './support/slack.mjs';
import { inTurns, ratios, spread } from './support/stats.mjs';

const ROUNDS = 5;
const IMPORTS = "await import('@slack/bolt'); await import('mongoose')";

export async function run({ isQuick }) {
  const database = await freshDatabase('start');
  const slack = await startQuickSlack();
  const memory = [];
  const { app, imports } = await inTurns(isQuick ? 2 : ROUNDS, {
    async app() {
      const began = performance.now();
      const running = await startApp({ uri: database.uri, apiUrl: slack.apiUrl });
      const ms = performance.now() - began;
      memory.push(residentMb(running.pid));
      await running.stop();
      return ms;
    },
    async imports() {
      const began = performance.now();
      execFileSync(process.execPath, ['--input-type=module', '-e', IMPORTS], { cwd: here('..') });
      return performance.now() - began;
    },
  });
  await slack.stop();
  await database.drop();
  return [
    {
      what: 'from `node` to ready, indexes looked at',
      figures: `${spread(app, 0)} ms; importing Bolt and Mongoose alone ${spread(imports, 0)} ms`,
      compared: `${spread(ratios(app, imports), 2)} × the imports`,
    },
    { what: 'resident memory when ready', figures: `${spread(memory, 0)} MB` },
    { what: '`npm ci --omit=dev`', figures: `${installedMb().toFixed(0)} MB in node_modules` },
  ];
}

function installedMb() {
  const folder = mkdtempSync(join(tmpdir(), 'milepost-size-'));
  try {
    for (const file of ['package.json', 'package-lock.json', '.npmrc'])
      copyFileSync(here(`../${file}`), join(folder, file));
    execFileSync('npm', ['ci', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund'], {
      cwd: folder,
      stdio: 'ignore',
    });
    const [kilobytes] = execFileSync('du', ['-sk', join(folder, 'node_modules')], { encoding: 'utf8' }).split('\t');
    return Number(kilobytes) / 1024;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
