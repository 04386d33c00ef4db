import { describe, expect, it } from '@jest/globals';
import { planDelivery } from '../../src/delivery/plan.ts';
import type { AudienceKey } from '../../src/history/audienceKey.ts';
import type { Milestone } from '../../src/milestones/milestone.ts';
import type { Project } from '../../src/projects/project.ts';
import { REMINDER_DEFAULTS } from '../../src/reminders/policy.ts';
import { day } from '../support/day.ts';
import { anEntry } from '../support/entries.ts';
import { aMilestone, aProject, lead } from '../support/people.ts';

const toLead: AudienceKey = `reminders:${lead.userId}`;
const toChannel: AudienceKey = 'reminders';
const toAdmin: AudienceKey = 'reminders:UADMIN';
const reminded = { experts: [1], channel: [1], admin: { userId: 'UADMIN', numbers: [1] } };

/** What is said on Friday, 4 December, in Berlin of a milestone that was due on the Tuesday. */
const said = (
  fields: Partial<Milestone>,
  { key = toLead, at = '2026-12-04T10:00:00Z', project = aProject() }: Partial<Said> = {},
) =>
  planDelivery({
    subscription: { key, latest: 1 },
    project,
    entries: [anEntry(project, { kind: 'reminded', reminded })],
    milestones: [aMilestone({ due: day('2026-12-01'), ...fields })],
    request: undefined,
    now: new Date(at),
  });
type Said = { readonly key: AudienceKey; readonly at: string; readonly project: Project };

const post = { kind: 'post' };
const nothing = { kind: 'nothing' };

describe('a reminder that was decided on', () => {
  it('is sent by day', () => expect(said({})).toMatchObject(post));

  it('waits for the next working morning when the day is over', () => {
    const later = { kind: 'later', at: new Date('2026-12-07T08:00:00Z') };
    expect(said({}, { at: '2026-12-04T17:00:00Z' })).toEqual(later);
    expect(said({}, { at: '2026-12-05T10:00:00Z' })).toEqual(later);
  });

  it('falls out where the milestone is reminded of again by then', () => {
    const remindAt = new Date('2026-12-07T08:00:00Z');
    expect(said({ remindAt }, { at: '2026-12-04T17:00:00Z' })).toMatchObject(nothing);
    expect(said({ remindAt: new Date('2026-12-08T08:00:00Z') }, { at: '2026-12-04T17:00:00Z' })).toMatchObject({
      kind: 'later',
    });
  });

  it('to the channel or an admin waits though the experts’ snooze ends by then: only they are told of that', () => {
    const snoozed = {
      due: day('2026-12-03'),
      snoozedUntil: day('2026-12-05'),
      remindAt: new Date('2026-12-07T08:00:00Z'),
    };
    const project = aProject({ reminders: { ...REMINDER_DEFAULTS, overdueDays: [1, 6], adminAfterDays: 1 } });
    const evening = { at: '2026-12-04T17:00:00Z', project };
    for (const key of [toChannel, toAdmin]) {
      expect(said(snoozed, { ...evening, key })).toMatchObject({ kind: 'later' });
    }
    const step = aProject({ reminders: { ...REMINDER_DEFAULTS, overdueDays: [1, 3] } });
    expect(said(snoozed, { ...evening, key: toChannel, project: step })).toMatchObject(nothing);
  });

  it.each<readonly [string, Partial<Milestone>]>([
    ['completed', { state: 'completed', completedOn: day('2026-12-03') }],
    ['removed', { state: 'removed' }],
    ['moved', { due: day('2026-12-18') }],
    ['snoozed', { snoozedUntil: day('2026-12-07') }],
  ])('leaves out what was %s meanwhile', (_name, fields) => expect(said(fields)).toMatchObject(nothing));

  it('tells the client of delays also while the experts have snoozed them', () => {
    expect(said({ snoozedUntil: day('2026-12-07') }, { key: toChannel })).toMatchObject(post);
  });

  it('tells the channel nothing of what is still to come', () => {
    expect(said({ due: day('2026-12-04') }, { key: toChannel })).toMatchObject(nothing);
  });

  it('tells an admin only what has been late for long', () => {
    expect(said({}, { key: toAdmin })).toMatchObject(nothing);
    expect(said({ due: day('2026-11-27') }, { key: toAdmin })).toMatchObject(post);
  });

  it('falls out for someone who is no longer an expert, and for a project that is not open', () => {
    expect(said({}, { project: aProject({ people: [] }) })).toMatchObject(nothing);
    expect(said({}, { project: aProject({ status: 'closed' }) })).toMatchObject(nothing);
  });
});
