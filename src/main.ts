import { startApp } from './app.ts';
import { type Config, readConfig } from './config/readConfig.ts';
import { systemClock } from './domain/clock.ts';
import { createLogger } from './logger.ts';
import { clockOfParent } from './movedClock.ts';
import { connect, isReplicaSet, prepareOver } from './store/connection.ts';
import { storeOn } from './store/store.ts';

/** How long a graceful stop may take before the process ends all the same. */
const STOP_MS = 10_000;

/** Says one thing on stderr and ends with a failure. */
function refuseToStart(words: string): never {
  process.stderr.write(`${words}\n`);
  process.exit(1);
}

async function main(): Promise<void> {
  const config = readConfig(process.env);
  if (!config.ok) refuseToStart(config.failure);
  await run(config.value);
}

async function run(config: Config): Promise<void> {
  const log = createLogger(config.logLevel);
  const connection = await connect(config.mongodbUri).catch((error: unknown) => refuseToStart(whyNoDatabase(error)));
  if (!(await isReplicaSet(connection))) {
    refuseToStart(
      'Milepost cannot start: this MongoDB is not a replica set, so changes could be half saved. One node is enough: start mongod with --replSet rs0, then run rs.initiate() once in mongosh.',
    );
  }

  await prepareOver(config.mongodbUri, (patient) => storeOn(patient).prepare()).catch((error: unknown) =>
    refuseToStart(whyNoDatabase(error)),
  );

  let stopping = false;
  const stop = async (why: string) => {
    if (stopping) return;
    stopping = true;
    log.info({ why }, 'Milepost is stopping');
    setTimeout(() => process.exit(1), STOP_MS).unref();
    await (await starting).stop();
    await connection.close();
    process.exit(0);
  };
  process.on('SIGTERM', () => void stop('SIGTERM'));
  process.on('SIGINT', () => void stop('SIGINT'));

  const isChild = process.argv.includes('--clock=parent');
  const clock = isChild ? clockOfParent(process, () => void starting.then((app) => app.wake())) : systemClock;
  if (isChild) process.on('disconnect', () => void stop('the parent process is gone'));
  const starting = startApp(config, { connection, clock, log }).catch((error: unknown) =>
    refuseToStart(whyNot(error, config)),
  );
  const { port } = await starting;
  log.info({ port, role: config.role }, 'Milepost is running');
}

/** Never the error's own words: they may hold the address, and in it a password. */
function whyNoDatabase(error: unknown): string {
  const name = error instanceof Error ? error.name : '';
  const words = error instanceof Error ? error.message : '';
  if (/auth/i.test(words)) return 'Milepost cannot start: MongoDB refuses the user or password in MONGODB_URI.';
  if (/Parse|InvalidArgument/.test(name))
    return 'Milepost cannot start: MONGODB_URI is not an address MongoDB can read.';
  return 'Milepost cannot start: no MongoDB answers at MONGODB_URI. Check the address, the name of the replica set and that the server runs.';
}

function whyNot(error: unknown, config: Config): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') return `Milepost cannot start: port ${config.port} is in use. Set PORT to another one.`;
  return `Milepost cannot start: ${error instanceof Error ? error.message : 'unknown error'}`;
}

await main();
