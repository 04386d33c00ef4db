import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { connect } from '../../dist/src/platform/mongo/connection.js';
import { storeOn } from '../../dist/src/store.js';

/** Bringing a million documents in or out takes longer than the app ever waits. */
const PATIENCE_MS = 30 * 60_000;
const ENGINE = fileURLToPath(new URL('../../../shared/mongo/up', import.meta.url));

let engine;
const open = new Set();

/** The address of `MONGODB_URI`, else of the engine beside the project. */
function engineUri() {
  if (process.env.MONGODB_URI) return process.env.MONGODB_URI;
  if (!existsSync(ENGINE)) throw new Error('Set MONGODB_URI to a MongoDB that runs as a replica set.');
  const said = execFileSync(ENGINE, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  return said.trim().replace(/^MONGODB_URI=/, '');
}

/**
 * A database of its own, with the app's collections and indexes unless `isEmpty`, and a connection to it; `drop` takes
 * both away.
 */
export async function freshDatabase(name, { isEmpty = false, ...options } = {}) {
  if (engine === undefined) {
    engine = engineUri();
    console.error(`Database: ${new URL(engine.replace('mongodb:', 'http:')).host}`);
  }
  const address = new URL(engine.replace('mongodb:', 'http:'));
  address.pathname = `/milepost_bench_${name}_${process.pid}`;
  const uri = address.href.replace('http:', 'mongodb:');
  const connection = await connect(uri, { socketTimeoutMS: PATIENCE_MS, ...options });
  await connection.dropDatabase();
  const store = storeOn(connection);
  if (!isEmpty) await store.prepare();
  const database = {
    uri,
    connection,
    store,
    async drop() {
      open.delete(database);
      await connection.dropDatabase();
      await connection.close();
    },
  };
  open.add(database);
  return database;
}

/** Takes away what a measurement that broke off left behind. */
export async function dropRest() {
  for (const database of open) await database.drop().catch((error) => console.error(error));
}

/**
 * Counts what goes to the database over a connection that was opened with `monitorCommands`, but for Agenda's own looks
 * at its jobs, which come by the clock.
 */
export function countCommands(connection) {
  const client = connection.getClient();
  const counted = { commands: [], finds: [], read: {} };
  const collections = new Map();
  const started = ({ idempotencyKey, commandName, command }) => {
    const collection = command[commandName === 'getMore' ? 'collection' : commandName];
    if (collection === 'agendaJobs' || commandName === 'ping') return;
    if (commandName === 'find') counted.finds.push(command);
    counted.commands.push(typeof collection === 'string' ? `${commandName} ${collection}` : commandName);
    if (typeof collection === 'string') collections.set(idempotencyKey, collection);
  };
  const succeeded = ({ idempotencyKey, reply }) => {
    const documents = (reply.cursor?.firstBatch ?? reply.cursor?.nextBatch)?.length ?? (reply.value ? 1 : 0);
    const collection = collections.get(idempotencyKey);
    if (collection && documents > 0) counted.read[collection] = (counted.read[collection] ?? 0) + documents;
    collections.delete(idempotencyKey);
  };
  client.on('commandStarted', started);
  client.on('commandSucceeded', succeeded);
  return {
    stop() {
      client.off('commandStarted', started);
      client.off('commandSucceeded', succeeded);
      return counted;
    },
  };
}
