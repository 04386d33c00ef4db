import { describe, expect, it } from '@jest/globals';
import { renderReminder } from '../../src/delivery/renderReminder.ts';
import type { Notice } from '../../src/domain/changeSet.ts';
import type { Milestone } from '../../src/domain/milestone.ts';
import type { Project } from '../../src/domain/project.ts';
import { REMINDER_DEFAULTS } from '../../src/domain/reminder.ts';
import { aMilestone, aProject, lead } from '../support/people.ts';

type Reminder = Extract<Notice, { kind: 'reminder' }>;
const toLead: Reminder = { kind: 'reminder', to: { userId: lead.userId }, as: 'expert', numbers: [1] };
const toChannel: Reminder = { kind: 'reminder', to: 'channel', numbers: [1] };
const toAdmin: Reminder = { kind: 'reminder', to: { userId: 'UADMIN' }, as: 'admin', numbers: [1] };

/** What is said on Friday, 4 December, in Berlin of a milestone that was due on the Tuesday. */
const said = (
  fields: Partial<Milestone>,
  { notice = toLead, at = '2026-12-04T10:00:00Z', project = aProject() }: Partial<Said> = {},
) =>
  renderReminder(
    { milestonesNumbered: async () => [aMilestone({ due: '2026-12-01', ...fields })] },
    project,
    notice,
    new Date(at),
  );
type Said = { readonly notice: Reminder; readonly at: string; readonly project: Project };

const post = { kind: 'post' };
const nothing = { kind: 'nothing' };

describe('a queued reminder', () => {
  it('is sent by day', async () => expect(await said({})).toMatchObject(post));

  it('waits for the next working morning when the day is over', async () => {
    const later = { kind: 'later', at: new Date('2026-12-07T08:00:00Z') };
    expect(await said({}, { at: '2026-12-04T17:00:00Z' })).toEqual(later);
    expect(await said({}, { at: '2026-12-05T10:00:00Z' })).toEqual(later);
  });

  it('is dropped where the milestone is reminded of again by then', async () => {
    const remindAt = new Date('2026-12-07T08:00:00Z');
    expect(await said({ remindAt }, { at: '2026-12-04T17:00:00Z' })).toMatchObject(nothing);
    expect(await said({ remindAt: new Date('2026-12-08T08:00:00Z') }, { at: '2026-12-04T17:00:00Z' })).toMatchObject({
      kind: 'later',
    });
  });

  it('to the channel or an admin waits though the experts’ snooze ends by then: only they are told of that', async () => {
    const snoozed = { due: '2026-12-03', snoozedUntil: '2026-12-05', remindAt: new Date('2026-12-07T08:00:00Z') };
    const project = aProject({ reminders: { ...REMINDER_DEFAULTS, overdueDays: [1, 6], adminAfterDays: 1 } });
    const evening = { at: '2026-12-04T17:00:00Z', project };
    for (const notice of [toChannel, toAdmin]) {
      expect(await said(snoozed, { ...evening, notice })).toMatchObject({ kind: 'later' });
    }
    const step = aProject({ reminders: { ...REMINDER_DEFAULTS, overdueDays: [1, 3] } });
    expect(await said(snoozed, { ...evening, notice: toChannel, project: step })).toMatchObject(nothing);
  });

  it.each<readonly [string, Partial<Milestone>]>([
    ['completed', { state: 'completed', completedOn: '2026-12-03' }],
    ['removed', { state: 'removed' }],
    ['moved', { due: '2026-12-18' }],
    ['snoozed', { snoozedUntil: '2026-12-07' }],
  ])('leaves out what was %s meanwhile', async (_name, fields) => expect(await said(fields)).toMatchObject(nothing));

  it('tells the client of delays also while the experts have snoozed them', async () => {
    expect(await said({ snoozedUntil: '2026-12-07' }, { notice: toChannel })).toMatchObject(post);
  });

  it('tells the channel nothing of what is still to come', async () => {
    expect(await said({ due: '2026-12-04' }, { notice: toChannel })).toMatchObject(nothing);
  });

  it('tells an admin only what has been late for long', async () => {
    expect(await said({}, { notice: toAdmin })).toMatchObject(nothing);
    expect(await said({ due: '2026-11-27' }, { notice: toAdmin })).toMatchObject(post);
  });

  it('is dropped for someone who is no longer an expert, and for a project that is not open', async () => {
    expect(await said({}, { project: aProject({ people: [] }) })).toMatchObject(nothing);
    expect(await said({}, { project: aProject({ status: 'closed' }) })).toMatchObject(nothing);
  });
});
