import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Connection } from 'mongoose';
import type { Person } from '../../src/projects/project.ts';
import { storeOn } from '../../src/store.ts';
import { freshConnection } from '../support/database.ts';
import { aMilestone, aProject, client, lead } from '../support/people.ts';

let connection: Connection;
let drop: () => Promise<void>;
let store: ReturnType<typeof storeOn>;

const at = new Date('2026-11-22T10:00:00Z');
const OTHERS = 60;
const FEW = 30;

async function aSavedProject(name: string, people: readonly Person[], teamId = 'T1') {
  const id = store.newId();
  const project = aProject({ id, name, people, teamId, channelId: `C${id}` });
  const milestones = [aMilestone({ id: store.newId(), projectId: id, title: `of ${name}` })];
  await store.save({ project, milestones, changes: [], at, idempotencyKey: id });
  return project;
}

beforeAll(async () => {
  ({ connection, drop } = await freshConnection());
  store = storeOn(connection);
  await store.prepare();
  const stranger: Person = { userId: 'UOTHER', name: 'Olga', role: 'client' };
  for (let i = 0; i < OTHERS; i++) await aSavedProject(`Other ${i}`, [stranger]);
  await aSavedProject('Elsewhere', [lead], 'T2');
  const closed = await aSavedProject('Atlas', [lead, client]);
  await aSavedProject('Boreas', [client, lead]);
  await aSavedProject('Corvus', [client]);
  await store.save({
    project: { ...closed, status: 'closed', version: 2 },
    milestones: [],
    changes: [],

    at,
    idempotencyKey: 'close',
  });
});
afterAll(() => drop());

describe("someone's projects", () => {
  it('are those they are on in this workspace, live ones first', async () => {
    const names = async (userId: string) => (await store.projectsOfPerson('T1', userId)).map(({ name }) => name);
    expect(await names(lead.userId)).toEqual(['Boreas', 'Atlas']);
    expect(await names(client.userId)).toEqual(['Corvus', 'Boreas', 'Atlas']);
    expect(await names('UNOBODY')).toEqual([]);
  });

  it('come with the milestones of all of them in one query', async () => {
    const ids = (await store.projectsOfPerson('T1', client.userId)).map(({ id }) => id);
    const titles = (await store.milestonesOfProjects(ids)).map(({ title }) => title);
    expect(titles.sort()).toEqual(['of Atlas', 'of Boreas', 'of Corvus']);
    expect(await store.milestonesOfProjects([])).toEqual([]);
  });

  it.each([
    ['has no date', { $unset: { due: 1 } }],
    ['has a number for a title', { $set: { title: 7 } }],
  ])('come without a milestone that %s, and with all others', async (_what, harm) => {
    const ids = (await store.projectsOfPerson('T1', client.userId)).map(({ id }) => id);
    const milestones = connection.collection('milestones');
    const ofOne = { projectId: ids[0] ?? '' };
    const whole = await milestones.findOne(ofOne);
    await milestones.updateOne(ofOne, harm);
    const titles = (await store.milestonesOfProjects(ids)).map(({ title }) => title);
    await milestones.updateOne(ofOne, { $set: { due: whole?.['due'], title: whole?.['title'] } });
    expect(titles.sort()).toEqual(['of Atlas', 'of Boreas']);
  });

  it('of an admin are the newest of the workspace, as many as asked for', async () => {
    const live = await store.liveProjects('T1', 3);
    expect(live.map(({ name }) => name)).toEqual(['Corvus', 'Boreas', `Other ${OTHERS - 1}`]);
  });
});

describe('reading a Home', () => {
  // The demo engine explains nothing.
  const onMongod = process.env['MILEPOST_TEST_DATABASE_KIND'] === 'jongodb' ? it.skip : it;

  onMongod.each([
    ['of a person', () => store.projectsOfPerson('T1', lead.userId)],
    ['of an admin', () => store.liveProjects('T1', 21)],
  ] as const)(
    '%s scans an index, for few more projects than it shows, however many others have (needs a database that explains)',
    async (_, read) => {
      const queries: { filter: object; sort: object; limit: number }[] = [];
      connection.set('debug', (_collection: string, method: string, filter: object, options: object) => {
        if (method === 'find') queries.push({ filter, sort: {}, limit: 0, ...options });
      });
      await read();
      connection.set('debug', false);
      expect(queries).toHaveLength(1);
      for (const { filter, sort, limit } of queries) {
        const cursor = connection
          .collection('projects')
          .find(filter)
          .sort({ ...sort })
          .limit(limit);
        const { queryPlanner, executionStats } = await cursor.explain('executionStats');
        const plan = JSON.stringify(queryPlanner.winningPlan);
        expect(plan).toContain('"IXSCAN"');
        expect(plan).not.toContain('"COLLSCAN"');
        // Engines that speak MongoDB's protocol over another database do not count.
        if (executionStats === undefined) continue;
        expect(executionStats.totalDocsExamined).toBeLessThanOrEqual(FEW);
        expect(executionStats.totalKeysExamined).toBeLessThanOrEqual(FEW);
      }
    },
  );
});

describe('who has a Home', () => {
  const reader = (userId: string) => ({ teamId: 'T1', userId });

  it('is remembered once, with the newest moment, whatever the order of deliveries', async () => {
    const later = new Date(at.getTime() + 1_000);
    for (const moment of [later, at, later]) await store.homeBook.opened(reader(lead.userId), moment);
    const rows = await connection.collection('homes').find({ userId: lead.userId }).toArray();
    expect(rows).toMatchObject([{ at: later, stamp: '' }]);
  });

  it('hears of a project as one of its people, as who was shown it, or as who reads the whole workspace', async () => {
    const { homeBook } = store;
    const project = aProject({ id: store.newId() });
    for (const userId of [client.userId, 'UGONE', 'UADMIN', 'UOTHER']) await homeBook.opened(reader(userId), at);
    await homeBook.showed(reader('UGONE'), { projectIds: [project.id], whose: 'mine', stamp: 'a' }, at);
    await homeBook.showed(reader('UADMIN'), { projectIds: [], whose: 'workspace', stamp: 'b' }, at);
    await homeBook.showed(reader('UOTHER'), { projectIds: [store.newId()], whose: 'mine', stamp: 'c' }, at);

    const readers = (await homeBook.readersOf(project)).map(({ userId }) => userId);
    expect(readers.sort()).toEqual(['UADMIN', client.userId, 'UGONE', lead.userId].sort());
    expect(await homeBook.lastStamp(reader('UGONE'))).toBe('a');
    expect(await homeBook.lastStamp(reader('UNEVER'))).toBeUndefined();
  });
});
