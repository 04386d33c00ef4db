import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CommandStartedEvent } from 'mongodb';
import { type Harness, LEAD, startHarness } from '../support/harness.ts';

/** What one milestone costs the database, however many other projects there are. */
const OTHERS = 300;
const isDemoEngine = process.env['MILEPOST_TEST_DATABASE_KIND'] === 'jongodb';

let app: Harness;
let added = 0;
beforeAll(async () => {
  app = await startHarness({}, { monitorCommands: true });
  await app.openProject();
  // Caches are filled and collections are there.
  await addOne();
});
afterAll(() => app.stop());

type Sent = Pick<CommandStartedEvent, 'commandName' | 'command'>;

/** What an add reads, and what drawing the board and the Homes reads beside it: a handful, not one per project. */
const FEW = 12;

/** Where the delivery and the jobs look for work, at moments of their own; an add writes there in its transaction. */
const BACKGROUND = ['subscriptions', 'messages', 'homes', 'agendaJobs'];
const isOfBackground = ({ commandName, command }: Sent) =>
  BACKGROUND.includes(String(command[commandName])) && command['autocommit'] === undefined;

/** What an add itself sends. The quiet time keeps the delivery from telling of it meanwhile. */
async function addOne(): Promise<readonly Sent[]> {
  await app.connection.collection('projects').updateMany({}, { $set: { quietSeconds: 300 } });
  const sent: Sent[] = [];
  const listen = ({ commandName, command }: CommandStartedEvent) => sent.push({ commandName, command });
  const client = app.connection.getClient();
  client.on('commandStarted', listen);
  await app.say(LEAD, `/milestone add 2026-12-04 Draft ${++added}`);
  client.off('commandStarted', listen);
  await app.moveMinutes(6);
  await app.settled();
  return sent.filter((each) => !isOfBackground(each));
}

/** Projects of other channels with a milestone and a history each: copies of the one under test. */
async function addOthers(): Promise<void> {
  type Row = { _id: string; [field: string]: unknown };
  for (const name of ['projects', 'milestones', 'changes']) {
    const collection = app.connection.collection<Row>(name);
    const like = await collection.findOne({});
    const copies = Array.from({ length: OTHERS }, (_, index) => {
      const id = index.toString(16).padStart(24, '0');
      const own =
        name === 'projects' ? { channelId: `C${index}` } : { projectId: id, idempotencyKey: `other ${index}` };
      return { ...like, _id: id, ...(name === 'milestones' ? { projectId: id } : own) };
    });
    await collection.insertMany(copies);
  }
}

const namesOf = (sent: readonly Sent[]) =>
  sent.map(({ commandName, command }) => `${commandName} ${String(command[commandName])}`);

describe('adding one milestone', () => {
  let alone: readonly Sent[];
  let among: readonly Sent[];
  beforeAll(async () => {
    alone = await addOne();
    await addOthers();
    among = await addOne();
  });

  it('takes one transaction', () => {
    for (const sent of [alone, among]) {
      expect(sent.filter(({ commandName }) => commandName === 'commitTransaction')).toHaveLength(1);
    }
  });

  it('sends the same transaction among many projects as alone, and no more reads than a few', () => {
    const inTransaction = (sent: readonly Sent[]) =>
      namesOf(sent.filter(({ command }) => command['autocommit'] === false));
    expect(inTransaction(alone).length).toBeGreaterThan(4);
    expect(inTransaction(among)).toEqual(inTransaction(alone));
    // The board and the Homes are drawn meanwhile, so their reads may or may not be among these.
    for (const sent of [alone, among]) {
      expect(sent.filter(({ commandName }) => commandName === 'find').length).toBeLessThanOrEqual(FEW);
    }
  });

  const why = isDemoEngine ? ' (not told by the demo engine, which does not explain)' : '';
  (isDemoEngine ? it.skip : it)(`finds everything by an index${why}`, async () => {
    const finds = among.filter(({ commandName }) => commandName === 'find');
    expect(finds.length).toBeGreaterThan(0);
    for (const { command } of finds) {
      const { find, filter, sort, limit } = command;
      const plan = await app.connection.db?.command({
        explain: { find, filter, ...(sort ? { sort } : {}), ...(limit ? { limit } : {}) },
        verbosity: 'queryPlanner',
      });
      const stages = JSON.stringify(plan?.['queryPlanner'].winningPlan);
      expect({ find, filter, stages }).toEqual({
        find,
        filter,
        stages: expect.stringMatching(/IXSCAN|IDHACK|EXPRESS_/),
      });
      expect(stages).not.toContain('COLLSCAN');
    }
  });
});
