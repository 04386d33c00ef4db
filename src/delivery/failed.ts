import { idOf, partsOf } from '../history/audienceKey.ts';
import { adminsToTell } from '../projects/project.ts';
import { type Attempt, advance, type Delivered, type DeliveryDeps, later } from './attempt.ts';
import { reasonOf, type Trouble, troubleOf } from './slackErrors.ts';
import type { Claim, Pause, SentMessage } from './subscription.ts';

/** Slack has answered, if only with an error of its own: what it has taken is to be seen after this time. */
const ANSWERED_MS = 3_000;
/** Between two tries: doubling from one second to five minutes, each half at random. */
const BACK_OFF_MIN_MS = 1_000;
const BACK_OFF_MAX_MS = 5 * 60_000;

/** After so long a board that was refused is tried again. */
const BOARD_AGAIN_MS = 15 * 60_000;

/** With a word that Milepost does not know Slack may mean for ever: tried for some four minutes, then an admin is asked. */
const NEW_WORD_TRIES = 8;

/** These speak of the token itself; of the others `auth.test` tells whether they do. */
const TOKEN_IS_DEAD = ['token_revoked', 'token_expired', 'account_inactive', 'invalid_auth', 'not_authed'];

type Uncertain = Pause['uncertain'];

/** A call failed before a new attempt began: whatever Slack has of an earlier one, it still has. */
export async function beforeAttempt(
  deps: DeliveryDeps,
  claim: Claim,
  attempt: Attempt,
  error: unknown,
): Promise<Delivered> {
  const { trouble, reason } = noted(deps, error);
  const uncertain = earlierAttempt(claim);
  if (isForAnAdmin(trouble, claim)) return suspend(deps, claim, attempt, reason, uncertain !== undefined);
  if (trouble.kind === 'workspace') {
    const stopped = await stopIfShutOut(deps, claim, reason, uncertain);
    return stopped ?? suspend(deps, claim, attempt, reason, uncertain !== undefined);
  }
  return waitAfter(deps, claim, trouble, reason, uncertain);
}

/** An attempt failed: what Slack says of it decides how to go on. */
export async function afterAttempt(
  deps: DeliveryDeps,
  claim: Claim,
  attempt: Attempt & { readonly began: Date },
  error: unknown,
): Promise<Delivered> {
  const { clock, lateMs } = deps;
  const { trouble, reason } = noted(deps, error);
  const now = clock.now();
  const earlier = earlierAttempt(claim);
  // This attempt was refused; an edit before it may still come.
  const mayStillCome = earlier && earlier.repeatFrom > now ? earlier : undefined;
  switch (trouble.kind) {
    case 'unknown': {
      const from = trouble.isAnswered ? later(now, Math.min(ANSWERED_MS, lateMs)) : later(attempt.began, lateMs);
      const repeatFrom = mayStillCome && mayStillCome.repeatFrom > from ? mayStillCome.repeatFrom : from;
      const startedAt = claim.subscription.startedAt ?? attempt.began;
      return waitAfter(deps, claim, trouble, reason, { startedAt, repeatFrom });
    }
    case 'later':
      if (isForAnAdmin(trouble, claim)) return suspend(deps, claim, attempt, reason, mayStillCome !== undefined);
      return waitAfter(deps, claim, trouble, reason, mayStillCome);
    case 'links':
    case 'target':
      return suspend(deps, claim, attempt, reason, mayStillCome !== undefined);
    case 'workspace': {
      const stopped = await stopIfShutOut(deps, claim, reason, mayStillCome);
      return stopped ?? suspend(deps, claim, attempt, reason, mayStillCome !== undefined);
    }
    case 'gone':
      // A post needs no other message to be there; the board has its own way (board.ts).
      return waitAfter(deps, claim, trouble, reason, mayStillCome);
    case 'ours': {
      const { message, about } = attempt;
      if (message === undefined) throw error;
      deps.watch.finished(about, 'dropped', isToPerson(claim));
      await giveUp(deps, claim, { ...message, at: now, reason });
      const lookAt = mayStillCome?.repeatFrom ?? lookAfterRefusal(claim, now);
      return advance(deps, claim, { cursor: message.upTo, notBefore: now, lookAt });
    }
  }
}

/** A board that Slack took in no form shows what is no longer so: it is drawn again soon, and not only the next day. */
function lookAfterRefusal({ subscription: { key, lookAt } }: Claim, now: Date): Date | undefined {
  const again = later(now, BOARD_AGAIN_MS);
  if (partsOf(key).stream !== 'board' || (lookAt !== undefined && lookAt > now && lookAt < again)) return lookAt;
  return again;
}

/** Records a message that cannot be told in any form, and tells an admin. What follows it goes on. */
export async function giveUp(deps: DeliveryDeps, claim: Claim, failed: SentMessage): Promise<void> {
  deps.log.error({ reason: failed.reason, messageId: failed.id }, 'A message could not be told in any form');
  const project = await deps.store.projectById(failed.projectId);
  const admins = project ? adminsToTell(project, deps.adminUserIds) : [];
  await deps.subscriptions.recordFailure(failed, claim, admins);
}

/** The pause after so many attempts in a row, in milliseconds. */
export function backOffOf(attempts: number, random: () => number): number {
  const full = Math.min(BACK_OFF_MIN_MS * 2 ** attempts, BACK_OFF_MAX_MS);
  return full / 2 + (full / 2) * random();
}

/** Logs and counts a failed call, and gives what it means. */
export function noted(
  { log, watch }: DeliveryDeps,
  error: unknown,
): { readonly trouble: Trouble; readonly reason: string } {
  const trouble = troubleOf(error);
  watch.failed(trouble.kind === 'later' && trouble.isNewWord ? 'new' : trouble.kind);
  const reason = reasonOf(error);
  log.warn({ reason, trouble: trouble.kind }, 'A delivery failed');
  return { trouble, reason };
}

function earlierAttempt({ subscription: { startedAt, repeatFrom } }: Claim): Uncertain {
  return startedAt && repeatFrom ? { startedAt, repeatFrom } : undefined;
}

function isToPerson({ subscription }: Claim): boolean {
  return 'userId' in subscription.receiver;
}

function isForAnAdmin(trouble: Trouble, { subscription }: Claim): boolean {
  if (trouble.kind === 'target' || trouble.kind === 'links') return true;
  return trouble.kind === 'later' && trouble.isNewWord === true && subscription.attempts + 1 >= NEW_WORD_TRIES;
}

/** Tries again when Slack says, or later and later. */
export async function waitAfter(
  { subscriptions, clock, random }: DeliveryDeps,
  claim: Claim,
  trouble: Trouble,
  reason: string,
  uncertain?: Uncertain,
): Promise<Delivered> {
  const { attempts } = claim.subscription;
  const ms = (trouble.kind === 'later' ? trouble.afterMs : undefined) ?? backOffOf(attempts, random);
  const now = clock.now();
  const until = later(now, ms);
  await subscriptions.pause(claim, { until, attempts: attempts + 1, reason, uncertain }, now);
  return { kind: 'waits', until };
}

/** Nothing can reach this receiver until someone mends it. An admin hears of it once. */
async function suspend(
  deps: DeliveryDeps,
  claim: Claim,
  attempt: Attempt,
  reason: string,
  isUncertain: boolean,
): Promise<Delivered> {
  const { subscriptions, store, clock, log, watch } = deps;
  const { projectId, receiver, key, cursor } = claim.subscription;
  const project = await store.projectById(projectId);
  const admins = project ? adminsToTell(project, deps.adminUserIds) : [...deps.adminUserIds];
  watch.finished(attempt.about, 'parked', isToPerson(claim));
  const [head] = partsOf(key).stream === 'notices' ? await store.entriesAfter(projectId, key, cursor) : [];
  if (head && 'undelivered' in head && head.undelivered) {
    // The admin cannot be reached either: the next one is told.
    const next = admins.slice(admins.indexOf(idOf(receiver)) + 1);
    log.error({ reason, next }, 'An admin could not be told that messages are not delivered');
    await subscriptions.passOn(claim, head, next, clock.now());
    return { kind: 'left' };
  }
  log.warn({ reason }, 'A subscription is suspended: Slack does not let the app reach its receiver');
  const others = admins.filter((userId) => userId !== idOf(receiver));
  await subscriptions.suspend(claim, { reason, isUncertain, admins: others }, clock.now());
  return { kind: 'left' };
}

/**
 * Stops the workspace where it does not let the app in: its data stays, and so does what waits. Undefined where it does:
 * Slack's answer concerns this receiver alone.
 */
export async function stopIfShutOut(
  deps: DeliveryDeps,
  claim: Claim,
  reason: string,
  uncertain?: Uncertain,
): Promise<Delivered | undefined> {
  const letIn = TOKEN_IS_DEAD.includes(reason) ? 'no' : await deps.isLetIn();
  if (letIn === 'yes') return undefined;
  const { teamId, attempts } = claim.subscription;
  const now = deps.clock.now();
  const until = letIn === 'no' ? now : later(now, backOffOf(attempts, deps.random));
  await deps.subscriptions.pause(claim, { until, attempts: attempts + 1, reason, uncertain }, now);
  if (letIn === 'not known') return { kind: 'waits', until };
  const isNews = await deps.store.stopWorkspace(teamId, reason, now);
  if (isNews) deps.log.error({ teamId, reason }, 'The workspace does not let the app in: its messages wait');
  return { kind: 'stopped' };
}
