import { expect, it } from '@jest/globals';
import { becoming } from '../../src/milestones/change.ts';
import { day } from '../support/day.ts';
import { aMilestone, aProject } from '../support/people.ts';

const at = new Date('2026-11-22T10:00:00Z');
const project = aProject();
const after = (seconds: number) => new Date(at.getTime() + seconds * 1_000);

const added = () => aMilestone({ due: day('2026-12-04'), publishedAt: after(60) });

const moved = (due: string, seconds: number, from = added()) =>
  becoming(from, { ...from, due: day(due) }, project, after(seconds));

it('follows a date that is changed before the client reads of the milestone', () => {
  expect(moved('2026-12-09', 59)).toMatchObject({ due: '2026-12-09', firstDue: '2026-12-09' });
});

it('stays what it was once the client has read of it, however often the date is moved', () => {
  const once = moved('2026-12-09', 60);
  expect(once).toMatchObject({ due: '2026-12-09', firstDue: '2026-12-04' });
  expect(moved('2026-12-01', 3_600, once)).toMatchObject({ due: '2026-12-01', firstDue: '2026-12-04' });
});

it('stays when the milestone is completed, opened again, removed and put back', () => {
  let milestone = moved('2026-12-09', 600);
  for (const state of ['completed', 'open', 'removed', 'open'] as const) {
    const completedOn = state === 'completed' ? day('2026-12-01') : undefined;
    milestone = becoming(milestone, { ...milestone, state, completedOn }, project, after(700));
    expect(milestone).toMatchObject({ state, firstDue: '2026-12-04' });
  }
});
