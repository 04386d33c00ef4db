import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import openDatabase from '../support/globalSetup.mjs';

/** Finds the engine's scripts `up`, `crash` and `down`; without one, what needs no engine runs on the tests' database. */
export default async function setup() {
  mkdirSync('artefacts', { recursive: true });
  rmSync('artefacts/faults.jsonl', { force: true });
  const up = [resolve('../shared/mongo/up'), process.env.MILEPOST_ENGINE].find((path) => path && existsSync(path));
  if (up === undefined) {
    process.stderr.write('Most faults are skipped: there is no engine with real concurrency here (MILEPOST_ENGINE).\n');
  } else {
    const said = execFileSync(up, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
    process.env.FAULTS_ENGINE = up;
    process.env.MONGODB_URI = /^MONGODB_URI=(.+)$/m.exec(said)?.[1];
  }
  await openDatabase();
}
