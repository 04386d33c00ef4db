import { randomUUID } from 'node:crypto';
import type { Connection } from 'mongoose';
import { jongodb } from '../../sandbox/milepost/database/jongodb.ts';
import { connect } from '../../src/platform/mongo/connection.ts';
import { type Wire, wireTo } from './wire.ts';

/** The address of a database of its own on the server that the run was started with. */
export function freshDatabaseUri(): string {
  const given = process.env['MILEPOST_TEST_MONGODB_URI'];
  if (given === undefined) throw new Error('MILEPOST_TEST_MONGODB_URI is not set: run the tests with npm test');
  const uri = new URL(given);
  uri.pathname = `/milepost_${randomUUID().slice(0, 8)}`;
  return uri.toString();
}

const noWire = () => {
  throw new Error('This harness was started without overWire');
};
const NO_WIRE = { cutAt: noWire, mend: noWire, close: async () => undefined };

export async function freshConnection(
  options: { readonly monitorCommands?: boolean; readonly overWire?: boolean } = {},
): Promise<{ connection: Connection; wire: Omit<Wire, 'uri'>; drop: () => Promise<void> }> {
  const { overWire = false, ...given } = options;
  const engine = await ownEngine();
  const uri = engine?.uri ?? freshDatabaseUri();
  const wire = overWire ? await wireTo(uri) : NO_WIRE;
  const connection = await connect('uri' in wire ? wire.uri : uri, given);
  return {
    connection,
    wire,
    drop: async () => {
      if (engine === undefined) await connection.dropDatabase();
      await connection.close();
      await wire.close();
      await engine?.stop();
    },
  };
}

/** The demo engine works on one transaction at a time, and cannot drop a database: each connection gets one of its own. */
async function ownEngine(): Promise<{ readonly uri: string; readonly stop: () => Promise<void> } | undefined> {
  if (process.env['MILEPOST_TEST_DATABASE_KIND'] !== 'jongodb') return undefined;
  const opened = await jongodb({ env: process.env, say: () => undefined });
  if ('reason' in opened) throw new Error(opened.reason);
  return opened.database;
}
