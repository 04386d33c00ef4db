import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { MongoClient } from 'mongodb';
import { jongodb, throughGate } from '../../../sandbox/milepost/database/jongodb.ts';
import { openDatabase } from '../../../sandbox/milepost/database/openDatabase.ts';
import { isReachable } from '../../../sandbox/milepost/database/reachable.ts';
import type { Attempt, Source } from '../../../sandbox/milepost/database/types.ts';

const runs = (kind: 'mongod' | 'jongodb'): Attempt => ({
  database: { uri: `mongodb://${kind}`, kind, stop: async () => {} },
  words: `${kind} here`,
});

describe('the order of databases', () => {
  it('takes the first that runs, asks no further, and says in one line which and why', async () => {
    const said: string[] = [];
    const asked: string[] = [];
    const source =
      (name: string, attempt: Attempt): Source =>
      async () => {
        asked.push(name);
        return attempt;
      };
    const sources = [
      source('mongod', { reason: 'no mongod here' }),
      source('jongodb', runs('jongodb')),
      source('never', runs('mongod')),
    ];
    const database = await openDatabase({ env: {}, say: (line) => said.push(line), sources });
    expect(database.kind).toBe('jongodb');
    expect(asked).toEqual(['mongod', 'jongodb']);
    expect(said).toEqual(['Database: jongodb here (no mongod here).']);
  });

  it('takes the one of MONGODB_URI before all others, and tells nobody its password', async () => {
    const said: string[] = [];
    const uri = 'mongodb://user:secret@db.example:27017,other.example/milepost?replicaSet=rs0';
    const database = await openDatabase({ env: { MONGODB_URI: uri }, say: (line) => said.push(line) });
    expect(database).toMatchObject({ uri, kind: 'given' });
    expect(said).toEqual(['Database: the one of MONGODB_URI (db.example:27017,other.example).']);
  });

  it('says what to do when none can be had', async () => {
    const none: Source = async () => ({ reason: 'no reason' });
    await expect(openDatabase({ env: {}, say: () => {}, sources: [none, none] })).rejects.toThrow(
      /^No database for Milepost: no reason; no reason\. Set MONGODB_URI to a MongoDB that runs as a replica set/,
    );
  });
});

describe('jongodb', () => {
  const { platform, arch } = process;
  const here = platform === 'linux' && arch === 'x64' ? it : it.skip;

  it('is reached through its gate alone', () => {
    expect(throughGate('mongodb://127.0.0.1:5/milepost?replicaSet=r', 6)).toBe(
      'mongodb://127.0.0.1:6/milepost?replicaSet=r&directConnection=true&serverMonitoringMode=poll',
    );
  });

  here('loses no update of several connections at once', async () => {
    const { uri, stop } = await started();
    const client = await new MongoClient(uri, { maxPoolSize: 4 }).connect();
    const counters = client.db('counts').collection<{ _id: string; count: number }>('counters');
    await counters.insertOne({ _id: 'one', count: 0 });
    await Promise.all(
      Array.from({ length: 40 }, () => counters.findOneAndUpdate({ _id: 'one' }, { $inc: { count: 1 } })),
    );
    expect(await counters.findOne({ _id: 'one' })).toMatchObject({ count: 40 });
    await client.close();
    await stop();
  });

  here('is gone after its stop', async () => {
    const { uri, stop } = await started();
    const address = new URL(uri.replace('mongodb:', 'http:'));
    expect(await accepts(address)).toBe(true);
    await stop();
    expect(await accepts(address)).toBe(false);
  });
});

describe('whether a download can begin', () => {
  const servers: Server[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) server.close();
  });

  async function serve(onConnect?: number): Promise<URL> {
    const server = createServer((_, response) => response.writeHead(403).end());
    if (onConnect) server.on('connect', (_, socket) => socket.end(`HTTP/1.1 ${onConnect} So\r\n\r\n`));
    servers.push(server);
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  }

  it('takes any answer of the server for a yes, and nobody there for a no', async () => {
    expect(await isReachable(await serve(), {}, 2_000)).toBe(true);
    expect(await isReachable(new URL('http://127.0.0.1:1/'), {}, 2_000)).toBe(false);
  });

  it('asks through the proxy where there is one', async () => {
    const far = new URL('https://far.example/');
    expect(await isReachable(far, { https_proxy: (await serve(200)).href }, 2_000)).toBe(true);
    expect(await isReachable(far, { https_proxy: (await serve(403)).href }, 2_000)).toBe(false);
  });

  it('gives up after its time', async () => {
    const silent = createServer(() => {});
    servers.push(silent);
    await new Promise<void>((resolve) => {
      silent.listen(0, '127.0.0.1', resolve);
    });
    const url = new URL(`http://127.0.0.1:${(silent.address() as AddressInfo).port}/`);
    expect(await isReachable(url, {}, 100)).toBe(false);
    silent.closeAllConnections();
  });
});

async function started() {
  const attempt = await jongodb({ env: {}, say: () => {} });
  if (!('database' in attempt)) throw new Error(attempt.reason);
  return attempt.database;
}

/** Whether anything listens there. */
function accepts(address: URL): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(Number(address.port), address.hostname);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
