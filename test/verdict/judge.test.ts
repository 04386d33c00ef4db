import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Connection } from 'mongoose';
import type { Milestone } from '../../src/milestones/milestone.ts';
import type { Project } from '../../src/projects/project.ts';
import { remindOfDueMilestones } from '../../src/reminders/remind.ts';
import { storeOn } from '../../src/store.ts';
import { judgeProjects } from '../../src/verdict/judge.ts';
import { freshConnection } from '../support/database.ts';
import { day } from '../support/day.ts';
import { aMilestone, aProject } from '../support/people.ts';

let connection: Connection;
let drop: () => Promise<void>;
let store: ReturnType<typeof storeOn>;
beforeAll(async () => {
  ({ connection, drop } = await freshConnection());
  store = storeOn(connection);
  await store.prepare();
});
beforeEach(async () => {
  for (const name of ['projects', 'milestones', 'changes', 'subscriptions'])
    await connection.collection(name).deleteMany({});
});
afterAll(() => drop());

/** 09:00 in Berlin, in winter. */
const morning = (date: string) => new Date(`${date}T08:00:00Z`);
let now = morning('2026-11-30');
const judge = (at = now) => {
  now = at;
  return judgeProjects({ store, clock: { now: () => now }, adminUserIds: new Set(['UADMIN']) });
};

/** Ends on 18 December. The last milestone on the 17th leaves one spare day; four were planned. */
async function saved(fields: Partial<Project> = {}, first: Partial<Milestone> = {}): Promise<Project> {
  const id = store.newId();
  const project = aProject({ id, channelId: `C${id}`, judgeAt: morning('2026-11-30'), ...fields });
  const milestones = [
    aMilestone({ id: store.newId(), number: 4, firstDue: day('2026-11-27'), due: day('2026-12-02'), ...first }),
    aMilestone({ id: store.newId(), number: 7, firstDue: day('2026-12-14'), due: day('2026-12-17') }),
  ].map((each) => ({ ...each, projectId: id }));
  await store.save({ project, milestones, changes: [], at: now, idempotencyKey: `setup:${id}` });
  return project;
}
const told = async (project: Project) => {
  const entries = await connection.collection('changes').find({ projectId: project.id }).sort({ seq: 1 }).toArray();
  return entries.map(({ reminded }) => reminded);
};
const lookOf = async (project: Project) => (await store.projectById(project.id))?.judgeAt;

describe('the morning look at a project', () => {
  it('warns the experts of a point of no return in three working days, once', async () => {
    const project = await saved();
    expect(await judge(morning('2026-11-30'))).toBe(1);
    const warning = { experts: [4], channel: [], ofReturn: [4] };
    expect(await told(project)).toEqual([warning]);
    expect(await judge(morning('2026-12-01'))).toBe(0);
    expect(await judge(morning('2026-12-02'))).toBe(0);
    expect(await told(project)).toEqual([warning]);
  });

  it('tells everyone when it has passed, once', async () => {
    const project = await saved({}, { warnedOf: day('2026-12-03') });
    expect(await judge(morning('2026-12-03'))).toBe(0);
    expect(await judge(morning('2026-12-04'))).toBe(1);
    expect(await told(project)).toEqual([
      { experts: [4], channel: [4], admin: { userId: 'UADMIN', numbers: [4] }, ofReturn: [4] },
    ]);
    expect(await judge(morning('2026-12-07'))).toBe(0);
  });

  it('warns again where a new plan moved it by more than the warning, not by a day', async () => {
    await saved({}, { warnedOf: day('2026-12-02') });
    expect(await judge(morning('2026-11-30'))).toBe(0);
    await connection.collection('milestones').updateMany({ number: 4 }, { $set: { warnedOf: '2026-11-26' } });
    expect(await judge(morning('2026-12-01'))).toBe(1);
  });

  it('takes along what is to be reminded of the same morning: one message', async () => {
    const at = morning('2026-12-03');
    const project = await saved({}, { due: day('2026-12-02'), remindAt: at });
    await judge(at);
    // The warning is for the experts; the channel hears of the first day late.
    expect(await told(project)).toEqual([{ experts: [4], channel: [4], ofReturn: [4] }]);
    expect(await remindOfDueMilestones({ store, clock: { now: () => now } })).toBe(0);
  });

  it('says nothing of what is completed, far ahead, or of a project that is not open', async () => {
    await saved({}, { state: 'completed', completedOn: day('2026-11-27') });
    await saved({}, { due: day('2026-12-09') });
    await saved({ status: 'preparing' });
    await saved({ status: 'closed' });
    expect(await judge(morning('2026-11-30'))).toBe(0);
  });

  it('says nothing of a point of no return before the day of the milestone itself: the plan is late already', async () => {
    const project = await saved({ completionDate: day('2026-12-10') });
    expect(await judge(morning('2026-12-01'))).toBe(0);
    expect(await told(project)).toEqual([]);
    // Once the milestone itself is overdue it is told.
    expect(await judge(morning('2026-12-03'))).toBe(1);
  });

  it('comes on working mornings, at the time of the reminders', async () => {
    const project = await saved();
    await judge(morning('2026-11-30'));
    expect(await lookOf(project)).toEqual(morning('2026-12-01'));
    // A Friday; after the weekend in which the app was away it is a Monday night.
    await judge(morning('2026-12-04'));
    expect(await lookOf(project)).toEqual(morning('2026-12-07'));
    await judge(new Date('2026-12-07T20:00:00Z'));
    expect(await lookOf(project)).toEqual(morning('2026-12-08'));
  });

  it('is for nobody where a project cannot be judged, but for the others', async () => {
    const broken = await saved();
    const whole = await saved();
    await connection.collection<{ _id: string }>('projects').updateOne({ _id: broken.id }, { $set: { timeZone: 'x' } });
    await expect(judge(morning('2026-11-30'))).rejects.toThrow('Some projects could not be judged');
    expect(await told(whole)).toHaveLength(1);
    // It is tried again in an hour.
    expect(await lookOf(broken)).toEqual(new Date('2026-11-30T09:00:00Z'));
    expect(await judge(morning('2026-11-30'))).toBe(0);
  });

  it('looks at many projects in one run', async () => {
    const { id: _id, ...like } = aProject({ judgeAt: morning('2026-11-29') });
    const others = Array.from({ length: 230 }, (_, index) => {
      const id = index.toString(16).padStart(24, '0');
      return { ...like, _id: id, channelId: `C${index}`, live: true, unnamed: false };
    });
    await connection.collection<{ _id: string }>('projects').insertMany(others);
    await saved();
    expect(await judge(morning('2026-11-30'))).toBe(1);
  });
});
