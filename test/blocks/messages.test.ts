import { describe, expect, it } from '@jest/globals';
import { boardMessage } from '../../blocks/board/board.ts';
import { updateMessage } from '../../blocks/history/update.ts';
import { listAnswer } from '../../blocks/milestones/list.ts';
import { addForm } from '../../blocks/milestones/milestoneForm.ts';
import { setupForm } from '../../blocks/projects/setupForm.ts';
import { reminderMessage } from '../../blocks/reminders/reminder.ts';
import { escalationMessage, overdueMessage } from '../../blocks/reminders/reminderTold.ts';
import type { Rendered } from '../../blocks/shared/text.ts';
import { checkMessage, checkView } from '../../sandbox/slack/limits/check.ts';
import type { Day } from '../../src/core/day.ts';
import type { Change } from '../../src/history/change.ts';
import type { Milestone } from '../../src/milestones/milestone.ts';
import { verdictOn } from '../../src/verdict/verdict.ts';
import { day } from '../support/day.ts';
import { aMilestone, aProject, lead } from '../support/people.ts';

const today = day('2026-11-22');
const standing = (milestones: readonly Milestone[]) => ({
  verdict: verdictOn(project, milestones, today),
  urgent: new Set([2]),
});
const project = aProject({ name: 'Atlas' });
const change = (fields: Partial<Change>): Change => ({
  id: '1',
  projectId: project.id,
  seq: 1,
  kind: 'added',
  by: lead,
  at: new Date('2026-11-22T10:00:00Z'),
  milestoneNumber: 3,
  ...fields,
});
const some: readonly Milestone[] = [
  aMilestone({
    number: 1,
    title: 'Kick-off notes',
    due: day('2026-11-10'),
    state: 'completed',
    completedOn: day('2026-11-09'),
  }),
  aMilestone({ number: 2, title: 'Interviews', due: day('2026-11-20') }),
  aMilestone({ number: 3, due: day('2026-12-04') }),
];
const worst = (number: number): Milestone =>
  aMilestone({ number, title: '<&>'.repeat(50), description: '&'.repeat(500), due: day('2026-11-20') });

const messages: Readonly<Record<string, Rendered>> = {
  'an update of an added milestone': updateMessage(project, [change({ after: aMilestone() })]),
  'an update of a completed milestone': updateMessage(project, [
    change({
      kind: 'completed',
      before: aMilestone(),
      after: aMilestone({ state: 'completed', completedOn: day('2026-12-07') }),
    }),
  ]),
  'an update of a project that was opened': updateMessage(project, [change({ kind: 'milestones-opened' })]),
  'a board': boardMessage(project, some, today),
  'an empty board': boardMessage(project, [], today),
  'a list for an expert': listAnswer(project, some, today, true),
  'a list for a client': listAnswer(project, some, today, false),
  'a reminder for the channel': overdueMessage(project, some.slice(1, 2), standing(some.slice(1, 2)), today),
  'a reminder for an admin': escalationMessage(project, some.slice(1, 2), standing(some.slice(1, 2)), today),
  'a reminder for an expert': reminderMessage(
    project,
    [...some, aMilestone({ number: 4, due: day('2026-11-24') })],
    standing(some),
    today,
  ),
  'a reminder for an expert, answered': reminderMessage(
    project,
    [
      aMilestone({ number: 1, state: 'completed', completedOn: day('2026-11-22'), due: day('2026-11-20') }),
      aMilestone({ number: 2, state: 'removed' }),
      aMilestone({ number: 3, due: day('2026-11-20'), snoozedUntil: day('2026-11-25') }),
    ],
    standing(some),
    today,
  ),
};

describe('messages', () => {
  it.each(Object.entries(messages))('%s', (_name, shown) => {
    expect(shown).toMatchSnapshot();
    expect(checkMessage({ ...shown }, { method: 'chat.update' })).toEqual([]);
  });

  it.each([1, 10, 100])('with %i milestones of the worst kind stay within the limits', (count) => {
    const milestones = Array.from({ length: count }, (_, i) => worst(i + 1));
    for (const shown of [
      boardMessage(project, milestones, today),
      listAnswer(project, milestones, today, true),
      reminderMessage(project, milestones, standing(milestones), today),
      reminderMessage({ ...project, status: 'closed' }, milestones, standing(milestones), today),
      overdueMessage(project, milestones, standing(milestones), today),
      escalationMessage(project, milestones, standing(milestones), today),
      updateMessage(
        project,
        Array.from({ length: count }, (_, i) => change({ milestoneNumber: i + 1, after: worst(i + 1) })),
      ),
      updateMessage(
        project,
        Array.from({ length: count }, () =>
          change({
            kind: 'edited',
            before: worst(1),
            after: { ...worst(2), title: '>&<'.repeat(50), description: '<'.repeat(500) },
          }),
        ),
      ),
    ]) {
      expect(checkMessage({ ...shown }, { method: 'chat.update' })).toEqual([]);
    }
  });
});

describe('forms', () => {
  it('stay within the limits, whatever the project is called', () => {
    const long = aProject({ name: '&'.repeat(80), timeZone: 'America/Argentina/ComodRivadavia' });
    expect(checkView({ ...addForm(long, today) }, 'modal')).toEqual([]);
    expect(checkView({ ...setupForm('C1', 'Europe/Berlin', today) }, 'modal')).toEqual([]);
  });

  it('propose the completion date of the project, as long as it is to come', () => {
    const proposed = (due: Day) => JSON.stringify(addForm(project, due)).match(/"initial_date":"([^"]+)"/)?.[1];
    expect(proposed(day('2026-11-22'))).toBe('2026-12-18');
    expect(proposed(day('2026-12-24'))).toBe('2026-12-24');
  });
});

describe('an update of many changes', () => {
  const open = aMilestone({ title: 'Draft' });
  const many = (fields: Partial<Change>) =>
    Array.from({ length: 5 }, () => change({ before: open, after: open, ...fields }));
  const linesOf = (changes: readonly Change[]) => updateMessage(project, changes).text.split('\n');

  it('says of an undone addition that it is taken back, not that it is there', () => {
    const undone = many({ kind: 'undone', after: { ...open, state: 'removed' } });
    expect(linesOf(undone)[1]).toBe('#3 taken back: Draft');
    const back = many({ kind: 'undone', before: { ...open, state: 'removed' } });
    expect(linesOf(back)[1]).toBe('#3 put back, expected Fri 4 Dec 2026: Draft');
  });

  it('names who did what where they were several, and keeps what they wrote', () => {
    const invited = { userId: 'U2', name: 'Ivo' };
    const changes = [
      ...many({ kind: 'removed', note: 'no longer needed', by: invited }),
      change({ kind: 'reopened', before: open, after: open }),
    ];
    expect(linesOf(changes)[0]).toBe('6 changes to the milestones of Atlas by Ivo and Lena:');
    expect(linesOf(changes)[1]).toBe('#3 removed by Ivo: Draft – “no longer needed”');
    expect(linesOf(changes).at(-1)).toBe('#3 reopened by Lena: Draft');
  });

  it('tells of the project itself in full', () => {
    const details = [{ what: 'completion date', before: day('2026-12-18'), after: day('2026-12-23') } as const];
    const edited = change({
      kind: 'project-edited',
      milestoneNumber: undefined,
      before: undefined,
      after: undefined,
      details,
    });
    const { text } = updateMessage(project, [...many({ kind: 'reopened' }), edited]);
    expect(text).toContain('Fri 18 Dec 2026');
    expect(text).toContain('Wed 23 Dec 2026');
    expect(text).not.toContain('undefined');
  });
});
