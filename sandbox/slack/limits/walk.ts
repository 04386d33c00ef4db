/** Walks through everything inside blocks. */
import type { Json } from '../types.ts';
import { characters, isObject } from './schema.ts';

export type Node = { readonly object: Json; readonly at: string };

/** Every object inside a value, outermost first, with its pointer. */
export function* nodes(value: unknown, at: string): Generator<Node> {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* nodes(item, `${at}/${index}`);
  } else if (isObject(value)) {
    yield { object: value, at };
    for (const [name, part] of Object.entries(value)) yield* nodes(part, `${at}/${name}`);
  }
}

/** Fields whose strings a reader sees: text objects, markdown and cells; titles of plans and charts; captions. */
const VISIBLE = ['text', 'title', 'caption'];

/** `except`: blocks of this type are left out, with all that is in them. */
export function visibleCharacters(value: unknown, except?: string): number {
  let sum = 0;
  const leftOut: string[] = [];
  for (const { object, at } of nodes(value, '')) {
    if (leftOut.some((outer) => at.startsWith(`${outer}/`))) continue;
    if (except !== undefined && object.type === except) {
      leftOut.push(at);
      continue;
    }
    for (const name of VISIBLE) {
      const part = object[name];
      if (typeof part === 'string') sum += characters(part);
    }
  }
  return sum;
}
