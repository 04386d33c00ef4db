import type { ModalView } from '@slack/types';
import { mrkdwn } from './text.ts';

/** A modal that says one thing and can be closed. `words` in mrkdwn, user text in it already quoted. */
export function noteModal(title: string, words: string): ModalView {
  return {
    type: 'modal',
    title: { type: 'plain_text', text: title },
    close: { type: 'plain_text', text: 'Close' },
    blocks: [{ type: 'section', text: mrkdwn(words) }],
  };
}

export const loadingModal = (title: string): ModalView => noteModal(title, 'One moment, loading …');
export const savingModal = (title: string): ModalView =>
  noteModal(title, 'Saving … this takes a little longer than usual.');
