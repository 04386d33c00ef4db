import type { PlanField } from '../../blocks/milestones/planForm.ts';
import {
  faultAnswer,
  formOpenAnswer,
  harmlessFaultAnswer,
  refusal,
  repeatedAnswer,
  savedFaultAnswer,
  silentAnswer,
  slowAnswer,
  unreachableAnswer,
} from '../../blocks/shared/answers.ts';
import type { Rendered } from '../../blocks/shared/text.ts';
import type { RequestFailure } from '../change-requests/request.ts';
import type { Failure } from '../core/failure.ts';
import type { Result } from '../core/result.ts';
import type { DraftFailure } from '../milestones/draft.ts';
import { yieldToEventLoop } from '../platform/yieldToEventLoop.ts';
import type { SetupFailure } from '../projects/setup.ts';
import type { SettingsFailure } from '../reminders/readReminders.ts';
import type { AnswerFailure } from '../reminders/reminderAnswer.ts';
import { keptInHand } from './inHand.ts';
import { faultReference, savingInHand } from './interaction.ts';
import { LATE, notForEver, within } from './patience.ts';
import type { Reply } from './reply.ts';
import type { Services } from './services.ts';
import type { Waiting } from './waiting.ts';

/** A refusal as a verb gives it: as a whole, or field by field. */
export type Refused =
  | Failure
  | readonly (DraftFailure | SetupFailure | RequestFailure | AnswerFailure | SettingsFailure | PlanFailure)[];
/** In the form of a plan: under the title of one of its dates. */
export type PlanFailure = { readonly field: PlanField; readonly failure: Failure };

/** THE place where a refusal becomes words for a user. */
export function refusalAnswer(refused: Refused): Rendered {
  return refusal('kind' in refused ? refused : refused.map(({ failure }) => failure));
}

/** What a verb's outcome is in words: refused, saved before, or done. */
export function answerOf<T>(result: Result<T | 'repeated', Refused>, words: (value: T) => Rendered): Rendered {
  if (!result.ok) return refusalAnswer(result.failure);
  return result.value === 'repeated' ? repeatedAnswer() : words(result.value);
}

/** THE place where a fault is logged and counted. Returns its reference. */
export function logFault(to: Pick<Services, 'log' | 'meters'>, error: unknown, where: string): string {
  const reference = faultReference();
  to.meters.faulted(where);
  to.log.error({ err: error, reference, where }, 'A fault');
  return reference;
}

/** Work that nobody waits for: a fault in it is logged and counted here. */
export function inBackground(services: Services, where: string, work: Promise<unknown>): void {
  services.track(work).catch((error: unknown) => logFault(services, error, where));
}

/** THE place where a fault becomes words for a user: a plain sentence, and a reference that is in the log too. */
export function faultWords(services: Services, error: unknown, where: string): Rendered {
  const reference = logFault(services, error, where);
  const saving = savingInHand();
  if (saving === 'saved') return savedFaultAnswer(reference);
  if (services.isDatabaseAway(error)) return unreachableAnswer();
  return saving === 'begun' ? faultAnswer(reference) : harmlessFaultAnswer(reference);
}

/** How long someone waits for a word after a command; with the look at the database it stays below 3 s. */
const PATIENCE_MS = 2_300;

/** Acknowledges one interaction and runs its work; whatever happens, and however long it takes, the person hears. */
export async function withErrorBoundary(
  services: Services,
  where: string,
  reply: Reply,
  work: () => Promise<Rendered | undefined>,
  who: Omit<Waiting, 'at'>,
  ack: () => Promise<void>,
): Promise<void> {
  await services.track(
    // Noted before Slack has its answer: from then on the person relies on it.
    keptInHand(services, who, async () => {
      await ack();
      const answer = notForEver(services, yieldToEventLoop().then(work)).catch((error: unknown) =>
        faultWords(services, error, where),
      );
      const first = await within(services, PATIENCE_MS, answer);
      if (first === LATE) await reply((await services.isDatabaseSilent()) ? silentAnswer() : slowAnswer());
      const last = await answer;
      if (last) await reply(last);
      // It was promised that something would be said here.
      else if (first === LATE) await reply(formOpenAnswer());
    }),
  );
}
