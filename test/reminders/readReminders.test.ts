import { describe, expect, it } from '@jest/globals';
import { remindersText } from '../../blocks/reminders/remindersText.ts';
import { REMINDER_DEFAULTS, type ReminderPolicy } from '../../src/reminders/policy.ts';
import { type ReminderWords, readReminders } from '../../src/reminders/readReminders.ts';
import { aProject } from '../support/people.ts';

const words: ReminderWords = {
  headsUp: '2',
  onDay: true,
  weekly: true,
  overdueDays: '1, 3, 7',
  at: '09:00',
  adminAfter: '7',
};
const read = (fields: Partial<ReminderWords>) => readReminders(aProject(), { ...words, ...fields });

describe('the policy of a form', () => {
  it('is the default where nobody changed it', () => {
    expect(read({})).toEqual({ ok: true, value: REMINDER_DEFAULTS });
  });

  it.each<readonly [Partial<ReminderWords>, Partial<ReminderPolicy>]>([
    [{ overdueDays: '14;2 5' }, { overdueDays: [2, 5, 14] }],
    [{ overdueDays: '3, 3, 3' }, { overdueDays: [3] }],
    [{ overdueDays: '  ' }, { overdueDays: [] }],
    [{ at: '17:59' }, { at: '17:59' }],
    [{ at: '08:00' }, { at: '08:00' }],
    [
      { headsUp: '0', onDay: false },
      { headsUpDays: 0, onDay: false },
    ],
    [{ headsUp: '99' }, { headsUpDays: 2 }],
  ])('reads %j', (given, expected) => expect(read(given)).toMatchObject({ ok: true, value: expected }));

  it('has no admin where none is to be told', () => {
    const policy = read({ adminAfter: 'never' });
    expect(policy.ok && 'adminAfterDays' in policy.value).toBe(false);
  });

  it.each([
    ['overdueDays', { overdueDays: '0' }],
    ['overdueDays', { overdueDays: '1, 61' }],
    ['overdueDays', { overdueDays: '1.5' }],
    ['overdueDays', { overdueDays: 'soon' }],
    ['overdueDays', { overdueDays: '1 2 3 4 5 6 7' }],
    ['remindTime', { at: '18:00' }],
    ['remindTime', { at: '07:59' }],
    ['remindTime', { at: '' }],
    ['adminAfter', { weekly: false, overdueDays: '1, 3' }],
    ['adminAfter', { weekly: false, overdueDays: '' }],
  ])('is refused under %s: %j', (field, given) => {
    expect(read(given)).toMatchObject({ ok: false, failure: [{ field }] });
  });

  it('may do without the weekly ones where the last reminder reaches the admin', () => {
    expect(read({ weekly: false })).toMatchObject({ ok: true });
  });
});

describe('the policy in words', () => {
  it.each<readonly [Partial<ReminderPolicy>, string]>([
    [
      {},
      '2 working days before, on the day, then 1, 3 and 7 days late and weekly, at 09:00; an admin from 7 days late on',
    ],
    [
      { headsUpDays: 1, weekly: false, adminAfterDays: undefined },
      '1 working day before, on the day, then 1, 3 and 7 days late, at 09:00',
    ],
    [
      { overdueDays: [1], adminAfterDays: 3 },
      '2 working days before, on the day, then 1 day late and weekly, at 09:00; an admin from 3 days late on',
    ],
    [
      { headsUpDays: 0, onDay: false, overdueDays: [] },
      'weekly while it is late, at 09:00; an admin from 7 days late on',
    ],
    [{ overdueDays: [], weekly: false, at: '14:30' }, '2 working days before, on the day, at 14:30'],
    [{ headsUpDays: 0, onDay: false, overdueDays: [], weekly: false }, 'none'],
  ])('%j', (fields, text) => expect(remindersText({ ...REMINDER_DEFAULTS, ...fields })).toBe(text));
});
