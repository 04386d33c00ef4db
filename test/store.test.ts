import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Connection } from 'mongoose';
import { fieldsOf } from '../src/history/change.ts';
import type { ChangeSet } from '../src/history/changeSet.ts';
import type { Milestone } from '../src/milestones/milestone.ts';
import type { Project } from '../src/projects/project.ts';
import { storeOn } from '../src/store.ts';
import { freshConnection } from './support/database.ts';
import { day } from './support/day.ts';
import { anEntry } from './support/entries.ts';
import { aMilestone, aProject, lead } from './support/people.ts';

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

const by = { userId: lead.userId, teamId: 'T1', name: lead.name };
const at = new Date('2026-11-22T10:00:00Z');

function changeSet(project: Project, milestones: readonly Milestone[], idempotencyKey: string): ChangeSet {
  return {
    project,
    milestones,
    changes: milestones.map((milestone, place) =>
      anEntry(
        project,
        { id: store.newId(), kind: 'added', by, at, milestoneNumber: milestone.number, after: fieldsOf(milestone) },
        place,
      ),
    ),
    at,
    idempotencyKey,
  };
}

async function savedProject(): Promise<Project> {
  const project = aProject({ id: store.newId(), channelId: `C${++channels}` });
  expect(await store.save(changeSet(project, [], `setup:${project.id}`))).toBe('saved');
  return project;
}

function withOneMore(project: Project): [Project, Milestone] {
  const milestone = aMilestone({ id: store.newId(), projectId: project.id, number: project.nextNumber });
  return [{ ...project, version: project.version + 1, nextNumber: project.nextNumber + 1 }, milestone];
}

describe('a change set', () => {
  it('is read back as it was saved', async () => {
    const [project, milestone] = withOneMore(await savedProject());
    const remindAt = new Date('2026-12-04T23:00:00Z');

    expect(await store.save(changeSet(project, [{ ...milestone, remindAt }], 'r1'))).toBe('saved');

    expect(await store.projectInChannel('T1', project.channelId)).toEqual(project);
    expect(await store.projectById(project.id)).toEqual(project);
    expect(await store.milestonesOf(project.id)).toEqual([{ ...milestone, remindAt }]);
    expect(await store.milestone(project.id, 1)).toEqual({ ...milestone, remindAt });
    expect(await store.changesOfRequest('r1')).toMatchObject([{ kind: 'added', milestoneNumber: 1, by, at }]);
  });

  it('keeps an empty description', async () => {
    const [project, milestone] = withOneMore(await savedProject());
    await store.save(changeSet(project, [{ ...milestone, description: '' }], 'r-empty'));
    expect((await store.milestone(project.id, 1))?.description).toBe('');
  });

  it('is refused as stale when the project was changed since, and leaves nothing behind', async () => {
    const project = await savedProject();
    const [next, milestone] = withOneMore(project);
    await store.save(changeSet(next, [milestone], 'r2'));

    const late = { ...milestone, id: store.newId(), number: 2 };
    expect(await store.save(changeSet(next, [late], 'r3'))).toBe('stale');

    expect(await store.milestonesOf(project.id)).toHaveLength(1);
    expect(await store.changesOfRequest('r3')).toEqual([]);
  });

  it('is refused as stale when the milestone was changed since', async () => {
    const [project, milestone] = withOneMore(await savedProject());
    await store.save(changeSet(project, [milestone], 'r4'));
    const next = { ...project, version: project.version + 1 };

    expect(await store.save(changeSet(next, [{ ...milestone, version: 3 }], 'r5'))).toBe('stale');
    expect((await store.projectById(project.id))?.version).toBe(project.version);
  });

  it('is refused as repeated when the same request was saved before', async () => {
    const [project, milestone] = withOneMore(await savedProject());
    await store.save(changeSet(project, [milestone], 'r6'));
    const [again, another] = withOneMore(project);

    expect(await store.save(changeSet(again, [another], 'r6'))).toBe('repeated');
    expect(await store.milestonesOf(project.id)).toHaveLength(1);
  });

  it('wakes the readers of its entries: the board at once, the updates after the quiet time', async () => {
    const [next, milestone] = withOneMore(await savedProject());
    await store.save(changeSet(next, [milestone], 'r7'));
    const soonest = await store.subscriptions.soonest([], 1_000);
    const woken = soonest.filter(({ projectId }) => projectId === next.id);
    const [seq] = (await store.changesOfRequest('r7')).map((change) => change.seq);
    expect(woken).toMatchObject([
      { key: 'board', readyAt: at, latest: seq },
      { key: 'updates', readyAt: new Date(at.getTime() + 20_000), latest: seq },
    ]);
    for (const { cursor } of woken) expect(cursor).toBe((seq ?? 0) - 1);
  });

  it('leaves a milestone without a reminder out of the reminders', async () => {
    const [project, milestone] = withOneMore(await savedProject());
    const remindAt = new Date('2020-01-01T00:00:00Z');
    await store.save(changeSet(project, [{ ...milestone, remindAt }], 'r8'));
    expect(await store.milestonesToRemind(at, 10, [])).toMatchObject([{ id: milestone.id }]);

    const done: Milestone = { ...milestone, version: 2, state: 'completed', completedOn: day('2026-12-01') };
    await store.save(changeSet({ ...project, version: project.version + 1 }, [done], 'r9'));
    expect(await store.milestonesToRemind(at, 10, [])).toEqual([]);
    expect(await store.milestone(project.id, 1)).toEqual(done);
  });
});

describe('reminders of several projects', () => {
  async function withOneDue(): Promise<readonly [Project, Milestone]> {
    const [project, milestone] = withOneMore(await savedProject());
    await store.save(changeSet(project, [{ ...milestone, remindAt: at }], `due:${project.id}`));
    return [project, { ...milestone, remindAt: at }];
  }
  const told = ([project, milestone]: readonly [Project, Milestone]): ChangeSet => {
    const after = { ...project, version: project.version + 1 };
    const reminded = { experts: [milestone.number], channel: [] };
    return {
      project: after,
      milestones: [{ ...milestone, version: milestone.version + 1, remindedOn: day('2026-11-22') }],
      changes: [anEntry(after, { id: store.newId(), kind: 'reminded', at, reminded })],
      at,
      idempotencyKey: `remind:${after.id}:${after.version}`,
    };
  };
  const silent = (due: readonly [Project, Milestone]): ChangeSet => ({ ...told(due), changes: [] });
  const awake = ({ id }: Project) =>
    connection.collection('subscriptions').countDocuments({ projectId: id, key: /^reminders:/, pending: true });

  it('are all saved, and wake each expert', async () => {
    const [first, second] = [await withOneDue(), await withOneDue()];
    expect(await store.saveReminders([told(first), told(second)])).toBe('saved');
    for (const [project, milestone] of [first, second]) {
      expect(await store.milestone(project.id, 1)).toMatchObject({ version: milestone.version + 1 });
      expect(await awake(project)).toBe(3);
    }
  });

  it('leave the project of whom nobody is reminded as it is', async () => {
    const due = await withOneDue();
    expect(await store.saveReminders([silent(due)])).toBe('saved');
    expect(await store.projectById(due[0].id)).toEqual(due[0]);
    expect(await store.milestone(due[0].id, 1)).toMatchObject({ version: due[1].version + 1 });
    expect(await awake(due[0])).toBe(0);
  });

  it('are not saved at all where one of the milestones was changed since', async () => {
    const [first, second] = [await withOneDue(), await withOneDue()];
    expect(await store.saveReminders([silent(second)])).toBe('saved');
    expect(await store.saveReminders([told(first), told(second)])).toBe('stale');
    expect(await store.milestone(first[0].id, 1)).toEqual(first[1]);
    expect(await awake(first[0])).toBe(0);
  });

  it('are not saved at all where one of the projects was changed since', async () => {
    const [first, second] = [await withOneDue(), await withOneDue()];
    const [project, added] = withOneMore(second[0]);
    expect(await store.save(changeSet(project, [added], `meanwhile:${project.id}`))).toBe('saved');
    expect(await store.saveReminders([told(first), told(second)])).toBe('stale');
    expect(await awake(first[0])).toBe(0);
  });
});

describe('a channel', () => {
  it('holds one live project, whoever is quicker', async () => {
    const project = await savedProject();
    const second = aProject({ id: store.newId(), channelId: project.channelId });
    expect(await store.save(changeSet(second, [], `setup:${second.id}`))).toBe('stale');

    const closed: Project = { ...project, version: 2, status: 'closed' };
    await store.save(changeSet(closed, [], 'close'));
    expect(await store.save(changeSet(second, [], `setup-again:${second.id}`))).toBe('saved');
    expect((await store.projectInChannel('T1', project.channelId))?.id).toBe(second.id);
  });
});

describe('two people at once', () => {
  it('never save the same version twice', async () => {
    const project = await savedProject();
    const attempts = Array.from({ length: 8 }, (_, i) => {
      const [next, milestone] = withOneMore(project);
      return store.save(changeSet(next, [milestone], `race:${project.id}:${i}`));
    });
    const outcomes = await Promise.all(attempts);
    expect(outcomes.filter((outcome) => outcome === 'saved')).toHaveLength(1);
    expect(await store.milestonesOf(project.id)).toHaveLength(1);
  });

  it('save in different projects at once; one who is too late, or asks twice, spoils it for no other', async () => {
    const projects = await Promise.all([1, 2, 3].map(() => savedProject()));
    const [first, late, twice] = projects.map(withOneMore);
    if (!first || !late || !twice) throw new Error('three projects make three changes');
    await store.save(changeSet(late[0], [late[1]], 'at once: earlier'));
    await store.save(changeSet(twice[0], [twice[1]], 'at once: twice'));
    const [again, other] = withOneMore(twice[0]);
    const saved = await Promise.all([
      store.save(changeSet(first[0], [first[1]], 'at once: first')),
      store.save(changeSet(late[0], [{ ...late[1], id: store.newId() }], 'at once: late')),
      store.save(changeSet(again, [other], 'at once: twice')),
    ]);
    expect(saved).toEqual(['saved', 'stale', 'repeated']);
    expect(await store.changesOfRequest('at once: first')).toHaveLength(1);
    expect(await store.changesOfRequest('at once: late')).toEqual([]);
    const counts = await Promise.all(projects.map(({ id }) => store.milestonesOf(id)));
    expect(counts.map(({ length }) => length)).toEqual([1, 1, 1]);
  });
});
