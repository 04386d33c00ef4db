import type { Json } from '../../sandbox/types.ts';

export const plain = (text: string): Json => ({ type: 'plain_text', text });

export const button = (actionId: string, value?: string): Json => ({
  type: 'button',
  action_id: actionId,
  text: plain('Press'),
  ...(value === undefined ? {} : { value }),
});

export const actions = (blockId: string, ...elements: Json[]): Json => ({
  type: 'actions',
  block_id: blockId,
  elements,
});

export const option = (value: string): Json => ({ text: plain(`Option ${value}`), value });

export const input = (blockId: string, element: Json, more: Json = {}): Json => ({
  type: 'input',
  block_id: blockId,
  label: plain(`Label ${blockId}`),
  element: { action_id: 'it', ...element },
  ...more,
});

export const modal = (blocks: readonly Json[], more: Json = {}): Json => ({
  type: 'modal',
  callback_id: 'form',
  title: plain('A form'),
  submit: plain('Send'),
  blocks,
  ...more,
});
