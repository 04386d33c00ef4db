import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { type Journal, openJournal } from '../../src/platform/journal.ts';

const work = z.object({ key: z.string() });
let directory: string;
const opened: Journal<z.infer<typeof work>>[] = [];
const faults: unknown[] = [];

beforeEach(() => {
  directory = join(mkdtempSync(join(tmpdir(), 'journal-')), 'state');
});
afterEach(() => {
  for (const each of opened.splice(0)) each.close();
  faults.length = 0;
  rmSync(join(directory, '..'), { recursive: true, force: true });
});

function open(name = 'one') {
  const journal = openJournal(directory, name, work, (error) => faults.push(error));
  opened.push(journal);
  return journal;
}
const files = () => readdirSync(directory);
const textOf = (file: string) => readFileSync(join(directory, file), 'utf8');

/** No process has this id. */
const NOBODY = 2 ** 22 + 1;
function leaveBehind(lines: readonly unknown[], { name = 'one', pid = NOBODY, host = hostname() } = {}): string {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const file = join(directory, `${name}~${host}~${pid}~0a~jsonl`);
  writeFileSync(file, lines.map((line) => (typeof line === 'string' ? line : `${JSON.stringify(line)}\n`)).join(''));
  return file;
}
const begun = (begins: number, key: string) => ({ begun: begins, work: { key } });

describe('a journal', () => {
  it('gives once what a dead process had begun and not ended', () => {
    leaveBehind([begun(1, 'a'), begun(2, 'b'), { ended: 1 }, begun(3, 'c'), '{"begun":4,"work":{"ke']);
    const [mine, other] = [open(), open()];
    expect(mine.takeLeft()).toEqual([{ key: 'b' }, { key: 'c' }]);
    expect(other.takeLeft()).toEqual([]);
    expect(mine.takeLeft()).toEqual([]);
  });

  it('gives what a process took over and was killed before it had read it', () => {
    const file = leaveBehind([begun(1, 'a')]);
    const taken = file.replace(`~${NOBODY}~`, `~${NOBODY + 1}~`);
    renameSync(file, taken);
    expect(open().takeLeft()).toEqual([{ key: 'a' }]);
  });

  it('leaves alone what belongs to a living process, another installation, or says something else', () => {
    leaveBehind([begun(1, 'a')], { pid: process.ppid });
    leaveBehind([begun(1, 'a')], { name: 'two' });
    leaveBehind([{ begun: 1, work: { key: 7 } }, 'null\n', '"words"\n']);
    expect(open().takeLeft()).toEqual([]);
  });

  it('takes a process of another machine, or one with the same id, for dead when it was silent for 30 seconds', () => {
    const lines = [begun(1, 'a')];
    const silent = (file: string, seconds: number) => {
      const at = new Date(Date.now() - seconds * 1_000);
      utimesSync(file, at, at);
    };
    const elsewhere = leaveBehind(lines, { host: 'elsewhere' });
    const again = leaveBehind(lines, { pid: process.pid });
    for (const file of [elsewhere, again]) silent(file, 20);
    const journal = open();
    expect(journal.takeLeft()).toEqual([]);
    for (const file of [elsewhere, again]) silent(file, 31);
    expect(journal.takeLeft()).toEqual([{ key: 'a' }, { key: 'a' }]);
  });

  it('does not grow with the work that has ended', () => {
    const journal = open();
    const key = 'x'.repeat(1_000);
    const ends = Array.from({ length: 3 }, () => journal.begin({ key: 'stays' }));
    for (let count = 0; count < 3_000; count++) journal.begin({ key })();
    const [file = ''] = files();
    expect(textOf(file).length).toBeLessThan(1_010_000);
    expect(textOf(file).match(/stays/g)).toHaveLength(3);
    for (const end of ends) end();
  });

  it('leaves no file behind where all work has ended, and its file where it has not', () => {
    const [first, second] = [open(), open('two')];
    first.begin({ key: 'a' })();
    second.begin({ key: 'b' });
    first.close();
    second.close();
    expect(files()).toEqual([expect.stringMatching(/^two~/)]);
  });

  it('can be read by nobody else, and works on where nothing can be noted', () => {
    open().begin({ key: 'a' });
    const [file = ''] = files();
    expect(file).not.toBe('');
    mkdirSync(join(directory, 'everyones'));
    chmodSync(join(directory, 'everyones'), 0o777);
    const journal = openJournal(join(directory, 'everyones'), 'one', work, (error) => faults.push(error));
    expect(faults).toHaveLength(1);
    journal.begin({ key: 'a' })();
    expect(journal.takeLeft()).toEqual([]);
    expect(faults).toHaveLength(1);
    expect(readdirSync(join(directory, 'everyones'))).toEqual([]);
  });
});
