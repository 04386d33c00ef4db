import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';

/** Where the engine's scripts `up`, `crash` and `down` are; undefined where there is none. */
export default function setup() {
  mkdirSync('artefacts', { recursive: true });
  rmSync('artefacts/faults.jsonl', { force: true });
  const up = [resolve('../shared/mongo/up'), process.env.MILEPOST_ENGINE].find((path) => path && existsSync(path));
  if (up === undefined) {
    process.stderr.write('Faults are skipped: there is no engine with real concurrency here (MILEPOST_ENGINE).\n');
    return;
  }
  const said = execFileSync(up, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  process.env.FAULTS_ENGINE = up;
  process.env.FAULTS_MONGODB_URI = /^MONGODB_URI=(.+)$/m.exec(said)?.[1];
}
