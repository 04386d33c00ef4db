import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { CommandStartedEvent, CommandSucceededEvent } from 'mongodb';
import type { Connection } from 'mongoose';
import type { Milestone } from '../../src/milestones/milestone.ts';
import type { Project } from '../../src/projects/project.ts';
import { REMINDER_DEFAULTS } from '../../src/reminders/policy.ts';
import { remindOfDueMilestones } from '../../src/reminders/remind.ts';
import { replanned } from '../../src/reminders/replan.ts';
import { storeOn } from '../../src/store.ts';
import { freshConnection } from '../support/database.ts';
import { day } from '../support/day.ts';
import { aMilestone, aProject } from '../support/people.ts';

const isDemoEngine = process.env['MILEPOST_TEST_DATABASE_KIND'] === 'jongodb';
const needsEngine = isDemoEngine ? it.skip : it;
const why = isDemoEngine ? ' (not told by the demo engine, which does not explain)' : '';

let connection: Connection;
let drop: () => Promise<void>;
let store: ReturnType<typeof storeOn>;

beforeAll(async () => {
  ({ connection, drop } = await freshConnection({ monitorCommands: true }));
  store = storeOn(connection);
  await store.prepare();
});
beforeEach(async () => {
  for (const name of ['projects', 'milestones', 'changes', 'subscriptions'])
    await connection.collection(name).deleteMany({});
});
afterAll(() => drop());

/** A Wednesday, 09:00 in Berlin. */
const now = new Date('2026-12-02T08:00:00Z');
const deps = () => ({ store, clock: { now: () => now } });
const aDay = 86_400_000;

async function saved(milestones: readonly Partial<Milestone>[], fields: Partial<Project> = {}): Promise<Project> {
  const id = store.newId();
  const project = aProject({ id, channelId: `C${id}`, ...fields });
  const all = milestones.map((each, index) =>
    aMilestone({ id: store.newId(), projectId: id, number: index + 1, due: day('2026-12-01'), remindAt: now, ...each }),
  );
  const idempotencyKey = `setup:${id}`;
  const changeSet = { project, milestones: all, changes: [], at: now, idempotencyKey };
  expect(await store.save(changeSet)).toBe('saved');
  return project;
}

/** The rounds of reminders that the project's log holds. */
const remindersOf = (project: Project) =>
  connection.collection('changes').find({ projectId: project.id, kind: 'reminded' }).toArray();
const wokenOf = async (project: Project) => {
  const woken = await connection.collection('subscriptions').find({ projectId: project.id, pending: true }).toArray();
  return woken.map(({ key }) => String(key)).toSorted();
};
/** Three experts and the channel. */
const EVERYONE = ['reminders', 'reminders:UINVITEE', 'reminders:ULEAD', 'reminders:UTHIRD'];

describe('due reminders', () => {
  it('are queued once where several processes look at the same moment', async () => {
    const projects = [];
    for (let i = 0; i < 4; i++) projects.push(await saved([{}, {}]));
    const looks = await Promise.all([1, 2, 3].map(() => remindOfDueMilestones(deps())));
    expect(looks.reduce((sum, decided) => sum + decided, 0)).toBe(8);
    for (const project of projects) {
      expect(await remindersOf(project)).toMatchObject([{ reminded: { experts: [1, 2], channel: [1, 2] } }]);
      expect(await wokenOf(project)).toEqual(EVERYONE);
    }
    expect(await remindOfDueMilestones(deps())).toBe(0);
  });

  it('of one project are decided on together, also where they are more than one round takes', async () => {
    const first = await saved(Array.from({ length: 150 }, () => ({ remindAt: new Date(now.getTime() - aDay) })));
    // The limit of a round cuts this one in two.
    const second = await saved(Array.from({ length: 90 }, () => ({})));
    await remindOfDueMilestones(deps());
    expect(await remindersOf(first)).toHaveLength(1);
    expect(await remindersOf(second)).toHaveLength(1);
    expect((await remindersOf(second))[0]?.['reminded'].experts).toHaveLength(90);
  });

  it('of a project that is gone keep no other project waiting, and are a fault', async () => {
    const gone = await saved(Array.from({ length: 210 }, () => ({ remindAt: new Date(now.getTime() - aDay) })));
    await connection.collection<{ _id: string }>('projects').deleteOne({ _id: gone.id });
    const other = await saved([{}]);
    await expect(remindOfDueMilestones(deps())).rejects.toThrow('Some projects could not be reminded');
    expect(await wokenOf(other)).toEqual(EVERYONE);
  });

  /** The same store, where something else happens once, after projects were read to be reminded of. */
  function whereMeanwhile(happens: () => Promise<unknown>) {
    let hasHappened = false;
    async function projectsByIds(ids: readonly string[]): Promise<readonly Project[]> {
      const read = await store.projectsByIds(ids);
      if (!hasHappened) await happens();
      hasHappened = true;
      return read;
    }
    return { ...deps(), store: { ...store, projectsByIds } };
  }

  it('of many projects are decided on although one milestone is changed at that moment', async () => {
    const edited = await saved([{}]);
    const projects = [edited, await saved([{}]), await saved([{}])];
    const isEdited = () =>
      connection.collection('milestones').updateOne({ projectId: edited.id }, { $inc: { version: 1 } });
    expect(await remindOfDueMilestones(whereMeanwhile(isEdited))).toBe(3);
    for (const project of projects) expect(await wokenOf(project)).toEqual(EVERYONE);
  });

  it('go by the settings that an admin saves at that moment', async () => {
    const project = await saved([{ due: day('2026-12-02') }]);
    const never = { ...REMINDER_DEFAULTS, headsUpDays: 0, onDay: false, overdueDays: [30], weekly: false };
    async function settingsAreSaved(): Promise<void> {
      const after = { ...project, version: project.version + 1, reminders: never };
      const milestones = await replanned({ store }, project, after, now);
      const changeSet = { project: after, milestones, changes: [], at: now, idempotencyKey: 'settings' };
      expect(await store.save(changeSet)).toBe('saved');
    }
    await remindOfDueMilestones(whereMeanwhile(settingsAreSaved));
    expect(await remindersOf(project)).toEqual([]);
    expect((await store.milestone(project.id, 1))?.remindAt).toEqual(new Date('2027-01-01T08:00:00Z'));
  });

  it('go to an admin who is an expert of the project as to the other experts, once', async () => {
    const late = { due: day('2026-11-23') };
    const project = await saved([late], { setUpBy: { userId: 'ULEAD', name: 'Lena' } });
    await remindOfDueMilestones({ ...deps(), adminUserIds: new Set(['UADMIN']) });
    expect(await wokenOf(project)).toEqual(EVERYONE);
  });

  it('go to the admin who set the project up, else to the first that the settings name', async () => {
    const late = { due: day('2026-11-23') };
    const mine = await saved([late], { setUpBy: { userId: 'UBOSS', name: 'Bo' } });
    const old = await saved([late]);
    await remindOfDueMilestones({ ...deps(), adminUserIds: new Set(['UADMIN', 'UOTHER']) });
    const admins = async (project: Project) => (await remindersOf(project)).map(({ reminded }) => reminded.admin);
    expect(await admins(mine)).toEqual([{ userId: 'UBOSS', numbers: [1] }]);
    expect(await admins(old)).toEqual([{ userId: 'UADMIN', numbers: [1] }]);
    expect(await wokenOf(mine)).toEqual([...EVERYONE, 'reminders:UBOSS'].toSorted());
  });
});

describe('looking for what is due', () => {
  const OTHERS = 2_000;
  /** The demo engine takes its time for each document. */
  const others = isDemoEngine ? 200 : OTHERS;

  /** What goes to the database while `work` is done: commands, and how many documents they brought. */
  async function watched(work: () => Promise<unknown>) {
    const commands: string[] = [];
    let read = 0;
    const started = ({ commandName, command }: CommandStartedEvent) =>
      commands.push(`${commandName} ${String(command[commandName])}`);
    const succeeded = ({ reply }: CommandSucceededEvent) => {
      const { cursor } = reply as { cursor?: { firstBatch?: unknown[]; nextBatch?: unknown[] } };
      read += cursor?.firstBatch?.length ?? cursor?.nextBatch?.length ?? 0;
    };
    const client = connection.getClient();
    client.on('commandStarted', started).on('commandSucceeded', succeeded);
    await work();
    client.off('commandStarted', started).off('commandSucceeded', succeeded);
    return { commands, read };
  }

  it('reads the due milestones and their projects alone, in a few commands', async () => {
    await saved(
      Array.from({ length: others }, () => ({ due: day('2027-06-01'), remindAt: new Date(now.getTime() + aDay) })),
    );
    await saved([{}, {}, {}]);
    await saved([{}, {}]);
    const { commands, read } = await watched(() => remindOfDueMilestones(deps()));
    // Five milestones, two projects.
    expect(read).toBe(7);
    const on = (name: string) => commands.filter((command) => command === name).length;
    // The last look finds nothing left.
    expect([on('find milestones'), on('find projects')]).toEqual([2, 1]);
    expect([on('update milestones'), on('update projects'), on('commitTransaction 1')]).toEqual([1, 1, 1]);
    expect([on('update subscriptions'), on('insert changes')]).toEqual([1, 1]);
  });

  needsEngine(`goes by the index of the reminders${why}`, async () => {
    await saved(
      Array.from({ length: OTHERS }, () => ({ due: day('2027-06-01'), remindAt: new Date(now.getTime() + aDay) })),
    );
    await saved([{}, {}, {}, {}, {}]);
    const finds: CommandStartedEvent['command'][] = [];
    const listen = ({ commandName, command }: CommandStartedEvent) => {
      if (commandName === 'find' && command['find'] === 'milestones') finds.push(command);
    };
    connection.getClient().on('commandStarted', listen);
    await remindOfDueMilestones(deps());
    connection.getClient().off('commandStarted', listen);
    expect(finds.length).toBeGreaterThan(0);
    for (const { find, filter, sort, limit } of finds) {
      const planOf = async (hint: object) => {
        const explain = { find, filter, sort, limit, ...hint };
        return JSON.stringify(await connection.db?.command({ explain, verbosity: 'queryPlanner' }));
      };
      // Which of its indexes a planner takes depends on what it has counted so far, so ask what this index can serve.
      const [plan, hinted] = [await planOf({}), await planOf({ hint: 'reminders_due' })];
      expect(plan).not.toContain('COLLSCAN');
      expect(hinted).toContain('reminders_due');
      // Bounded by the moment asked for: the whole index would begin at MinKey.
      expect(hinted).toContain('indexBounds');
      expect(hinted).not.toMatch(/remindAt\W*MinKey/);
    }
  });
});
