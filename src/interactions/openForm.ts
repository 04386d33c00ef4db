import type { ModalView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import { answer } from '../../blocks/shared/answers.ts';
import { loadingModal, noteModal } from '../../blocks/shared/modals.ts';
import type { Rendered } from '../../blocks/shared/text.ts';
import type { Result } from '../core/result.ts';
import { faultWords, type Refused, refusalAnswer } from './errorBoundary.ts';
import { LATE, within } from './patience.ts';
import type { Services } from './services.ts';

/** A trigger lives 3 s (docs.slack.dev/interactivity/handling-user-interaction); the rest is for the way to Slack. */
const PATIENCE_MS = 500;

type Prepared = Result<ModalView, Refused>;

/**
 * Opens a form before anything slow: as soon as it is ready, or after a moment as "loading", filled in later. Who may
 * not have the form gets the reason instead.
 */
export async function openForm(
  opening: {
    readonly services: Services;
    readonly slack: WebClient;
    readonly triggerId: string;
    readonly title: string;
    /** From within a modal the form lies on top of it. */
    readonly within?: 'modal' | 'elsewhere' | undefined;
  },
  prepare: () => Promise<Prepared>,
): Promise<Rendered | undefined> {
  const { services } = opening;
  const prepared = prepare();
  const first = await within(services, PATIENCE_MS, prepared);
  if (first === LATE) return openLater(opening, prepared);
  if (!first.ok) return refusalAnswer(first.failure);
  return (await open(opening, first.value)) === undefined ? triggerExpired() : undefined;
}

type Opening = Parameters<typeof openForm>[0];

async function openLater(opening: Opening, prepared: Promise<Prepared>): Promise<Rendered | undefined> {
  const { slack, title } = opening;
  const viewId = await open(opening, loadingModal(title));
  const result = await prepared.catch((error: unknown) => ({
    ok: false as const,
    words: faultWords(opening.services, error, title),
  }));
  const words = result.ok ? undefined : 'words' in result ? result.words : refusalAnswer(result.failure);
  if (viewId === undefined) return words ?? triggerExpired();
  const view = result.ok ? result.value : noteModal(title, words?.text ?? '');
  // Someone who has closed the modal by now wants it no more.
  await slack.views.update({ view_id: viewId, view }).catch(ignoring('not_found'));
  return undefined;
}

async function open({ slack, triggerId, within }: Opening, view: ModalView): Promise<string | undefined> {
  const asked = { trigger_id: triggerId, view };
  const opening = within === 'modal' ? slack.views.push(asked) : slack.views.open(asked);
  const opened = await opening.catch(ignoring(/trigger/));
  return opened?.view?.id;
}

function ignoring(expected: string | RegExp): (error: unknown) => undefined {
  return (error) => {
    const words = error instanceof Error ? error.message : '';
    if (typeof expected === 'string' ? words.includes(expected) : expected.test(words)) return undefined;
    throw error;
  };
}

function triggerExpired(): Rendered {
  return answer('The form could not open in time. Please try again.');
}
