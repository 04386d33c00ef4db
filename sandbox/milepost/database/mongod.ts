import { isReachable } from './reachable.ts';
import type { Environment, Source } from './types.ts';

/** Long enough for a slow line, short enough for somebody who waits at a machine without the internet. */
const REACHABILITY_TIMEOUT_MS = 4_000;

/** A real mongod as a replica set of one node, in a folder that goes with it; downloaded once. */
export const mongod: Source = async ({ env, say }) => {
  const library = await import('mongodb-memory-server').catch(() => undefined);
  if (!library) return { reason: 'mongodb-memory-server is not installed' };
  const { DryMongoBinary, MongoBinary, MongoMemoryReplSet } = library;
  try {
    const options = await DryMongoBinary.generateOptions();
    const binary = await DryMongoBinary.locateBinary(options);
    if (!binary) {
      const obstacle = await downloadObstacle(env);
      if (obstacle) return { reason: obstacle };
      say(`Downloading MongoDB ${options.version} (once, some 100 MB) …`);
    }
    // First on its own: a failed download is one line here, but pages of warnings within create().
    await MongoBinary.getPath();
    const server = await MongoMemoryReplSet.create({
      // Of its own group, or else Ctrl-C would end the database before the app that still writes to it.
      replSet: { count: 1, storageEngine: 'wiredTiger', spawn: { detached: true } },
    });
    const stop = async () => {
      await server.stop({ doCleanup: true, force: true });
    };
    const words = `mongod${binary ? '' : ` ${options.version}`}, a replica set of one node, empty at every start`;
    return { database: { uri: server.getUri('milepost'), kind: 'mongod', stop }, words };
  } catch (error) {
    return { reason: `mongod does not start: ${firstLine(error)}` };
  }
};

async function downloadObstacle(env: Environment): Promise<string | undefined> {
  if (/^(false|0|no|off|n)$/i.test(env.MONGOMS_RUNTIME_DOWNLOAD ?? ''))
    return 'mongod is not on this machine and MONGOMS_RUNTIME_DOWNLOAD forbids the download';
  const address = env.MONGOMS_DOWNLOAD_URL || env.MONGOMS_DOWNLOAD_MIRROR || 'https://fastdl.mongodb.org';
  if (!URL.canParse(address)) return `mongod cannot be downloaded from ${address}`;
  const url = new URL(address);
  return (await isReachable(url, env, REACHABILITY_TIMEOUT_MS))
    ? undefined
    : `mongod is not on this machine and ${url.host} cannot be reached to download it`;
}

function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split('\n')[0] ?? '';
}
