/**
 * Compiles src, blocks and sandbox to dist/; with `--page` the sandbox's web page too, to dist/page/.
 * `--if-stale` leaves a result alone that is newer than all it was made of, so that `npm start` is quick
 * and works on a production install, where the compiler is not there.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const ifStale = process.argv.includes('--if-stale');

const steps = [
  {
    stamp: 'dist/.code-built',
    sources: ['src', 'blocks', 'sandbox', 'manifest.json', 'tsconfig.json', 'tsconfig.build.json'],
    command: ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'],
  },
];
if (process.argv.includes('--page')) {
  steps.push({
    stamp: 'dist/.page-built',
    sources: ['sandbox/page', 'sandbox/milepost/web', 'package-lock.json'],
    command: [
      'node_modules/vite/bin/vite.js',
      'build',
      '--logLevel',
      'warn',
      '--config',
      'sandbox/milepost/web/vite.config.ts',
    ],
  });
}

/** Newest change, in milliseconds, of a file or of anything below a folder. */
function newest(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

for (const { stamp, sources, command } of steps) {
  const present = sources.filter((source) => existsSync(source));
  const fresh = existsSync(stamp) && statSync(stamp).mtimeMs > Math.max(...present.map(newest));
  if (ifStale && fresh) continue;
  const { status } = spawnSync(process.execPath, command, { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
  writeFileSync(stamp, '');
}
