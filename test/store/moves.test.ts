import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Connection, type Model, Schema } from 'mongoose';
import { type Moved, movesOn, writesOn } from '../../src/store/moves.ts';
import { freshConnection } from '../support/database.ts';

type Row = Moved & { _id: string; state: string };

let connection: Connection;
let drop: () => Promise<void>;
let model: Model<Row>;
let move: ReturnType<typeof movesOn<Row>>;

beforeAll(async () => {
  ({ connection, drop } = await freshConnection());
  const schema = new Schema<Row>({ _id: String, state: String, moved: String }, { versionKey: false });
  model = connection.model<Row>('moves', schema, 'moves');
  let marks = 0;
  move = movesOn(model, () => `mark ${++marks}`);
});
afterAll(() => drop());
beforeEach(async () => {
  await model.deleteMany({});
  await model.insertMany(['a', 'b', 'c'].map((_id) => ({ _id, state: 'queued' })));
});

const send = (_id: string) => move({ filter: { _id, state: 'queued' }, update: { $set: { state: 'sent' } } });

describe('compare-and-set for several documents at once', () => {
  it('writes them all', async () => {
    expect(await Promise.all(['a', 'b', 'c'].map(send))).toEqual([true, true, true]);
    expect(await model.countDocuments({ state: 'sent' })).toBe(3);
  });

  it('tells apart what was written and what is no longer so', async () => {
    await model.updateOne({ _id: 'b' }, { $set: { state: 'dropped' } });
    expect(await Promise.all(['a', 'b', 'gone', 'c'].map(send))).toEqual([true, false, false, true]);
    expect((await model.findById('b'))?.state).toBe('dropped');
  });

  it('is true for one of two who want the same', async () => {
    expect((await Promise.all(['a', 'a', 'a', 'b'].map(send))).filter(Boolean)).toHaveLength(2);
    expect(await send('a')).toBe(false);
  });

  it('is made where it may be made twice, also beside one of a document that is gone', async () => {
    const write = writesOn(model);
    await Promise.all(
      ['a', 'gone', 'b'].map((_id) => write({ filter: { _id }, update: { $set: { state: 'shown' } } })),
    );
    expect(await model.countDocuments({ state: 'shown' })).toBe(2);
  });

  const isDemoEngine = process.env['MILEPOST_TEST_DATABASE_KIND'] === 'jongodb';
  const withLocks = isDemoEngine ? it.skip : it;
  withLocks(
    'keeps none waiting for one that a transaction holds (needs a database with real concurrency)',
    async () => {
      const session = await connection.startSession();
      session.startTransaction();
      await model.updateOne({ _id: 'b' }, { $set: { state: 'held' } }, { session });
      const held = send('b');
      expect(await Promise.all(['a', 'c'].map(send))).toEqual([true, true]);
      await session.commitTransaction();
      await session.endSession();
      expect(await held).toBe(false);
    },
  );
});
