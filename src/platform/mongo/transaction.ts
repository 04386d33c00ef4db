import type { ClientSession, Connection } from 'mongoose';
import { isDatabaseAway, isReachable } from './connection.ts';

/** How long write conflicts are tried again: longer than a server keeps a transaction whose client was cut off (60 s). */
const CONFLICTS_MS = 70_000;
/** Where only the connection broke it is tried anew; later than this the person is to hear that nothing was saved. */
const BROKEN_MS = 1_500;
/** How long the outcome of a commit is asked for; a server forgets an open transaction after a minute. */
const SETTLE_MS = 10 * 60_000;
/** How long a look at whether the database is there may take: someone waits for an answer. */
const LOOK_MS = 1_000;
/** Between two questions while the database is away, and the most between two tries of a conflict. */
const AGAIN_MS = 250;

/** The answer to a commit got lost, and the server no longer knows the transaction: what is stored has to be looked up. */
export class OutcomeUnknown extends Error {
  constructor(cause: unknown) {
    super('It is not known whether a transaction was committed', { cause });
  }
}

/**
 * Runs a transaction. Whatever it throws, nothing was saved; except `OutcomeUnknown`. The driver's own helper repeats for
 * two minutes while the database is away, and tells a lost commit from a lost attempt by trying again.
 */
export async function inTransaction(
  connection: Connection,
  work: (session: ClientSession) => Promise<void>,
  /** `once`: it is for the caller to try again, where someone was in the way. */
  tries: 'until settled' | 'once' = 'until settled',
): Promise<void> {
  const began = performance.now();
  for (let attempt = 0; ; attempt++) {
    const session = await connection.startSession();
    try {
      session.startTransaction();
      await work(session);
      await commit(session);
      end(session);
      return;
    } catch (error) {
      if (error instanceof OutcomeUnknown) {
        end(session);
        throw error;
      }
      const left = await leave(connection, session, error);
      const patience = isDatabaseAway(error) ? BROKEN_MS : CONFLICTS_MS;
      const isInTime = tries === 'until settled' && performance.now() - began < patience;
      const isAgain = isInTime && hasLabel(error, 'TransientTransactionError');
      if (left !== 'aborted' || !isAgain) throw error;
      await pause(Math.min(2 ** attempt, AGAIN_MS));
    }
  }
}

/** An attempt that is still open at the server is in the way of whoever comes next, for a minute. */
async function leave(connection: Connection, session: ClientSession, error: unknown): Promise<'aborted' | 'later'> {
  if (isDatabaseAway(error) && !(await isReachable(connection, LOOK_MS))) {
    abortWhenBack(connection, session).catch(() => undefined);
    return 'later';
  }
  await session.endSession().catch(() => undefined);
  return 'aborted';
}

async function abortWhenBack(connection: Connection, session: ClientSession): Promise<void> {
  const began = performance.now();
  while (performance.now() - began < CONFLICTS_MS && !(await isReachable(connection))) await pause();
  await session.endSession().catch(() => undefined);
}

/** Returns the session without waiting. If that fails, the server ends the session itself. */
function end(session: ClientSession): void {
  session.endSession().catch(() => undefined);
}

/** Asks until the server says what became of it: to ask again for the same commit changes nothing. */
async function commit(session: ClientSession): Promise<void> {
  const began = performance.now();
  for (;;) {
    try {
      await session.commitTransaction();
      return;
    } catch (error) {
      if (isForgotten(error)) throw new OutcomeUnknown(error);
      const isOpen = isDatabaseAway(error) || hasLabel(error, 'UnknownTransactionCommitResult');
      if (!isOpen) throw error;
      if (performance.now() - began > SETTLE_MS) throw new OutcomeUnknown(error);
      await pause(AGAIN_MS);
    }
  }
}

export function pause(ms = AGAIN_MS): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** NoSuchTransaction: aborted, or committed by a server that has since forgotten it. */
function isForgotten(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 251;
}

function hasLabel(error: unknown, label: string): boolean {
  if (!(error instanceof Error) || !('hasErrorLabel' in error)) return false;
  return typeof error.hasErrorLabel === 'function' && error.hasErrorLabel(label) === true;
}
