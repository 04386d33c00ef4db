import mongoose, { type Connection } from 'mongoose';

/** How long a command waits for a database that is away: below Slack's 3 s, so that there is time to say so. */
const SERVER_SELECTION_MS = 1_500;

/** How long a database may be silent in the middle of a command before the connection is given up. */
const SILENCE_MS = 20_000;

/** `monitorCommands` lets listeners see every command that goes to the database. */
export async function connect(uri: string, options: { readonly monitorCommands?: boolean } = {}): Promise<Connection> {
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

/** Whether the server can run transactions: it is a member of a replica set, or a router in front of some. */
export async function isReplicaSet(connection: Connection): Promise<boolean> {
  const hello = await connection.db?.admin().command({ hello: 1 });
  return hello !== undefined && (typeof hello['setName'] === 'string' || hello['msg'] === 'isdbgrid');
}

export async function isReachable(connection: Connection): Promise<boolean> {
  try {
    await connection.db?.admin().command({ ping: 1 }, { timeoutMS: SERVER_SELECTION_MS });
    return connection.db !== undefined;
  } catch {
    return false;
  }
}

const AWAY = /ServerSelection|MongoNetwork|PoolCleared|MongoNotConnected|TopologyClosed|ConnectionPoolClosed/;

/** Whether an error means that the database could not be reached or was lost on the way. */
export function isDatabaseAway(error: unknown): boolean {
  return error instanceof Error && (AWAY.test(error.name) || isDatabaseAway(error.cause));
}
