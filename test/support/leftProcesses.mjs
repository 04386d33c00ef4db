import { readdirSync, readFileSync } from 'node:fs';

/** Processes that were just told to end are not counted. */
const GRACE_MS = 3_000;

/** Ids of the processes that a run of the tests started and that are still there; Linux only, elsewhere none. */
export async function leftProcesses(run) {
  let left = startedBy(run);
  for (
    const until = performance.now() + GRACE_MS;
    left.length > 0 && performance.now() < until;
    left = startedBy(run)
  ) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return left;
}

function startedBy(run) {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc').filter(
    (id) => /^\d+$/.test(id) && environmentOf(id).includes(`MILEPOST_STARTED_BY=${run}`),
  );
}

/** Empty for a process that has ended, or that is someone else's. */
function environmentOf(id) {
  try {
    return readFileSync(`/proc/${id}/environ`, 'utf8').split('\0');
  } catch {
    return [];
  }
}
