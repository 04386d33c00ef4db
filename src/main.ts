import { type RunningApp, startApp } from './app.ts';
import { type Config, readConfig } from './config.ts';
import { systemClock } from './core/clock.ts';
import { createLogger } from './logger.ts';
import { connect, isReplicaSet, prepareOver } from './platform/mongo/connection.ts';
import { clockOfParent } from './platform/movedClock.ts';
import { storeOn } from './store.ts';

/** How long a graceful stop may take before the process ends all the same. */
const STOP_MS = 10_000;
/** A stop waits this long for the start to end: longer than for a call to Slack, not as long as for a connection. */
const START_LEFT_MS = 7_000;

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
  // Nothing is held yet that would have to be given back.
  const endAtOnce = () => process.exit(0);
  process.on('SIGTERM', endAtOnce).on('SIGINT', endAtOnce);
  const connection = await connect(config.mongodbUri).catch((error: unknown) => refuseToStart(whyNoDatabase(error)));
  if (!(await isReplicaSet(connection))) {
    refuseToStart(
      'Milepost cannot start: this MongoDB is not a replica set, so changes could be half saved. One node is enough: start mongod with --replSet rs0, then run rs.initiate() once in mongosh.',
    );
  }

  await prepareOver(config.mongodbUri, (patient) => storeOn(patient).prepare()).catch((error: unknown) =>
    refuseToStart(whyNoDatabase(error)),
  );

  let app: RunningApp | undefined;
  function note(error: unknown, where: string): void {
    if (app) app.logFault(error, where);
    else log.error({ err: error, where }, 'A fault while Milepost starts');
  }
  // Transactions keep the store whole, and a rejected promise rarely harms the memory of the process: it goes on.
  process.on('unhandledRejection', (error) => note(error, 'unhandledRejection'));
  // The exception broke off some work, so the memory of the process may be wrong. It stops; another one goes on.
  process.on('uncaughtException', (fault) => {
    note(fault, 'uncaughtException');
    stop('a fault', 1);
  });

  let isStopping = false;
  function stop(why: string, exitCode = 0): void {
    // Also where it is stopping already: a fault on the way counts.
    if (exitCode !== 0) process.exitCode = exitCode;
    if (isStopping) return;
    isStopping = true;
    log.info({ why }, 'Milepost is stopping');
    setTimeout(() => process.exit(1), STOP_MS);
    setTimeout(() => {
      if (app === undefined) process.exit();
    }, START_LEFT_MS);
    starting
      .then((each) => each.stop())
      .then(() => connection.close())
      .then(() => process.exit())
      .catch((error: unknown) => {
        log.error({ err: error }, 'Milepost could not stop in an orderly way');
        process.exit(1);
      });
  }
  process.off('SIGTERM', endAtOnce).off('SIGINT', endAtOnce);
  process.on('SIGTERM', () => stop('SIGTERM'));
  process.on('SIGINT', () => stop('SIGINT'));

  const isChild = process.argv.includes('--clock=parent');
  const wake = () => {
    starting.then((each) => each.wake()).catch((error: unknown) => note(error, 'clock'));
  };
  const clock = isChild ? clockOfParent(process, wake) : systemClock;
  if (isChild) process.on('disconnect', () => stop('the parent process is gone'));
  const starting = startApp(config, { connection, clock, log }).catch((error: unknown) =>
    refuseToStart(whyNot(error, config)),
  );
  app = await starting;
  log.info({ port: app.port, adminPort: app.adminPort, role: config.role }, 'Milepost is running');
}

/** Never the error's own words: they may hold the address, and in it a password. */
function whyNoDatabase(error: unknown): string {
  const name = error instanceof Error ? error.name : '';
  const words = allWords(error);
  const because = (reason: string) => `Milepost cannot start: ${reason}`;
  if (/auth/i.test(words)) return because('MongoDB refuses the user or password in MONGODB_URI.');
  if (/ENOTFOUND|EAI_AGAIN|querySrv/.test(words))
    return because('the host in MONGODB_URI is not known to this machine.');
  if (/setName|replica set name|not a member|ReplicaSetNoPrimary/i.test(words) && /replicaSet|setName/i.test(words))
    return because('MongoDB answers, but its replica set has another name than MONGODB_URI says, or no primary yet.');
  if (/certificate|TLS|SSL|EPROTO/i.test(words))
    return because('MongoDB and MONGODB_URI disagree about TLS: look at tls=true and the certificate.');
  if (/Parse|InvalidArgument|MongoAPIError|TypeError|URIError/.test(name) || /Unable to parse/.test(words))
    return because('MONGODB_URI is not an address MongoDB can read.');
  return because(
    'no MongoDB answers at MONGODB_URI. Check the address, the name of the replica set and that the server runs.',
  );
}

/** Of an error and of what caused it, the servers that the driver looked at included. */
function allWords(error: unknown, depth = 0): string {
  if (!(error instanceof Error) || depth > 3) return '';
  const servers: unknown = 'reason' in error ? error.reason : undefined;
  const looked =
    typeof servers === 'object' && servers !== null && 'servers' in servers && servers.servers instanceof Map
      ? [...servers.servers.values()].map((server: unknown) =>
          typeof server === 'object' && server !== null && 'error' in server ? allWords(server.error, depth + 1) : '',
        )
      : [];
  return [error.message, allWords(error.cause, depth + 1), ...looked].join(' ');
}

const LISTENING: Readonly<Record<string, (setting: string, port: number) => string>> = {
  EADDRINUSE: (setting, port) => `port ${port} is in use. Set ${setting} to another one.`,
  EACCES: (setting, port) => `port ${port} may not be opened by this user. Set ${setting} to one from 1024 on.`,
  EADDRNOTAVAIL: (setting) =>
    `the address in ${hostOf(setting)} is none of this machine. Leave it out, or set it to one.`,
  ENOTFOUND: (setting) =>
    `the host in ${hostOf(setting)} is not known to this machine. Leave it out, or set it to an address.`,
};

function hostOf(setting: string): string {
  return setting === 'PORT' ? 'HOST' : 'ADMIN_HOST';
}

function whyNot(error: unknown, config: Config): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const words = LISTENING[code];
  if (words === undefined) return `Milepost cannot start: ${error instanceof Error ? error.message : 'unknown error'}`;
  const isOfSlack =
    error instanceof Error && 'port' in error ? error.port === config.port : isHostOfSlack(error, config);
  const [setting, port] = isOfSlack ? (['PORT', config.port] as const) : (['ADMIN_PORT', config.admin.port] as const);
  return `Milepost cannot start: ${words(setting, port)}`;
}

/** A name that no one knows has no port yet. */
function isHostOfSlack(error: unknown, { host }: Config): boolean {
  return error instanceof Error && 'hostname' in error && error.hostname === host;
}

await main();
