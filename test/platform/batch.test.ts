import { describe, expect, it } from '@jest/globals';
import { batched, batchedEach, batchedFirst } from '../../src/platform/mongo/batch.ts';

describe('what is asked for while an earlier question is under way', () => {
  it('is asked for together, and each gets its own answer', async () => {
    const asked: (readonly number[])[] = [];
    const twice = batched<number, number>(async (keys) => {
      asked.push(keys);
      await new Promise((resolve) => setTimeout(resolve, 20));
      return keys.map((key) => (key === 4 ? new Error('not four') : 2 * key));
    });
    const first = twice(1);
    await new Promise(setImmediate);
    await new Promise(setImmediate);
    const rest = [2, 3, 4].map((key) => twice(key));
    expect(await first).toBe(2);
    expect((await Promise.allSettled(rest)).map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
    ]);
    expect(await rest[1]).toBe(6);
    expect(asked).toEqual([[1], [2, 3, 4]]);
  });

  it('waits a quarter of a second for it at most', async () => {
    let runs = 0;
    const stuckOnce = batched<string, string>((keys) => {
      runs += 1;
      return runs === 1 ? new Promise(() => undefined) : Promise.resolve(keys);
    });
    void stuckOnce('first');
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(await stuckOnce('second')).toBe('second');
  });

  it('goes on after a question that failed, which fails for all who asked', async () => {
    let runs = 0;
    const failsOnce = batched<string, string>(async (keys) => {
      runs += 1;
      if (runs === 1) throw new Error('away');
      return keys;
    });
    const failed = await Promise.allSettled([failsOnce('a'), failsOnce('b')]);
    expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await failsOnce('c')).toBe('c');
  });

  it('is no more than one command takes', async () => {
    const sizes: number[] = [];
    const echo = batched<number, number>(async (keys) => {
      sizes.push(keys.length);
      return keys;
    }, 3);
    await Promise.all([1, 2, 3, 4, 5].map(echo));
    expect(sizes).toEqual([3, 2]);
  });
});

type Row = { readonly list: string; readonly place: number };
const ROWS: readonly Row[] = [
  ...Array.from({ length: 20 }, (_, place) => ({ list: 'long', place })),
  { list: 'short', place: 0 },
  { list: 'short', place: 1 },
];
const listOf = ({ list }: Row) => list;

describe('lists read together', () => {
  it('come each to whom they belong to, also twice, also empty', async () => {
    const read = batchedEach<Row>(async (lists) => ROWS.filter(({ list }) => lists.includes(list)), listOf);
    const lists = await Promise.all(['short', 'none', 'long', 'short'].map(read));
    expect(lists.map(({ length }) => length)).toEqual([2, 0, 20, 2]);
  });

  it('give their first also where a long one leaves no room for another', async () => {
    const limits: number[] = [];
    const first = batchedFirst<Row>(async (lists, limit) => {
      limits.push(limit);
      return ROWS.filter(({ list }) => lists.includes(list)).slice(0, limit);
    }, listOf);
    const found = await Promise.all(['long', 'short', 'none'].map(first));
    expect(found).toEqual([{ list: 'long', place: 0 }, { list: 'short', place: 0 }, undefined]);
    expect(limits).toEqual([12, 1, 1]);
  });
});
