import { describe, expect, it } from '@jest/globals';
import { REMINDER_DEFAULTS } from '../../src/reminders/policy.ts';
import { replanned } from '../../src/reminders/replan.ts';
import { day } from '../support/day.ts';
import { aMilestone, aProject } from '../support/people.ts';

/** When the reminder comes of what is expected on Wednesday, 2 December, once its time changes at noon of that day. */
async function planned(fromTime: string, toTime: string, remindAt: string): Promise<Date | undefined> {
  const milestones = [aMilestone({ due: day('2026-12-02'), remindAt: new Date(remindAt) })];
  const at = (time: string) => aProject({ reminders: { ...REMINDER_DEFAULTS, at: time } });
  const store = { milestonesOf: async () => milestones };
  const [changed] = await replanned({ store }, at(fromTime), at(toTime), noon);
  return (changed ?? milestones[0])?.remindAt;
}
const noon = new Date('2026-12-02T11:00:00Z');

describe('other settings of the reminders', () => {
  it('bring what was still to come today at once where its new time is past', async () => {
    expect(await planned('15:00', '09:00', '2026-12-02T14:00:00Z')).toEqual(noon);
  });

  it('move what is still to come today to its new time', async () => {
    expect(await planned('15:00', '16:00', '2026-12-02T14:00:00Z')).toEqual(new Date('2026-12-02T15:00:00Z'));
  });

  it('bring nothing again that came today', async () => {
    expect(await planned('09:00', '11:00', '2026-12-03T08:00:00Z')).toEqual(new Date('2026-12-03T10:00:00Z'));
  });
});
