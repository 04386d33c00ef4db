import type { Source } from './types.ts';

/** The database that MONGODB_URI names. It is not ours: stopping leaves it alone. */
export const given: Source = async ({ env }) => {
  const uri = env.MONGODB_URI?.trim();
  if (!uri) return { reason: 'MONGODB_URI is not set' };
  return { database: { uri, kind: 'given', stop: async () => {} }, words: `the one of MONGODB_URI (${hosts(uri)})` };
};

/** Only the hosts of a connection string: the rest may hold a password. */
function hosts(uri: string): string {
  const [, rest = ''] = uri.split('://');
  const authority = rest.split(/[/?]/)[0] ?? '';
  return authority.slice(authority.lastIndexOf('@') + 1) || 'no host in it';
}
