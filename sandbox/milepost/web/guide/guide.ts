import type { PageState } from '../../../page/pageState.ts';

/** What a step is measured against: the workspace as it was when the step began. */
export type Marks = {
  readonly lines: number;
  readonly answeredAt: string;
  readonly movedMs: number;
  /** In seconds, of the workspace's clock. */
  readonly at: number;
};

export type Progress = { readonly step: number; readonly since: Marks; readonly ended: boolean };

export const STEPS = 5;

export function marksOf(state: PageState): Marks {
  const messages = state.channels.flatMap((channel) => channel.messages);
  const pins = new Set(state.channels.flatMap((channel) => channel.pins));
  const lines = messages
    .filter(({ ts }) => pins.has(ts))
    .reduce((sum, { text }) => sum + text.split('\n').filter((line) => line.startsWith('#')).length, 0);
  const answeredAt = messages
    .filter(({ onlyForMe }) => onlyForMe)
    .reduce((latest, { ts }) => (ts > latest ? ts : latest), '');
  return { lines, answeredAt, movedMs: state.movedMs, at: Date.parse(state.now) / 1_000 };
}

export function beginning(state: PageState): Progress {
  return { step: 0, since: marksOf(state), ended: false };
}

/** The progress after what has happened since; the same object when nothing of note has. */
export function advanced(progress: Progress, state: PageState): Progress {
  if (progress.ended) return progress;
  const marks = marksOf(state);
  // Another run of the sandbox: what was noted in the last one means nothing here.
  if (marks.movedMs < progress.since.movedMs) return { ...progress, since: marks };
  if (!isDone(progress, state, marks)) return rebased(progress, marks);
  return skipped(progress, state);
}

export function skipped(progress: Progress, state: PageState): Progress {
  const step = progress.step + 1;
  return { step, since: marksOf(state), ended: step >= STEPS };
}

/** Another person sees other boards: fewer lines than at the start of a step are a new start. */
function rebased(progress: Progress, marks: Marks): Progress {
  return marks.lines < progress.since.lines
    ? { ...progress, since: { ...progress.since, lines: marks.lines } }
    : progress;
}

function isDone({ step, since }: Progress, state: PageState, marks: Marks): boolean {
  switch (step) {
    case 0:
      return isExpert(noteOf(state));
    case 1:
      return isExpert(noteOf(state)) && marks.lines > since.lines;
    case 2:
      return isClient(noteOf(state));
    case 3:
      return isClient(noteOf(state)) && marks.answeredAt > since.answeredAt;
    default:
      return marks.movedMs > since.movedMs && isTold(state, since.at);
  }
}

/** The app wrote to this person directly since. */
function isTold({ channels }: PageState, since: number): boolean {
  const direct = channels.filter(({ kind }) => kind === 'im').flatMap(({ messages }) => messages);
  return direct.some(({ ts, onlyForMe }) => !onlyForMe && Number(ts) > since);
}

function noteOf(state: PageState): string {
  return state.people.find(({ id }) => id === state.me)?.note ?? '';
}

export function isExpert(note: string): boolean {
  return /\bexpert\b/.test(note);
}

export function isClient(note: string): boolean {
  return /^client\b/.test(note);
}
