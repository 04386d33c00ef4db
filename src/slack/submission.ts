import type { AckFn, ViewOutput, ViewResponseAction } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import { fieldFailureText, withoutMarkup } from '../../blocks/failureText.ts';
import { noteModal, savingModal } from '../../blocks/modals.ts';
import type { Shown } from '../../blocks/text.ts';
import { faultWords, type Refused, refusalAnswer } from './guard.ts';
import type { Services } from './services.ts';
import type { Tell } from './tell.ts';

/** Slack waits 3 s for the answer to a form; the rest is for the way there. */
const PATIENCE_MS = 2_000;

/** What came of a form: a refusal, or something to tell the person who sent it. */
export type Outcome =
  | { readonly kind: 'refused'; readonly refused: Refused }
  /** The form comes back with more to read; what was typed stays. */
  | { readonly kind: 'again'; readonly view: ModalView; readonly words: Shown }
  | { readonly kind: 'fault'; readonly words: Shown }
  | { readonly kind: 'done'; readonly words: Shown; readonly tell: Tell };

/**
 * Answers a form. In time, refusals appear under the field at fault and everything typed stays; later than Slack waits,
 * the form turns into "saving" and then into what came of it.
 */
export function answerForm(...given: Parameters<typeof answer>): Promise<void> {
  const [services] = given;
  return services.track(answer(...given));
}

async function answer(
  services: Services,
  slack: WebClient,
  form: {
    readonly view: ViewOutput;
    readonly ack: AckFn<ViewResponseAction>;
    /** Absent where the form only asks: there is no field to show a refusal under, so it takes the form's place. */
    readonly firstField?: string;
  },
  work: () => Promise<Outcome>,
): Promise<void> {
  const { view, ack, firstField } = form;
  const title = view.title.text;
  const outcome = work().catch(
    (error: unknown): Outcome => ({ kind: 'fault', words: faultWords(services, error, view.callback_id) }),
  );
  const first = await Promise.race([outcome, services.wait(PATIENCE_MS).then(() => 'late' as const)]);
  if (first !== 'late') {
    await ack(inTime(first, title, firstField));
    if (first.kind === 'done') await first.tell(first.words);
    return;
  }
  await ack({ response_action: 'update', view: savingModal(title) });
  const late = await outcome;
  const words = late.kind === 'refused' ? refusalAnswer(late.refused) : late.words;
  try {
    const shown = late.kind === 'again' ? late.view : noteModal(title, words.text);
    await slack.views.update({ view_id: view.id, view: shown });
  } catch (error) {
    services.log.info({ err: error }, 'A form was closed before its outcome was known');
    if (late.kind === 'done') await late.tell(words);
  }
}

function inTime(outcome: Outcome, title: string, firstField?: string): ViewResponseAction | undefined {
  if (outcome.kind === 'done') return undefined;
  if (outcome.kind === 'again') return { response_action: 'update', view: outcome.view };
  if (firstField === undefined) {
    const words = outcome.kind === 'fault' ? outcome.words : refusalAnswer(outcome.refused);
    return { response_action: 'update', view: noteModal(title, words.text) };
  }
  if (outcome.kind === 'fault')
    return { response_action: 'errors', errors: { [firstField]: withoutMarkup(outcome.words.text) } };
  return { response_action: 'errors', errors: fieldErrors(outcome.refused, firstField) };
}

/** A refusal that belongs to no field stands under the first. */
function fieldErrors(refused: Refused, firstField: string): Record<string, string> {
  if ('kind' in refused) return { [firstField]: fieldFailureText(refused) };
  return Object.fromEntries(refused.map(({ field, failure }) => [field, fieldFailureText(failure)]));
}
