import { setTimeout as after } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { HomeBook, HomeReader } from '../domain/home.ts';
import type { Project } from '../domain/project.ts';
import { troubleOf } from './slackErrors.ts';

/** Homes published at once by one process. */
const PARALLEL = 4;
/** Projects whose last version is remembered: enough for those that change at the same time. */
const REMEMBERED = 1_000;
/** Where Slack says "later" without saying when. */
const PAUSE_MS = 1_000;

/** `if-changed`: nothing to do where the Home shows the present state already. */
type When = 'always' | 'if-changed';
type Due = { readonly reader: HomeReader; readonly when: When };

export type HomesDeps = {
  readonly book: Pick<HomeBook, 'readersOf'>;
  /** Draws someone's Home from what is stored at this moment, and shows it. */
  readonly publish: (reader: HomeReader, when: When) => Promise<void>;
  readonly log: Logger;
};

export type Homes = {
  /** Publishes one Home soon. */
  readonly refresh: (reader: HomeReader) => void;
  /** Publishes soon the Homes of all whom a change of the project concerns, once for each version of it. */
  readonly refreshOf: (project: Project) => void;
  /** Ends what is in hand. A Home left out is drawn when it is opened again. */
  readonly stop: () => Promise<void>;
};

/**
 * Keeps Homes fresh, beside the delivery of messages and never in its way. Each Home is published by one call at a time;
 * whatever changes meanwhile is in the next, so the last one shows the final state. What fails is logged: the next
 * change, or opening the Home, draws it anew.
 */
export function createHomes({ book, publish, log }: HomesDeps): Homes {
  const waiting = new Map<string, Due>();
  /** The newest version of each project that was spread, the latest last. */
  const spread = new Map<string, number>();
  const busy = new Set<string>();
  const inHand = new Set<Promise<void>>();
  const ending = new AbortController();

  function keep(work: Promise<void>): void {
    const kept = work.finally(() => inHand.delete(kept));
    inHand.add(kept);
  }

  function workOff(): void {
    for (const [key, due] of waiting) {
      if (ending.signal.aborted || busy.size >= PARALLEL) return;
      if (busy.has(key)) continue;
      waiting.delete(key);
      busy.add(key);
      keep(
        show(due).finally(() => {
          busy.delete(key);
          workOff();
        }),
      );
    }
  }

  async function show({ reader, when }: Due): Promise<void> {
    try {
      await publish(reader, when);
    } catch (error) {
      const trouble = troubleOf(error);
      log.warn({ err: error, userId: reader.userId, trouble: trouble.kind }, 'A Home could not be published');
      if (trouble.kind !== 'later') return;
      const pause = trouble.afterMs ?? PAUSE_MS;
      await after(pause, undefined, { signal: ending.signal, ref: false }).then(
        () => add({ reader, when }),
        () => undefined,
      );
    }
  }

  function add({ reader, when }: Due): void {
    const key = `${reader.teamId}:${reader.userId}`;
    waiting.set(key, { reader, when: waiting.get(key)?.when === 'always' ? 'always' : when });
  }

  function refresh(due: Due): void {
    if (ending.signal.aborted) return;
    add(due);
    workOff();
  }

  async function refreshAll(project: Project): Promise<void> {
    try {
      for (const reader of await book.readersOf(project)) refresh({ reader, when: 'if-changed' });
    } catch (error) {
      spread.delete(project.id);
      log.warn({ err: error, projectId: project.id }, 'The Homes of a project could not be refreshed');
    }
  }

  function isSpread({ id, version }: Project): boolean {
    return (spread.get(id) ?? 0) >= version;
  }

  function remember({ id, version }: Project): void {
    spread.delete(id);
    spread.set(id, version);
    const [oldest] = spread.keys();
    if (spread.size > REMEMBERED && oldest !== undefined) spread.delete(oldest);
  }

  return {
    refresh: (reader) => refresh({ reader, when: 'always' }),
    refreshOf(project) {
      if (ending.signal.aborted || isSpread(project)) return;
      remember(project);
      keep(refreshAll(project));
    },
    async stop() {
      ending.abort();
      waiting.clear();
      while (inHand.size > 0) await Promise.allSettled(inHand);
    },
  };
}
