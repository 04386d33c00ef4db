import { randomUUID } from 'node:crypto';

/** One database for the whole run; each test file makes databases of its own in it. */
export default async function globalSetup() {
  const { openDatabase } = await import('../../dist/sandbox/milepost/database/openDatabase.js').catch((cause) => {
    throw new Error('The tests need the compiled sandbox: run `node scripts/build.mjs` first.', { cause });
  });
  const say = (line) => process.stderr.write(`${line}\n`);
  const database = await openDatabase({ env: process.env, say });
  process.env.MILEPOST_TEST_RUN = randomUUID();
  process.env.MILEPOST_TEST_MONGODB_URI = database.uri;
  process.env.MILEPOST_TEST_DATABASE_KIND = database.kind;
  globalThis.milepostTestDatabase = database;
}
