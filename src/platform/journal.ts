import { randomBytes } from 'node:crypto';
import * as fs from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';

/**
 * Notes of work in hand, in a file of this machine: they outlive a process that is killed, at the price of one short write
 * at the beginning and the end of each piece of work, and of nothing in the database.
 */
export type Journal<T> = {
  /** Notes a piece of work. The function that it gives says that the work has ended; more than once does no harm. */
  readonly begin: (work: T) => () => void;
  /** What processes of this machine that have died since left in hand; each piece is given once. */
  readonly takeLeft: () => readonly T[];
  /** Leaves nothing behind, unless work is still in hand. */
  readonly close: () => void;
};

/** How often a process says that it lives, and after how long without a word it counts as dead. */
const BEAT_MS = 10_000;
const DEAD_MS = 30_000;
/** What has ended is cleared away when a file has grown so large, in bytes. */
const CLEAR_AT = 1_000_000;

const begun = z.object({ begun: z.number(), work: z.unknown() });
const ended = z.object({ ended: z.number() });

/**
 * @param name tells the journals of one installation from those of another in the same directory
 * @param schema checks what is read back
 * @param failed hears of the first error; from then on nothing is noted
 */
export function openJournal<T>(
  directory: string,
  name: string,
  schema: z.ZodType<T>,
  failed: (error: unknown) => void,
): Journal<T> {
  // A container that starts again has the same host name, and often the same process id.
  const newFile = () =>
    join(directory, [name, hostname(), process.pid, randomBytes(6).toString('hex'), 'jsonl'].join('~'));
  const file = newFile();
  const open = new Map<number, string>();
  let count = 0;
  let size = 0;
  let handle: number | undefined;
  try {
    fs.mkdirSync(directory, { recursive: true, mode: 0o700 });
    if (!isOurs(directory)) throw new Error('The folder belongs to someone else, or others may write into it');
    handle = fs.openSync(file, 'ax', 0o600);
  } catch (error) {
    failed(error);
  }

  function guarded(write: (to: number) => void): void {
    if (handle === undefined) return;
    try {
      write(handle);
    } catch (error) {
      handle = undefined;
      failed(error);
    }
  }

  function append(line: string): void {
    guarded((to) => {
      if (size > CLEAR_AT) {
        const left = [...open.values()].join('');
        fs.ftruncateSync(to, 0);
        size = left.length;
        if (left !== '') fs.writeSync(to, left);
      }
      fs.writeSync(to, line);
      size += line.length;
    });
  }

  // An empty line: the file system notes when it was written.
  const beat = setInterval(() => append('\n'), BEAT_MS).unref();

  return {
    begin(work) {
      count += 1;
      const id = count;
      const line = `${JSON.stringify({ begun: id, work })}\n`;
      open.set(id, line);
      append(line);
      return () => {
        if (open.delete(id)) append(`${JSON.stringify({ ended: id })}\n`);
      };
    },
    takeLeft() {
      append('\n');
      if (handle === undefined) return [];
      const now = fs.fstatSync(handle).mtimeMs;
      const files = listed(directory).filter((each) => each.startsWith(`${name}~`) && join(directory, each) !== file);
      return files.flatMap((each) => take(join(directory, each), newFile(), now, schema));
    },
    close() {
      clearInterval(beat);
      guarded((to) => {
        fs.closeSync(to);
        if (open.size === 0) fs.rmSync(file, { force: true });
      });
      handle = undefined;
    },
  };
}

/** What others put there would be taken for work of ours. */
function isOurs(directory: string): boolean {
  const { uid, mode } = fs.statSync(directory);
  return uid === (process.getuid?.() ?? uid) && (mode & 0o022) === 0;
}

function listed(directory: string): readonly string[] {
  try {
    return fs.readdirSync(directory);
  } catch {
    return [];
  }
}

/**
 * Of two processes that find the same file one renames it, and the other finds none. It then is a file of the one that
 * took it, so that the next takes it again where this process dies before it has read it.
 */
function take<T>(file: string, mine: string, now: number, schema: z.ZodType<T>): readonly T[] {
  try {
    if (!isDead(file, now)) return [];
    fs.renameSync(file, mine);
    const lines = fs.readFileSync(mine, 'utf8').split('\n');
    fs.rmSync(mine, { force: true });
    return leftIn(lines).flatMap((work) => {
      const read = schema.safeParse(work);
      return read.success ? [read.data] : [];
    });
  } catch {
    return [];
  }
}

/** `now` by the clock of the file system: the one that wrote the time of the file. */
function isDead(file: string, now: number): boolean {
  const [, host, pid] = file.split('~');
  const isSilent = now - fs.statSync(file).mtimeMs > DEAD_MS;
  return isSilent || (host === hostname() && Number(pid) !== process.pid && !isRunning(Number(pid)));
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // Someone else's process.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** What was begun and has not ended. A line that was cut off in the middle is left out. */
function leftIn(lines: readonly string[]): readonly unknown[] {
  const open = new Map<number, unknown>();
  for (const line of lines) {
    const value = parsed(line);
    const start = begun.safeParse(value);
    if (start.success) open.set(start.data.begun, start.data.work);
    const end = ended.safeParse(value);
    if (end.success) open.delete(end.data.ended);
  }
  return [...open.values()];
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
