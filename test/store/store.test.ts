import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Connection } from 'mongoose';
import { fieldsOf } from '../../src/domain/change.ts';
import type { ChangeSet, Reminders } from '../../src/domain/changeSet.ts';
import type { Milestone } from '../../src/domain/milestone.ts';
import type { Project } from '../../src/domain/project.ts';
import { storeOn } from '../../src/store/store.ts';
import { freshConnection } from '../support/database.ts';
import { aMilestone, aProject, lead } from '../support/people.ts';

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

function changeSet(project: Project, milestones: readonly Milestone[], requestId: string): ChangeSet {
  return {
    project,
    milestones,
    changes: milestones.map((milestone, place) => ({
      id: store.newId(),
      projectId: project.id,
      seq: project.version * 1000 + place,
      kind: 'added',
      by,
      at,
      milestoneNumber: milestone.number,
      after: fieldsOf(milestone),
    })),
    notices: [
      { kind: 'update', to: 'channel' },
      { kind: 'board', to: 'channel' },
    ],
    at,
    requestId,
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

  it('queues what the channel is owed, updates in order and the board in a lane of its own', async () => {
    const project = await savedProject();
    const [next, milestone] = withOneMore(project);
    await store.save(changeSet(next, [milestone], 'r7'));

    const lane = await claim(project.channelId);
    const first = await store.outbox.head(lane.id);
    expect(first).toMatchObject({ seq: 1, notice: { kind: 'update' }, state: 'queued', projectId: project.id });
    expect(lane.lastSeq).toBe(2);
    const board = await claim(`${project.channelId}:board`);
    expect(await store.outbox.head(board.id)).toMatchObject({ seq: 1, notice: { kind: 'board' } });
  });

  it('leaves a milestone without a reminder out of the reminders', async () => {
    const [project, milestone] = withOneMore(await savedProject());
    const remindAt = new Date('2020-01-01T00:00:00Z');
    await store.save(changeSet(project, [{ ...milestone, remindAt }], 'r8'));
    expect(await store.milestonesToRemind(at, 10, [])).toMatchObject([{ id: milestone.id }]);

    const done: Milestone = { ...milestone, version: 2, state: 'completed', completedOn: '2026-12-01' };
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
  const told = ([project, milestone]: readonly [Project, Milestone], userId: string): Reminders => ({
    project,
    milestones: [{ ...milestone, version: milestone.version + 1, remindedOn: '2026-11-22' }],
    notices: [{ kind: 'reminder', to: { userId }, as: 'expert', numbers: [milestone.number] }],
    at,
  });
  const owedTo = (...userIds: string[]) =>
    connection.collection('outbox').countDocuments({ 'notice.to.userId': { $in: userIds } });

  it('are all saved, with what is owed; the projects stay as they are', async () => {
    const [first, second] = [await withOneDue(), await withOneDue()];
    expect(await store.saveReminders([told(first, 'UONE'), told(second, 'UTWO')])).toBe('saved');
    for (const [project, milestone] of [first, second]) {
      expect((await store.projectById(project.id))?.version).toBe(project.version);
      expect(await store.milestone(project.id, 1)).toMatchObject({ version: milestone.version + 1 });
    }
    expect(await owedTo('UONE', 'UTWO')).toBe(2);
  });

  it('that owe to one lane twice stand there one after the other', async () => {
    const toOne = (due: readonly [Project, Milestone], reason: string): Reminders => ({
      ...told(due, 'UONE'),
      notices: [{ kind: 'parked', to: { userId: 'UADMIN' }, receiver: { channelId: due[0].channelId }, reason }],
    });
    const both = [toOne(await withOneDue(), 'first'), toOne(await withOneDue(), 'second')];
    expect(await store.saveReminders(both)).toBe('saved');
    const rows = await connection.collection('outbox').find({ laneId: 'T1:UADMIN' }).sort({ seq: 1 }).toArray();
    expect(rows.map(({ seq, notice }) => [seq, notice.reason])).toEqual([
      [1, 'first'],
      [2, 'second'],
    ]);
  });

  it('are not saved at all where one of the milestones was changed since', async () => {
    const [first, second] = [await withOneDue(), await withOneDue()];
    expect(await store.saveReminders([told(second, 'UMEANWHILE')])).toBe('saved');
    expect(await store.saveReminders([told(first, 'UFIRST'), told(second, 'UNEXT')])).toBe('stale');
    expect(await store.milestone(first[0].id, 1)).toEqual(first[1]);
    expect(await owedTo('UFIRST', 'UNEXT')).toBe(0);
  });

  it('are not in the way of someone who changes the project at that moment', async () => {
    const due = await withOneDue();
    const [project, added] = withOneMore(due[0]);
    expect(await store.saveReminders([told(due, 'UBESIDE')])).toBe('saved');
    expect(await store.save(changeSet(project, [added], `beside:${project.id}`))).toBe('saved');
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

  it('never hold the same lane', async () => {
    const project = await savedProject();
    const later = new Date(at.getTime() + 60_000);
    const ready = await store.outbox.soonestLanes([], 1_000);
    expect(ready.map(({ id }) => id)).toContain(`T1:${project.channelId}`);
    const claims = await Promise.all(
      [1, 2, 3].flatMap((process) =>
        ready.map(async ({ id }) => ({ id, isOurs: await store.outbox.claimLane(id, at, `owner${process}`, later) })),
      ),
    );
    const lanes = claims.filter(({ isOurs }) => isOurs).map(({ id }) => id);
    expect(new Set(lanes).size).toBe(lanes.length);
    expect(lanes).toContain(`T1:${project.channelId}`);
  });
});

async function claim(channelId: string) {
  const lane = (await store.outbox.soonestLanes([], 1_000)).find(({ id }) => id === `T1:${channelId}`);
  const isOurs = lane && (await store.outbox.claimLane(lane.id, at, 'me', new Date(at.getTime() + 60_000)));
  if (!isOurs) throw new Error(`No lane for ${channelId}`);
  return lane;
}
