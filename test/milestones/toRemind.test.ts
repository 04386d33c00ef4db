import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Connection } from 'mongoose';
import { storeOn } from '../../src/store.ts';
import { freshConnection } from '../support/database.ts';

let connection: Connection;
let drop: () => Promise<void>;
let store: ReturnType<typeof storeOn>;

beforeAll(async () => {
  ({ connection, drop } = await freshConnection());
  store = storeOn(connection);
  await store.prepare();
});
afterAll(() => drop());

const NOW = new Date('2026-11-22T10:00:00Z');
const HOUR_MS = 3_600_000;

/** A project's number, and how many hours ago one of its milestones became due; negative: it is due later. */
const dues = fc.array(fc.tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: -1, max: 3 })), { maxLength: 24 });

/** Rounds, each without the projects of those before, until nothing is due. */
async function roundsOf(limit: number): Promise<readonly (readonly string[])[]> {
  const rounds: string[][] = [];
  const before = new Set<string>();
  for (;;) {
    const found = await store.milestonesToRemind(NOW, limit, [...before]);
    if (found.length === 0) return rounds;
    rounds.push(found.map(({ id }) => id));
    for (const { projectId } of found) before.add(projectId);
  }
}

it('finds what is due of a project all in one round, the longest due first, wherever the limit cuts', async () => {
  const rows = connection.collection<{ _id: string; projectId: string; remindAt: Date }>('milestones');
  const check = async (due: readonly (readonly [number, number])[], limit: number) => {
    await rows.deleteMany({});
    const numbered = due.map(([project, hours], place) => ({
      _id: `m${place}`,
      projectId: `p${project}`,
      number: place + 1,
      remindAt: new Date(NOW.getTime() - hours * HOUR_MS),
    }));
    if (numbered.length > 0) await rows.insertMany(numbered);

    const rounds = await roundsOf(limit);

    const isDue = ({ remindAt }: { remindAt: Date }) => remindAt <= NOW;
    const expected = numbered.filter(isDue).map(({ _id }) => _id);
    expect(rounds.flat().toSorted()).toEqual(expected.toSorted());
    const instantOf = new Map(numbered.map(({ _id, remindAt }) => [_id, remindAt.getTime()]));
    const firsts = rounds.map((ids) => Math.min(...ids.map((id) => instantOf.get(id) ?? Number.NaN)));
    expect(firsts).toEqual(firsts.toSorted((a, b) => a - b));
  };
  await fc.assert(fc.asyncProperty(dues, fc.integer({ min: 1, max: 8 }), check), { numRuns: 60 });
});
