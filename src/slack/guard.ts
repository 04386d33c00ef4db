import { faultAnswer, refusal, unreachableAnswer } from '../../blocks/answers.ts';
import type { Shown } from '../../blocks/text.ts';
import type { DraftFailure } from '../domain/draft.ts';
import type { Failure } from '../domain/failure.ts';
import type { SetupFailure } from '../projects/setup.ts';
import type { Services } from './services.ts';
import type { Tell } from './tell.ts';

/** A refusal as a verb gives it: as a whole, or field by field. */
export type Refused = Failure | readonly (DraftFailure | SetupFailure)[];

/** THE place where a refusal becomes words for a user. */
export function refusalAnswer(refused: Refused): Shown {
  return refusal('kind' in refused ? refused : refused.map(({ failure }) => failure));
}

/** THE place where a fault becomes words for a user: a plain sentence, and a reference that is in the log too. */
export function faultWords(services: Services, error: unknown, where: string): Shown {
  const reference = services.newReference();
  services.log.error({ err: error, reference, where }, 'A request failed');
  return services.isDatabaseAway(error) ? unreachableAnswer() : faultAnswer(reference);
}

/** Runs the work of one interaction, after the ack; whatever happens, the person gets an answer. */
export async function guarded(
  services: Services,
  where: string,
  tell: Tell,
  work: () => Promise<Shown | undefined>,
): Promise<void> {
  const answer = await services.track(work().catch((error: unknown) => faultWords(services, error, where)));
  if (answer) await tell(answer);
}
