import mongoose, { type Connection } from 'mongoose';

/** How long a command waits for a database that is away: below Slack's 3 s, so that there is time to say so. */
const SERVER_SELECTION_MS = 1_500;

/** How long a database may be silent in the middle of a command before the connection is given up. */
const SILENCE_MS = 5_000;
/** An index on a large collection takes longer, and someone waits for it on purpose. */
const PREPARE_MS = 30 * 60_000;

/** `monitorCommands` lets listeners see every command that goes to the database. */
export async function connect(
  uri: string,
  options: { readonly monitorCommands?: boolean; readonly socketTimeoutMS?: number } = {},
): Promise<Connection> {
  return mongoose
    .createConnection(uri, {
      serverSelectionTimeoutMS: SERVER_SELECTION_MS,
      socketTimeoutMS: SILENCE_MS,
      autoIndex: false,
      autoCreate: false,
      bufferCommands: false,
      retryWrites: true,
      ...options,
    })
    .asPromise();
}

/** Does what takes its time before the app runs, the making of indexes, over a connection that may be silent long. */
export async function prepareOver(uri: string, prepare: (connection: Connection) => Promise<void>): Promise<void> {
  const patient = await connect(uri, { socketTimeoutMS: PREPARE_MS });
  try {
    await prepare(patient);
  } finally {
    await patient.close();
  }
}

/** Whether the server can run transactions: it is a member of a replica set, or a router in front of some. */
export async function isReplicaSet(connection: Connection): Promise<boolean> {
  const hello = await connection.db?.admin().command({ hello: 1 });
  return hello !== undefined && (typeof hello['setName'] === 'string' || hello['msg'] === 'isdbgrid');
}

/** Whether the database answers within so many milliseconds. */
export async function isReachable(connection: Connection, withinMs = SERVER_SELECTION_MS): Promise<boolean> {
  const { db } = connection;
  if (db === undefined) return false;
  const answered = db.admin().command({ ping: 1 });
  return new Promise((resolve) => {
    const limit = setTimeout(resolve, withinMs, false);
    const settle = (isThere: boolean) => {
      clearTimeout(limit);
      resolve(isThere);
    };
    answered.then(
      () => settle(true),
      () => settle(false),
    );
  });
}

const AWAY = /ServerSelection|MongoNetwork|PoolCleared|MongoNotConnected|TopologyClosed|ConnectionPoolClosed/;

/** What a server answers that goes down, or is no longer the first of its set. */
const AWAY_CODES: readonly unknown[] = [91, 189, 10_107, 11_600, 11_602, 13_435, 13_436];
const LOST = /^connection \S+ to \S+ (closed|timed out)|Server selection timed out|ECONNREFUSED|ECONNRESET/;

/** Whether an error means that the database could not be reached or was lost on the way. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (AWAY.test(error.name) || ('code' in error && AWAY_CODES.includes(error.code))) return true;
  // Of what broke a bulk write the driver keeps no more than the words.
  if (error.name === 'MongoBulkWriteError' && LOST.test(error.message)) return true;
  return isDatabaseAway(error.cause);
}
