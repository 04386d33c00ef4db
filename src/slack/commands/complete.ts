import { changedAnswer, repeatedAnswer } from '../../../blocks/answers.ts';
import { completeForm } from '../../../blocks/completeForm.ts';
import type { Shown } from '../../../blocks/text.ts';
import { addDays, type Day, dayAt } from '../../domain/day.ts';
import { type CompleteRequest, completeMilestone } from '../../milestones/complete.ts';
import { findMilestoneFor } from '../../milestones/find.ts';
import { findFor } from '../../projects/find.ts';
import { readWholeDay } from '../../words/readDay.ts';
import { readCompleteWords } from '../commandLine.ts';
import { refusalAnswer } from '../guard.ts';
import { openForm } from '../openForm.ts';
import type { Services } from '../services.ts';
import type { Opening, Subcommand } from '../subcommand.ts';

export const complete: Subcommand = {
  name: 'complete',
  usage: '3',
  does: 'marks milestone 3 as completed today; also `complete 3 yesterday -- a note`',
  audience: 'experts',
  async run({ services, place, visitor, words, requestId }) {
    const read = readCompleteWords(words);
    const found = await findFor(services.store, place, visitor, 'read');
    if (!found.ok) return refusalAnswer(found.failure);
    const today = dayAt(services.clock.now(), found.value.project.timeZone);
    const completedOn = readPastDay(read.completedOn, today);
    return completeByNumber(services, { place, visitor, ...read, completedOn, requestId });
  },
};

/** The day as people write it, `yesterday` or `20 Nov`; what is no day stays as it was typed, and is refused. */
function readPastDay(typed: string, today: Day): string {
  if (/^yesterday$/i.test(typed)) return addDays(today, -1);
  const reading = readWholeDay(typed, today);
  return reading.kind === 'day' ? reading.day : typed;
}

/** The same for the command and for the button. */
export async function completeByNumber(services: Services, request: CompleteRequest): Promise<Shown> {
  const completed = await completeMilestone(services, request);
  if (!completed.ok) return refusalAnswer(completed.failure);
  if (completed.value === 'repeated') return repeatedAnswer();
  services.wakeDelivery();
  return changedAnswer('completed', completed.value);
}

/** Asks for the day and a note. */
export function openCompleteForm(opening: Opening & { readonly typed: string }) {
  const { services, place, visitor, typed } = opening;
  return openForm({ ...opening, title: 'Complete a milestone' }, async () => {
    const found = await findMilestoneFor(services.store, { place, visitor, typed }, 'change-milestones');
    if (!found.ok) return found;
    const { project, milestone } = found.value;
    return { ok: true, value: completeForm(project, milestone, dayAt(services.clock.now(), project.timeZone)) };
  });
}
