import { randomUUID } from 'node:crypto';
import type { Connection } from 'mongoose';
import { connect } from '../../src/store/connection.ts';
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
  const uri = freshDatabaseUri();
  const wire = overWire ? await wireTo(uri) : NO_WIRE;
  const connection = await connect('uri' in wire ? wire.uri : uri, given);
  return {
    connection,
    wire,
    drop: async () => {
      // The demo engine keeps everything in memory and cannot drop.
      if (process.env['MILEPOST_TEST_DATABASE_KIND'] !== 'jongodb') await connection.dropDatabase();
      await connection.close();
      await wire.close();
    },
  };
}
