import {
  faultAnswer,
  refusal,
  savedFaultAnswer,
  silentAnswer,
  slowAnswer,
  unreachableAnswer,
} from '../../blocks/answers.ts';
import type { PlanField } from '../../blocks/planForm.ts';
import type { Shown } from '../../blocks/text.ts';
import type { DraftFailure } from '../domain/draft.ts';
import type { Failure } from '../domain/failure.ts';
import type { AnswerFailure } from '../domain/reminderAnswer.ts';
import type { RequestFailure } from '../domain/request.ts';
import type { SettingsFailure } from '../projects/readReminders.ts';
import type { SetupFailure } from '../projects/setup.ts';
import { ownTurn } from '../turns/ownTurn.ts';
import { faultReference, isSavedInHand } from './interaction.ts';
import type { Services } from './services.ts';
import type { Tell } from './tell.ts';

/** A refusal as a verb gives it: as a whole, or field by field. */
export type Refused =
  | Failure
  | readonly (DraftFailure | SetupFailure | RequestFailure | AnswerFailure | SettingsFailure | PlanFailure)[];
/** In the form of a plan: under the title of one of its dates. */
export type PlanFailure = { readonly field: PlanField; readonly failure: Failure };

/** THE place where a refusal becomes words for a user. */
export function refusalAnswer(refused: Refused): Shown {
  return refusal('kind' in refused ? refused : refused.map(({ failure }) => failure));
}

/** THE place where a fault becomes words for a user: a plain sentence, and a reference that is in the log too. */
export function faultWords(services: Services, error: unknown, where: string): Shown {
  const reference = faultReference();
  services.meters.faulted(where);
  services.log.error({ err: error, reference, where }, 'A request failed');
  if (isSavedInHand()) return savedFaultAnswer(reference);
  return services.isDatabaseAway(error) ? unreachableAnswer() : faultAnswer(reference);
}

/** How long someone waits for a word after a command; with the look at the database it stays below 3 s. */
const PATIENCE_MS = 2_300;

/** Runs the work of one interaction, after the ack; whatever happens, and however long it takes, the person hears. */
export async function guarded(
  services: Services,
  where: string,
  tell: Tell,
  work: () => Promise<Shown | undefined>,
): Promise<void> {
  await services.track(
    (async () => {
      const answer = ownTurn()
        .then(work)
        .catch((error: unknown) => faultWords(services, error, where));
      const isLate = services.wait(PATIENCE_MS).then(() => 'late' as const);
      const first = await Promise.race([answer, isLate]);
      if (first === 'late') await tell((await services.isDatabaseSilent()) ? silentAnswer() : slowAnswer());
      const last = await answer;
      if (last) await tell(last);
    })(),
  );
}
