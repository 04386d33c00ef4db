import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { jongodb, withOneConnection } from '../../sandbox/database/jongodb.ts';
import { isReachable } from '../../sandbox/database/reachable.ts';
import type { Attempt, Source } from '../../sandbox/database/types.ts';
import { openDatabase } from '../../sandbox/database.ts';

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
  it('is used over one connection only', () => {
    expect(withOneConnection('mongodb://127.0.0.1:5/milepost?replicaSet=r')).toBe(
      'mongodb://127.0.0.1:5/milepost?replicaSet=r&maxPoolSize=1',
    );
  });

  it('runs where there is a program for it, says why where not, and is gone after its stop', async () => {
    const attempt = await jongodb({ env: {}, say: () => {} });
    if (!('database' in attempt)) {
      expect(attempt.reason).toMatch(/^(jongodb runs on|@jongodb\/|jongodb does not start)/);
      return;
    }
    const { uri, stop } = attempt.database;
    expect(uri).toMatch(/^mongodb:\/\/127\.0\.0\.1:\d+\/milepost\?.*maxPoolSize=1$/);
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

/** Whether anything listens there; a database's answer to HTTP does not matter. */
async function accepts(address: URL): Promise<boolean> {
  try {
    await fetch(address, { signal: AbortSignal.timeout(500) });
    return true;
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined;
    return !(cause instanceof Error && 'code' in cause && cause.code === 'ECONNREFUSED');
  }
}
