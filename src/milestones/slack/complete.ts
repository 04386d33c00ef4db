import type { App } from '@slack/bolt';
import { completeForm } from '../../../blocks/milestones/completeForm.ts';
import { changedAnswer } from '../../../blocks/shared/answers.ts';
import { COMPLETE_FORM } from '../../../blocks/shared/ids.ts';
import type { Rendered } from '../../../blocks/shared/text.ts';
import { dayAt } from '../../core/day.ts';
import { readWholeDay } from '../../dates/readDay.ts';
import type { Calendar } from '../../dates/span.ts';
import { readCompleteWords } from '../../interactions/commandLine.ts';
import { answerOf, refusalAnswer } from '../../interactions/errorBoundary.ts';
import { openForm } from '../../interactions/openForm.ts';
import { milestoneOf, onPress } from '../../interactions/press.ts';
import type { Services } from '../../interactions/services.ts';
import type { Opening, Subcommand } from '../../interactions/subcommand.ts';
import { onSubmit, outcomeOf } from '../../interactions/submission.ts';
import { readMilestoneTarget } from '../../interactions/target.ts';
import { alreadyRead, loadAuthorised } from '../../projects/find.ts';
import type { Project } from '../../projects/project.ts';
import { dayFailure } from '../addLine.ts';
import { type CompleteRequest, completeMilestone, earliestCompletion } from '../complete.ts';
import { loadAuthorisedMilestone } from '../find.ts';

export const complete: Subcommand = {
  name: 'complete',
  also: ['done', 'completed', 'finish'],
  usage: '3',
  does: 'marks milestone 3 as completed today; also `complete 3 yesterday -- a note`',
  audience: 'experts',
  opensForm: true,
  async run({ services, place, actor, words, idempotencyKey }) {
    const read = readCompleteWords(words);
    const found = await loadAuthorised(services.store, place, actor, 'read');
    if (!found.ok) return refusalAnswer(found.failure);
    const { project } = found.value;
    const day = readPastDay(read.completedOn, project, services.clock.now());
    return completeByNumber(services, { place: alreadyRead(place, project), actor, ...read, ...day, idempotencyKey });
  },
};

/** The day as people write it, `yesterday`, `monday` or `20 Nov`; what is no day stays as it was typed, and is refused. */
function readPastDay(typed: string, project: Project, now: Date): Pick<CompleteRequest, 'completedOn' | 'dayProblem'> {
  const { startDate, timeZone, workingDays } = project;
  const today = dayAt(now, timeZone);
  const calendar: Calendar = { today, wanted: 'past', workingDays, earliest: earliestCompletion(startDate, today) };
  const reading = readWholeDay(typed, calendar);
  switch (reading.kind) {
    case 'day':
      return { completedOn: reading.day };
    case 'choice':
      return { completedOn: typed, dayProblem: { kind: 'date-ambiguous', typed, days: reading.days } };
    case 'problem':
      return { completedOn: typed, dayProblem: dayFailure(reading.problem, typed, reading.days, calendar) };
    case 'none':
      return { completedOn: typed };
  }
}

async function completeByNumber(services: Services, request: CompleteRequest): Promise<Rendered> {
  return answerOf(await completeMilestone(services, request), (value) => changedAnswer('completed', value));
}

/** Asks for the day and a note. */
function openCompleteForm(opening: Opening & { readonly typed: string }) {
  const { services, place, actor, typed } = opening;
  return openForm({ ...opening, title: 'Complete a milestone' }, async () => {
    const found = await loadAuthorisedMilestone(services.store, { place, actor, typed }, 'change-milestones');
    if (!found.ok) return found;
    const { project, milestone } = found.value;
    return { ok: true, value: completeForm(project, milestone, dayAt(services.clock.now(), project.timeZone)) };
  });
}

export function listenToComplete(bolt: App, services: Services): void {
  onPress(bolt, services, 'milestone_complete', (press) => completeByNumber(services, milestoneOf(press)));
  onPress(
    bolt,
    services,
    'milestone_complete_more',
    (press) => openCompleteForm({ ...press, ...milestoneOf(press) }),
    'form',
  );
  onSubmit(bolt, services, {
    callbackId: COMPLETE_FORM,
    firstField: 'completedOn',
    readTarget: readMilestoneTarget,
    async run({ place, actor, target, fields, idempotencyKey }) {
      const completed = await completeMilestone(services, {
        place,
        actor,
        typed: String(target.number),
        completedOn: fields.date('completedOn'),
        note: fields.text('note'),
        idempotencyKey,
      });
      return outcomeOf(completed, (value) => changedAnswer('completed', value));
    },
  });
}
