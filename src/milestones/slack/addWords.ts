import { addedManyAnswer, linesRefused } from '../../../blocks/milestones/addedMany.ts';
import { withAdvice } from '../../../blocks/milestones/adviceText.ts';
import { dayQuestion } from '../../../blocks/milestones/dayChoice.ts';
import { addedAnswer, repeatedAnswer } from '../../../blocks/shared/answers.ts';
import type { Rendered } from '../../../blocks/shared/text.ts';
import { type Day, dayAt } from '../../core/day.ts';
import type { Calendar } from '../../dates/span.ts';
import { refusalAnswer } from '../../interactions/errorBoundary.ts';
import type { Services } from '../../interactions/services.ts';
import type { Call } from '../../interactions/subcommand.ts';
import { alreadyRead, loadAuthorised } from '../../projects/find.ts';
import type { Project } from '../../projects/project.ts';
import { type Added, addMilestone } from '../add.ts';
import { type AddWords, linesOf, readAddWords } from '../addLine.ts';
import { type AddedMany, addMilestones } from '../addMany.ts';
import { adviseOnNew } from '../advise.ts';
import { readDraft } from '../draft.ts';

/** Milestones that one message adds: what a person can still check before they send it. */
const LINES_MAX = 20;
/** A button's value may have 2,000 characters (docs.slack.dev/reference/block-kit/block-elements/button-element). */
const VALUE_MAX = 2_000;
/** `/milestone add` with words: one milestone, or one in each line. Dates are read as of today in the project's zone. */
export async function addFromWords(call: Call): Promise<Rendered> {
  const { services, place, actor } = call;
  const found = await loadAuthorised(services.store, place, actor, 'change-milestones');
  if (!found.ok) return refusalAnswer(found.failure);
  const { project } = found.value;
  const today = dayAt(services.clock.now(), project.timeZone);
  const calendar: Calendar = { today, wanted: 'coming', workingDays: project.workingDays };
  const lines = linesOf(call.words);
  const read: Call = { ...call, place: alreadyRead(place, project) };
  if (lines.length > 1) return addLines(read, lines, calendar);
  return addOne(read, project, readAddWords(lines[0]?.text ?? '', calendar), today);
}

async function addOne(call: Call, project: Project, words: AddWords, today: Day): Promise<Rendered> {
  const { services, place, actor, idempotencyKey } = call;
  const question = words.choice && questionOf(project, words, words.choice, today, idempotencyKey);
  if (question) return question;
  const added = await addMilestone(services, { place, actor, words, idempotencyKey });
  if (!added.ok) return refusalAnswer(added.failure);
  if (added.value === 'repeated') return repeatedAnswer();
  return answerOfOne(services, added.value, words.isCutAtDash);
}

/** Undefined where asking helps nothing: something else is wrong too, or the buttons cannot hold what was written. */
function questionOf(project: Project, words: AddWords, days: readonly [Day, Day], today: Day, asked: string) {
  const { title, description, due: typed } = words;
  const drafts = days.map((due) => readDraft({ title, description, due }, today));
  if (drafts.some((draft) => !draft.ok)) return undefined;
  const value = (due: Day) => sealed({ projectId: project.id, due, title, description, asked });
  const values = [value(days[0]), value(days[1])] as const;
  if (values.some((text) => text.length > VALUE_MAX)) return undefined;
  return dayQuestion({ typed, title, days }, today, values);
}

/** JSON without the characters that Slack escapes in text: what comes back is what was sent. */
function sealed(value: unknown): string {
  return JSON.stringify(value).replace(/[&<>]/g, (character) => `\\u00${character.charCodeAt(0).toString(16)}`);
}

async function addLines(
  { services, place, actor, idempotencyKey }: Call,
  lines: ReturnType<typeof linesOf>,
  calendar: Calendar,
): Promise<Rendered> {
  if (lines.length > LINES_MAX) return refusalAnswer({ kind: 'too-many-lines', count: lines.length, max: LINES_MAX });
  const drafts = lines.map(({ text }) => readAddWords(text, calendar));
  const added = await addMilestones(services, { place, actor, drafts, idempotencyKey });
  if (added.ok) return added.value === 'repeated' ? repeatedAnswer() : answerOfMany(services, added.value);
  if ('kind' in added.failure) return refusalAnswer(added.failure);
  return linesRefused(
    added.failure.map(({ index, failures }) => ({
      line: lines[index]?.line ?? index + 1,
      failures: failures.map(({ failure }) => failure),
    })),
  );
}

/** The answer to an expert who added one, with advice that it brought about. */
export async function answerOfOne(services: Services, added: Added, isCutAtDash = false): Promise<Rendered> {
  return withAdvice(
    addedAnswer(added, isCutAtDash),
    await adviseOnNew(services, added.project, [added.milestone.number]),
  );
}

/** The same for several; delivery begins. */
export async function answerOfMany(services: Services, added: AddedMany): Promise<Rendered> {
  return withAdvice(addedManyAnswer(added), await adviseOnNew(services, added.project, numbersOf(added.milestones)));
}

function numbersOf(milestones: AddedMany['milestones']): readonly number[] {
  return milestones.map(({ number }) => number);
}
