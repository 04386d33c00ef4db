import type { World } from './world.ts';

type Row = Record<string, unknown> & { _id: never };
type Broken = { readonly what: string; readonly mend: () => Promise<void> };

/** What says whose a document is: with another value it is someone else's, and not broken. */
const NAMES = ['_id', 'projectId', 'teamId', 'channelId', 'userId', 'key', 'stream', 'receiver', 'isPerson', 'live'];
/** By Agenda's name a job is found; a workspace that is stopped rests as a whole, and is meant to. */
const NAMES_IN: Readonly<Record<string, readonly string[]>> = {
  agendaJobs: ['name', 'type'],
  workspaces: ['stoppedAt', 'stoppedBecause'],
};

/** The ways in which a field is broken, and what it then holds; undefined where it is gone. */
const WAYS = { gone: undefined, null: null, number: 7, words: 'odd', list: [7], object: { odd: 7 } } as const;
type Way = keyof typeof WAYS;

/** Tried first of all, as each is known to be in the way. The rest is drawn at random. */
export const HARMFUL: Readonly<Record<string, readonly [field: string, way: Way]>> = {
  projects: ['timeZone', 'number'],
  milestones: ['due', 'gone'],
  changes: ['by', 'gone'],
  requests: ['by', 'words'],
  subscriptions: ['cursor', 'words'],
  messages: ['channelId', 'object'],
  homes: ['projectIds', 'number'],
  workspaces: ['refusedAt', 'words'],
  agendaJobs: ['nextRunAt', 'gone'],
};

/** Breaks one field of the newest document that fits. */
export async function breakOne(
  { connection, random }: World,
  collection: string,
  fits: Readonly<Record<string, unknown>>,
  isFirst: boolean,
): Promise<Broken> {
  const rows = connection.collection<Row>(collection);
  const [row] = await rows.find(fits).sort({ _id: -1 }).limit(1).toArray();
  if (row === undefined) throw new Error(`There is nothing to break in ${collection}`);
  const names = [...NAMES, ...(NAMES_IN[collection] ?? [])];
  const drawn = random.oneOf(Object.keys(row).filter((name) => !names.includes(name)));
  const known = isFirst ? HARMFUL[collection] : undefined;
  const [field, way] = known ?? [drawn, random.oneOf(Object.keys(WAYS) as Way[])];
  const { _id } = row;
  const set = (value: unknown) => rows.updateOne({ _id }, { $set: { [field]: value } });
  if (way === 'gone') await rows.updateOne({ _id }, { $unset: { [field]: 1 } } as object);
  else await set(WAYS[way]);
  return {
    what: `${collection}.${field}: ${way}`,
    mend: async () =>
      void (await (field in row ? set(row[field]) : rows.updateOne({ _id }, { $unset: { [field]: 1 } } as object))),
  };
}
