import type { Metrics } from './metrics.ts';
import { answer, type Routes } from './platform/httpServer.ts';

/** Whether the process can do its work now, and in words why not. */
export type Readiness = () => Promise<{ readonly ready: boolean; readonly words: string }>;

/** How long an answer is kept, in milliseconds: each asks the database, and readiness may ask Slack. */
const KEPT_MS = 1_000;

/** For whoever runs Milepost: `/healthz` (the process lives), `/readyz` (it can do its work now), `/metrics`. */
export function adminRoutes(
  readiness: Readiness,
  metrics: Pick<Metrics, 'contentType' | 'text'>,
  /** Milliseconds, from any beginning; never set back. */
  now: () => number,
): Routes {
  const keptReadiness = kept(readiness, now);
  const keptText = kept(metrics.text, now);
  return new Map([
    ['/healthz', async (_request, response) => answer(response, 200, 'ok')],
    [
      '/readyz',
      async (_request, response) => {
        const { ready, words } = await keptReadiness();
        answer(response, ready ? 200 : 503, words);
      },
    ],
    [
      '/metrics',
      async (_request, response) => answer(response, 200, (await keptText()).trimEnd(), metrics.contentType),
    ],
  ] satisfies [string, NonNullable<ReturnType<Routes['get']>>][]);
}

/** Asks at most once in {@link KEPT_MS}: whoever asks meanwhile gets the same answer. What failed is asked again. */
function kept<T>(ask: () => Promise<T>, now: () => number): () => Promise<T> {
  type Asked = { readonly answer: Promise<T>; readonly until: number };
  let last: Asked | undefined;
  const keepFor = (asked: Asked) => {
    if (last === asked) last = { ...asked, until: now() + KEPT_MS };
  };
  return () => {
    if (last && now() < last.until) return last.answer;
    const asked = { answer: ask(), until: Number.POSITIVE_INFINITY };
    last = asked;
    asked.answer
      .then(() => keepFor(asked))
      .catch(() => {
        if (last === asked) last = undefined;
      });
    return asked.answer;
  };
}
