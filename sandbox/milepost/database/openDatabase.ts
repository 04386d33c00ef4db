import { given } from './given.ts';
import { jongodb } from './jongodb.ts';
import { mongod } from './mongod.ts';
import type { Database, Environment, Source } from './types.ts';

/** From the one that is asked for to the one that only just does. */
const SOURCES: readonly Source[] = [given, mongod, jongodb];

type Options = {
  readonly env: Environment;
  readonly say: (line: string) => void;
  readonly sources?: readonly Source[];
};

/**
 * Opens a database for the sandbox or the tests and says in one line which one it is and why. What it started ends
 * with `stop()`, and by itself when this process ends in any other way.
 */
export async function openDatabase({ env, say, sources = SOURCES }: Options): Promise<Database> {
  const reasons: string[] = [];
  for (const source of sources) {
    const attempt = await source({ env, say });
    if ('database' in attempt) {
      // That MONGODB_URI is not set goes without saying; only a surprise is worth the words.
      const why = reasons.filter((reason) => !reason.startsWith('MONGODB_URI')).join('; ');
      say(`Database: ${attempt.words}${why ? ` (${why})` : ''}.`);
      return attempt.database;
    }
    reasons.push(attempt.reason);
  }
  throw new Error(
    `No database for Milepost: ${reasons.join('; ')}. Set MONGODB_URI to a MongoDB that runs as a replica set ` +
      '(mongodb://127.0.0.1:27017/milepost?replicaSet=rs0, say), or set MONGOMS_SYSTEM_BINARY to a mongod on this machine.',
  );
}
