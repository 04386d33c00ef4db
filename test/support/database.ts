import { randomUUID } from 'node:crypto';
import type { Connection } from 'mongoose';
import { connect } from '../../src/store/connection.ts';

/** The address of a database of its own on the server that the run was started with. */
export function freshDatabaseUri(): string {
  const given = process.env['MILEPOST_TEST_MONGODB_URI'];
  if (given === undefined) throw new Error('MILEPOST_TEST_MONGODB_URI is not set: run the tests with npm test');
  const uri = new URL(given);
  uri.pathname = `/milepost_${randomUUID().slice(0, 8)}`;
  return uri.toString();
}

export async function freshConnection(
  options: { readonly monitorCommands?: boolean } = {},
): Promise<{ connection: Connection; drop: () => Promise<void> }> {
  const connection = await connect(freshDatabaseUri(), options);
  return {
    connection,
    drop: async () => {
      // The demo engine keeps everything in memory and cannot drop.
      if (process.env['MILEPOST_TEST_DATABASE_KIND'] !== 'jongodb') await connection.dropDatabase();
      await connection.close();
    },
  };
}
