import { execFile } from 'node:child_process';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { ENGINE } from './world.ts';

const run = promisify(execFile);
const FOLDER = dirname(ENGINE ?? '');

/** The engine's own scripts, beside `up`. */
export async function engine(script: 'up' | 'down' | 'crash'): Promise<void> {
  await run(join(FOLDER, script), { env: process.env });
}

/** Every process of the engine stands still for so long: connections stay open, and nothing answers. */
export async function stall(ms: number): Promise<void> {
  const pids = await pidsOfEngine();
  if (pids.length < 2) throw new Error('The engine’s processes were not found');
  try {
    for (const pid of pids) signal(pid, 'SIGSTOP');
    await new Promise((resolve) => setTimeout(resolve, ms));
  } finally {
    for (const pid of pids) signal(pid, 'SIGCONT');
  }
}

/** The engine's scripts know them: the gateway, and what runs in the engine's own root. */
async function pidsOfEngine(): Promise<readonly number[]> {
  const { stdout } = await run('bash', ['-c', '. "$0"; lock; gateway_pid; pg_pids', join(FOLDER, 'common.sh')]);
  return stdout.split('\n').filter(Boolean).map(Number);
}

function signal(pid: number, name: 'SIGSTOP' | 'SIGCONT'): void {
  try {
    process.kill(pid, name);
  } catch {
    // It has ended by itself, as helpers of a database do.
  }
}
