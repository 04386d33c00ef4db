import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import { lostAnswer, storedAnswer } from '../../blocks/shared/answers.ts';
import type { Config } from '../config.ts';
import { openJournal } from '../platform/journal.ts';
import { replyBy, replyIn } from './reply.ts';
import type { Services } from './services.ts';
import { type InHand, type Waiting, waiting } from './waiting.ts';

/** A response_url ends after 30 minutes (docs.slack.dev/interactivity/handling-user-interaction); later nobody waits. */
const NOBODY_WAITS_MS = 30 * 60_000;

/** Opens the notes of this process, in a folder that is ours alone. */
export function openInHand({ stateDir, mongodbUri }: Pick<Config, 'stateDir' | 'mongodbUri'>, log: Logger): InHand {
  // Two installations on one machine must not answer for each other.
  const installation = createHash('sha256').update(mongodbUri).digest('hex').slice(0, 16);
  return openJournal(join(stateDir, 'in-hand'), installation, waiting, (error) =>
    log.warn(
      { err: error, stateDir },
      'Work in hand cannot be noted: whoever waits when this process is killed hears nothing',
    ),
  );
}

/** Does work for someone who waits: they hear of it even where this process is killed meanwhile. */
export async function keptInHand<T>(
  { inHand, clock }: Pick<Services, 'inHand' | 'clock'>,
  who: Omit<Waiting, 'at'>,
  work: () => Promise<T>,
): Promise<T> {
  const end = inHand.begin({ ...who, at: clock.now().getTime() });
  try {
    return await work();
  } finally {
    end();
  }
}

/** Between two looks at a database that is away. */
const AGAIN_MS = 2_000;

/** Tells people what became of work whose process died: it is stored, or they send it again. */
export async function answerLeft(services: Services, slack: WebClient): Promise<void> {
  const now = services.clock.now().getTime();
  const waitingStill = services.inHand.takeLeft().filter(({ at }) => now - at <= NOBODY_WAITS_MS);
  await Promise.all(waitingStill.map((left) => answerOne(services, slack, left)));
}

/** In hand again until it is answered: this process may be killed as well. */
async function answerOne(services: Services, slack: WebClient, left: Waiting): Promise<void> {
  const { idempotencyKey, channelId, userId, responseUrl } = left;
  const end = services.inHand.begin(left);
  const isStored = await isSaved(services, idempotencyKey);
  if (isStored === undefined) return;
  const directly = replyIn(slack, services, { channelId, userId });
  await replyBy(services, responseUrl, directly)(isStored ? storedAnswer() : lostAnswer());
  end();
}

/** Undefined where this process stops before the database answers. */
async function isSaved(
  { store, isDatabaseAway, waitLong }: Services,
  idempotencyKey: string,
): Promise<boolean | undefined> {
  for (;;) {
    try {
      return (await store.changesOfRequest(idempotencyKey)).length > 0;
    } catch (error) {
      if (!isDatabaseAway(error)) throw error;
      if (!(await waitLong(AGAIN_MS))) return undefined;
    }
  }
}
