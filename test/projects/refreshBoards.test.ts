import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Connection } from 'mongoose';
import type { Project } from '../../src/domain/project.ts';
import { BOARDS_A_TURN, refreshDueBoards } from '../../src/projects/refreshBoards.ts';
import { storeOn } from '../../src/store/store.ts';
import { freshConnection } from '../support/database.ts';
import { aProject } from '../support/people.ts';

let connection: Connection;
let drop: () => Promise<void>;
let store: ReturnType<typeof storeOn>;
let channels = 0;

beforeAll(async () => {
  ({ connection, drop } = await freshConnection());
  store = storeOn(connection);
  await store.prepare();
});
afterAll(() => drop());

const at = new Date('2026-11-22T10:00:00Z');
const midnightInBerlin = new Date('2026-11-22T23:00:00Z');
const deps = (now: Date) => ({ store, clock: { now: () => now } });
const queuedFor = (project: Project) =>
  connection.collection('outbox').countDocuments({ projectId: project.id, 'notice.kind': 'board' });

async function saved(fields: Partial<Project> = {}): Promise<Project> {
  const project = aProject({ id: store.newId(), channelId: `C${++channels}`, ...fields });
  const changeSet = { project, milestones: [], changes: [], notices: [], at, requestId: `setup:${project.id}` };
  expect(await store.save(changeSet)).toBe('saved');
  return project;
}
const delivered = (project: Project) => store.recordBoard(project, { ts: '1.1', dueAt: midnightInBerlin });

describe('the daily look at boards', () => {
  it('queues each board once a day, from the start of the day in the zone of its project', async () => {
    const project = await saved();
    await delivered(project);
    expect(await refreshDueBoards(deps(new Date('2026-11-22T22:59:59Z')))).toBe(0);
    expect(await refreshDueBoards(deps(midnightInBerlin))).toBe(1);
    expect(await refreshDueBoards(deps(midnightInBerlin))).toBe(0);
    expect(await refreshDueBoards(deps(new Date('2026-11-23T23:00:00Z')))).toBe(1);
    expect(await queuedFor(project)).toBe(2);
  });

  it('queues it once where two processes look at the same moment', async () => {
    const project = await saved();
    await delivered(project);
    const looks = await Promise.all([1, 2, 3].map(() => refreshDueBoards(deps(midnightInBerlin))));
    expect(looks.reduce((sum, queued) => sum + queued, 0)).toBe(1);
    expect(await queuedFor(project)).toBe(1);
  });

  it('queues it also where the project changes in the same moment', async () => {
    const project = await saved();
    await delivered(project);
    let isFirst = true;
    const changing: typeof store = {
      ...store,
      async save(changeSet) {
        if (!isFirst) return store.save(changeSet);
        isFirst = false;
        const version = project.version + 1;
        await store.save({ ...changeSet, project: { ...project, version }, notices: [], requestId: 'someone else' });
        return store.save(changeSet);
      },
    };
    expect(await refreshDueBoards({ ...deps(midnightInBerlin), store: changing })).toBe(1);
    expect(await queuedFor(project)).toBe(1);
  });

  it('leaves alone what is closed, and what has no board yet', async () => {
    const closed = await saved({ status: 'closed' });
    await delivered(closed);
    await saved();
    expect(await refreshDueBoards(deps(midnightInBerlin))).toBe(0);
  });

  it('takes so many in one turn that Slack takes their pins, and the rest in the next', async () => {
    for (let i = 0; i < BOARDS_A_TURN + 2; i++) await delivered(await saved());
    expect(await refreshDueBoards(deps(midnightInBerlin))).toBe(BOARDS_A_TURN);
    expect(await refreshDueBoards(deps(midnightInBerlin))).toBe(2);
  });

  const explained = process.env['MILEPOST_TEST_DATABASE_KIND'] === 'jongodb' ? it.skip : it;
  explained('finds them by an index, however many projects there are (needs a database that explains)', async () => {
    const plan = await connection
      .collection('projects')
      .find({ live: true, boardDueAt: { $lte: midnightInBerlin } })
      .sort({ boardDueAt: 1 })
      .explain('queryPlanner');
    expect(JSON.stringify(plan)).toContain('boards_to_look_at');
    expect(JSON.stringify(plan)).not.toContain('COLLSCAN');
  });
});

describe('what a workspace takes', () => {
  it('is a table, until it refuses one, and again after a month', async () => {
    expect(await store.boardTierOf('T1', at)).toBe('table');
    await store.recordTableRefused('T1', at);
    expect(await store.boardTierOf('T1', new Date('2026-12-21T10:00:00Z'))).toBe('sections');
    expect(await store.boardTierOf('T2', at)).toBe('table');
    expect(await store.boardTierOf('T1', new Date('2026-12-22T10:00:00Z'))).toBe('table');
    await store.recordTableRefused('T1', new Date('2026-12-22T10:00:00Z'));
    expect(await store.boardTierOf('T1', new Date('2026-12-23T10:00:00Z'))).toBe('sections');
  });
});
