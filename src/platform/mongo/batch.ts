import { setTimeout as after } from 'node:timers/promises';
import DataLoader from 'dataloader';
import { yieldToEventLoop } from '../yieldToEventLoop.ts';

/** As many as one command takes. */
const MOST = 100;
/** How long one command keeps the next waiting. */
const PATIENCE_MS = 250;
/** Of what is read for many keys, how much for each before a key asks alone. */
const ROWS_PER_KEY = 4;

/**
 * What is asked for while an earlier question is under way goes to the database with the next, in one command. Nobody
 * waits for others to come, alone it is a command of its own at once; and nobody waits long for those before.
 */
export function batched<Key, Value>(
  run: (keys: readonly Key[]) => Promise<readonly (Value | Error)[]>,
  most = MOST,
): (key: Key) => Promise<Value> {
  let running: Promise<unknown> = Promise.resolve();
  let last = running;
  const loader = new DataLoader<Key, Value>(
    (keys) => {
      const values = run(keys);
      running = values;
      return values;
    },
    {
      cache: false,
      maxBatchSize: most,
      batchScheduleFn: (dispatch) => {
        last = last
          .then(() => new Promise(setImmediate))
          .then(() => {
            dispatch();
            return Promise.race([running, after(PATIENCE_MS, undefined, { ref: false })]);
          })
          .catch(() => undefined);
      },
    },
  );
  return async (key) => {
    const value = await loader.load(key);
    await yieldToEventLoop();
    return value;
  };
}

/** The documents of several lists, read by one command: what each list holds, by the key that a document belongs to. */
export function batchedEach<Row>(
  read: (keys: readonly string[]) => Promise<readonly Row[]>,
  keyOf: (row: Row) => string,
): (key: string) => Promise<readonly Row[]> {
  return batched(async (keys) => {
    const rows = groupedBy(await read([...new Set(keys)]), keyOf);
    return keys.map((key) => rows.get(key) ?? []);
  });
}

/**
 * The first document of each key. `read` gives those of several keys, in the order in which the first is wanted, and no
 * more than `limit`: where a long list leaves no room for another, that one asks alone.
 */
export function batchedFirst<Row>(
  read: (keys: readonly string[], limit: number) => Promise<readonly Row[]>,
  keyOf: (row: Row) => string,
): (key: string) => Promise<Row | undefined> {
  return batched(async (keys) => {
    const asked = [...new Set(keys)];
    const limit = asked.length === 1 ? 1 : asked.length * ROWS_PER_KEY;
    const rows = await read(asked, limit);
    const first = new Map(rows.toReversed().map((row) => [keyOf(row), row]));
    if (rows.length < limit || asked.length === 1) return keys.map((key) => first.get(key));
    return Promise.all(keys.map(async (key) => first.get(key) ?? (await read([key], 1))[0]));
  });
}

function groupedBy<Row>(rows: readonly Row[], keyOf: (row: Row) => string): ReadonlyMap<string, readonly Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}
