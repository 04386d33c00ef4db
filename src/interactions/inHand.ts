import { lostAnswer, storedAnswer } from '../../blocks/shared/answers.ts';
import type { InHand } from './inHandStore.ts';
import { replyBy } from './reply.ts';
import type { Services } from './services.ts';

/** Most work is done within this, and costs the database nothing for this. */
const LONG_MS = 500;
/** How often the process says that it is still at work, and after how long it counts as dead. */
const BEAT_MS = 10_000;
const DEAD_MS = 30_000;
/** What one look answers: more processes do not die at once. */
const LEFT_MAX = 50;

/** Between two tries to forget what is answered: sooner than another process looks at what is left. */
const FORGET_AGAIN_MS = 2_000;
const FORGET_TRIES = 300;

type Keeping = Pick<Services, 'inHand' | 'clock' | 'wait' | 'waitLong' | 'log' | 'track'>;

/** Keeps work that takes long, so that its person hears of it even where this process is killed. */
export async function keptWhileLong<T>(services: Keeping, inHand: InHand, work: Promise<T>): Promise<T> {
  const ended = new AbortController();
  services
    .track(keep(services, inHand, ended.signal))
    .catch((error: unknown) => services.log.info({ err: error }, 'Work in hand could not be kept'));
  try {
    return await work;
  } finally {
    ended.abort();
  }
}

async function keep(
  { inHand: store, clock, wait, waitLong }: Keeping,
  inHand: InHand,
  ended: AbortSignal,
): Promise<void> {
  await wait(LONG_MS, ended);
  if (ended.aborted) return;
  do {
    await store.keep(inHand, new Date(clock.now().getTime() + DEAD_MS));
    await wait(BEAT_MS, ended);
  } while (!ended.aborted);
  // The database may be away meanwhile; who has an answer is not to read that there is none.
  for (let tries = 1; ; tries++) {
    try {
      return await store.forget(inHand.idempotencyKey);
    } catch (error) {
      if (tries === FORGET_TRIES || !(await waitLong(FORGET_AGAIN_MS))) throw error;
    }
  }
}

/** Tells people what became of work whose process died: it is stored, or they send it again. */
export async function answerLeft(services: Services): Promise<void> {
  const { inHand, store, clock } = services;
  for (let count = 0; count < LEFT_MAX; count++) {
    const left = await inHand.takeLeft(clock.now());
    if (left === undefined) return;
    const isStored = (await store.changesOfRequest(left.idempotencyKey)).length > 0;
    // The response_url may have ended since; then nobody expects an answer any more.
    const nobody = async () => undefined;
    await replyBy(services, left.responseUrl, nobody)(isStored ? storedAnswer() : lostAnswer());
  }
}
