import { addedManyAnswer, linesRefused } from '../../blocks/addedMany.ts';
import { withAdvice } from '../../blocks/adviceText.ts';
import { addedAnswer, repeatedAnswer } from '../../blocks/answers.ts';
import { dayQuestion } from '../../blocks/dayChoice.ts';
import type { Shown } from '../../blocks/text.ts';
import { type Day, dayAt } from '../domain/day.ts';
import { readDraft } from '../domain/draft.ts';
import type { Project } from '../domain/project.ts';
import { type Added, addMilestone } from '../milestones/add.ts';
import { type AddedMany, addMilestones } from '../milestones/addMany.ts';
import { adviseOn } from '../milestones/advise.ts';
import { findFor } from '../projects/find.ts';
import { type AddWords, readAddWords } from './commandLine.ts';
import { refusalAnswer } from './guard.ts';
import type { Services } from './services.ts';
import type { Call } from './subcommand.ts';

/** Milestones that one message adds: what a person can still check before they send it. */
const LINES_MAX = 20;
/** A button's value may have 2,000 characters (docs.slack.dev/reference/block-kit/block-elements/button-element). */
const VALUE_MAX = 2_000;
/** Marks of lists that come along when someone pastes one. */
const BULLET = /^\s*[-*•‣▪]\s+/;

/** `/milestone add` with words: one milestone, or one in each line. Dates are read as of today in the project's zone. */
export async function addFromWords(call: Call): Promise<Shown> {
  const { services, place, visitor } = call;
  const found = await findFor(services.store, place, visitor, 'change-milestones');
  if (!found.ok) return refusalAnswer(found.failure);
  const { project } = found.value;
  const today = dayAt(services.clock.now(), project.timeZone);
  const lines = call.words
    .split(/\r?\n/)
    .map((text, index) => ({ line: index + 1, text: text.replace(BULLET, '').trim() }))
    .filter(({ text }) => text !== '');
  if (lines.length > 1) return addLines(call, lines, today);
  return addOne(call, project, readAddWords(lines[0]?.text ?? '', today), today);
}

async function addOne(call: Call, project: Project, words: AddWords, today: Day): Promise<Shown> {
  const { services, place, visitor, requestId } = call;
  const question = words.choice && questionOf(project, words, words.choice, today, requestId);
  if (question) return question;
  const added = await addMilestone(services, { place, visitor, words, requestId });
  if (!added.ok) return refusalAnswer(added.failure);
  if (added.value === 'repeated') return repeatedAnswer();
  services.wakeDelivery();
  return toldOfOne(services, added.value);
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
  { services, place, visitor, requestId }: Call,
  lines: readonly { readonly line: number; readonly text: string }[],
  today: Day,
): Promise<Shown> {
  if (lines.length > LINES_MAX) return refusalAnswer({ kind: 'too-many-lines', count: lines.length, max: LINES_MAX });
  const drafts = lines.map(({ text }) => readAddWords(text, today));
  const added = await addMilestones(services, { place, visitor, drafts, requestId });
  if (added.ok) return added.value === 'repeated' ? repeatedAnswer() : toldOfMany(services, added.value);
  if ('kind' in added.failure) return refusalAnswer(added.failure);
  return linesRefused(
    added.failure.map(({ index, failures }) => ({
      line: lines[index]?.line ?? index + 1,
      failures: failures.map(({ failure }) => failure),
    })),
  );
}

/** The answer to an expert who added one, with advice on the plan as it is now. */
export async function toldOfOne(services: Services, { project, milestone, today }: Added): Promise<Shown> {
  return withAdvice(addedAnswer(milestone, today), await adviseOn(services, project));
}

/** The same for several; delivery begins. */
export async function toldOfMany(services: Services, { project, milestones, today }: AddedMany): Promise<Shown> {
  services.wakeDelivery();
  return withAdvice(addedManyAnswer(milestones, today), await adviseOn(services, project));
}
