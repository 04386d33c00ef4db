import { randomBytes } from 'node:crypto';
import { copy, isJson, records, text } from '../common/json.ts';
import type { Json } from '../types.ts';

export type Placed = { readonly block: Json; readonly element: Json };

/** Blocks that hold blocks: docs.slack.dev/reference/block-kit/blocks (container, carousel). */
function childBlocks(block: Json): Json[] {
  if (block.type === 'container') return records(block.child_blocks);
  if (block.type === 'carousel') return records(block.elements);
  return [];
}

/** Every block, those within containers and carousels included. */
export function allBlocks(blocks: readonly Json[]): Json[] {
  return blocks.flatMap((block) => [block, ...allBlocks(childBlocks(block))]);
}

function elementsOf(block: Json): Json[] {
  switch (block.type) {
    case 'actions':
    case 'context_actions':
      return records(block.elements);
    case 'card':
      return records(block.actions);
    case 'section':
      return isJson(block.accessory) && block.accessory.type !== 'image' ? [block.accessory] : [];
    case 'input':
      return isJson(block.element) ? [block.element] : [];
    default:
      return [];
  }
}

/** Every interactive element with the block it stands in. */
export function allElements(blocks: readonly Json[]): Placed[] {
  return allBlocks(blocks).flatMap((block) => elementsOf(block).map((element) => ({ block, element })));
}

/** Slack fills in ids the app left out, different ones on every call. */
export function withIds(blocks: readonly Json[]): Json[] {
  const filled = copy([...blocks]);
  for (const block of allBlocks(filled)) {
    if (text(block.block_id) === undefined) block.block_id = randomBytes(4).toString('base64url').slice(0, 5);
  }
  for (const { element } of allElements(filled)) {
    if (text(element.action_id) === undefined) element.action_id = randomBytes(6).toString('base64url');
  }
  return filled;
}

export function blockId(block: Json): string {
  return text(block.block_id) ?? '';
}

export function actionId(element: Json): string {
  return text(element.action_id) ?? '';
}

export function plainText(value: unknown): string {
  return isJson(value) ? (text(value.text) ?? '') : '';
}
