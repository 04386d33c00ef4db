import type { Logger } from 'pino';
import { troubleOf } from '../delivery/slackErrors.ts';
import type { HomeReader } from './home.ts';

/** `if-changed`: nothing to do where the Home shows the present state already. */
export type When = 'always' | 'if-changed';

export type HomesDeps = {
  /** Draws someone's Home from what is stored at this moment, and shows it; gives the ids of the projects in it. */
  readonly publish: (reader: HomeReader, when: When) => Promise<readonly string[]>;
  readonly wait: (ms: number) => Promise<void>;
  readonly log: Logger;
};

export type Homes = {
  /** Publishes a Home in its turn, and gives the projects in it. Throws what Slack, or the database, says against it. */
  readonly publish: HomesDeps['publish'];
  /** Publishes the Home of someone who looks at it now. Never throws: what fails is logged. */
  readonly refresh: (reader: HomeReader) => Promise<void>;
};

/** How often a Home is tried while someone looks at it, and how long to wait where Slack does not say. */
const TRIES = 3;
const PAUSE_MS = 1_000;
/** Nobody looks at an empty Home for longer. */
const PATIENCE_MS = 60_000;

/** Publishes each Home by one call at a time: the last one shows the final state. */
export function createHomes({ publish, wait, log }: HomesDeps): Homes {
  const turns = new Map<string, Promise<readonly string[]>>();
  /** Those whose next turn has not begun: it will show whatever is stored by then. */
  const waiting = new Set<string>();

  async function inTurn(reader: HomeReader, when: When): Promise<readonly string[]> {
    const key = `${reader.teamId}:${reader.userId}`;
    const before = turns.get(key);
    if (before !== undefined && when === 'always' && waiting.has(key)) return before;
    if (when === 'always') waiting.add(key);
    const mine = afterTurn(before).then(() => {
      if (when === 'always') waiting.delete(key);
      return publish(reader, when);
    });
    turns.set(key, mine);
    return mine.finally(() => {
      if (turns.get(key) === mine) turns.delete(key);
    });
  }

  return {
    publish: inTurn,
    async refresh(reader) {
      for (let attempt = 1; ; attempt++) {
        try {
          await inTurn(reader, 'always');
          return;
        } catch (error) {
          const trouble = troubleOf(error);
          log.warn({ err: error, userId: reader.userId, trouble: trouble.kind }, 'A Home could not be published');
          const pause = (trouble.kind === 'later' && trouble.afterMs) || PAUSE_MS;
          if (trouble.kind !== 'later' || attempt >= TRIES || pause > PATIENCE_MS) return;
          await wait(pause);
        }
      }
    },
  };
}

/** Whatever became of it. */
async function afterTurn(before: Promise<unknown> | undefined): Promise<void> {
  await before?.catch(() => undefined);
}
