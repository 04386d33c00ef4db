import type { ModalView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import { answer } from '../../blocks/answers.ts';
import { loadingModal, noteModal } from '../../blocks/modals.ts';
import type { Shown } from '../../blocks/text.ts';
import type { Result } from '../domain/result.ts';
import { type Refused, refusalAnswer } from './guard.ts';
import type { Services } from './services.ts';

/** A trigger lives 3 s (docs.slack.dev/interactivity/handling-user-interaction); the rest is for the way to Slack. */
const PATIENCE_MS = 700;

type Prepared = Result<ModalView, Refused>;

/**
 * Opens a form before anything slow: as soon as it is ready, or after a moment as "loading", filled in later. Who may
 * not have the form gets the reason instead.
 */
export async function openForm(
  services: Services,
  slack: WebClient,
  triggerId: string,
  title: string,
  prepare: () => Promise<Prepared>,
): Promise<Shown | undefined> {
  const prepared = prepare();
  const first = await Promise.race([prepared, services.wait(PATIENCE_MS).then(() => 'late' as const)]);
  if (first === 'late') return openLater(slack, triggerId, title, prepared);
  if (!first.ok) return refusalAnswer(first.failure);
  return (await open(slack, triggerId, first.value)) === undefined ? triggerExpired() : undefined;
}

async function openLater(
  slack: WebClient,
  triggerId: string,
  title: string,
  prepared: Promise<Prepared>,
): Promise<Shown | undefined> {
  const viewId = await open(slack, triggerId, loadingModal(title));
  const result = await prepared;
  if (viewId === undefined) return result.ok ? triggerExpired() : refusalAnswer(result.failure);
  const view = result.ok ? result.value : noteModal(title, refusalAnswer(result.failure).text);
  // Someone who has closed the modal by now wants it no more.
  await slack.views.update({ view_id: viewId, view }).catch(ignoring('not_found'));
  return undefined;
}

async function open(slack: WebClient, triggerId: string, view: ModalView): Promise<string | undefined> {
  const opened = await slack.views.open({ trigger_id: triggerId, view }).catch(ignoring(/trigger/));
  return opened?.view?.id;
}

function ignoring(expected: string | RegExp): (error: unknown) => undefined {
  return (error) => {
    const words = error instanceof Error ? error.message : '';
    if (typeof expected === 'string' ? words.includes(expected) : expected.test(words)) return undefined;
    throw error;
  };
}

function triggerExpired(): Shown {
  return answer('Slack closed the door before the form could open. Nothing is wrong: please send the command again.');
}
