import type { Model, UpdateQuery } from 'mongoose';
import { isDatabaseAway } from './connection.ts';
import { together } from './together.ts';

/** How long a write for many waits for a document that someone holds; then each is written alone, and waits alone. */
const PATIENCE_MS = 250;

/** What is to be written to one document, if it still is what `filter` says. */
export type Move<Row> = {
  readonly filter: { readonly _id: string } & Readonly<Record<string, unknown>>;
  readonly update: UpdateQuery<Row>;
};

/** A document that is written by moves says which command wrote it last. */
export type Moved = { moved?: string | undefined };

const DONE = 'done';

/**
 * Compare-and-set, for many documents by one command; true where the document was what was asked for, and is written.
 * One that someone holds, or that is no longer so, keeps no other waiting: where not all of a command come true, each
 * is looked after alone.
 */
export function movesOn<Row extends Moved>(
  model: Model<Row>,
  newId: () => string,
): (move: Move<Row>) => Promise<boolean> {
  const write = together<Move<Row>, string>(async (moves) => {
    const moved = newId();
    const marked = moves.map(({ filter, update }) => ({
      filter,
      update: { ...update, $set: { ...update.$set, moved } },
    }));
    // Of two who want the same document one command could not tell who got it.
    const isOneEach = new Set(moves.map(({ filter }) => filter._id)).size === moves.length;
    const isAll = isOneEach && (await areWritten(model, marked));
    return moves.map(() => (isAll ? DONE : moved));
  });
  return async (move) => {
    const written = await write(move);
    if (written === DONE) return true;
    const { matchedCount } = await model.updateOne(move.filter, move.update);
    // Where nothing matches any more, the command for many may have written it before it met another.
    return matchedCount === 1 || (await model.exists({ _id: move.filter._id, moved: written })) !== null;
  };
}

/** The same for writes that may be made twice: they say nothing of the command that made them. */
export function writesOn<Row>(model: Model<Row>): (write: Move<Row>) => Promise<void> {
  const write = together<Move<Row>, boolean>(async (writes) => {
    const isAll = await areWritten(model, writes);
    return writes.map(() => isAll);
  });
  return async (each) => {
    if (!(await write(each))) await model.updateOne(each.filter, each.update);
  };
}

/** Whether every one of them came true. Where not, some may have. */
async function areWritten<Row>(model: Model<Row>, moves: readonly Move<Row>[]): Promise<boolean> {
  const writes = moves.toSorted(byId).map((move) => ({ updateOne: move }));
  try {
    const options = { ordered: false, maxTimeMS: PATIENCE_MS };
    const { matchedCount } = await model.bulkWrite(writes as Parameters<typeof model.bulkWrite>[0], options);
    return matchedCount === moves.length;
  } catch (error) {
    if (isDatabaseAway(error)) throw error;
    return false;
  }
}

/** In one order, so that two commands for many never wait for each other. */
function byId({ filter: a }: Move<unknown>, { filter: b }: Move<unknown>): number {
  return a._id < b._id ? -1 : 1;
}
