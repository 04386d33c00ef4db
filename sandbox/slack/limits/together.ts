/** Rules that need the whole message or view. */
import { BLOCKS } from './compound.ts';
import type { Surface, Violation } from './schema.ts';
import type { Node } from './walk.ts';
import { nodes } from './walk.ts';

/** `lists`: the block lists of one message or view (a message may have more of them in attachments), with pointers. */
export type BlockList = { readonly blocks: unknown; readonly at: string };

export function checkTogether(lists: readonly BlockList[], surface: Surface): readonly Violation[] {
  const found = lists.flatMap(({ blocks, at }) => [...nodes(blocks, at)]);
  return [
    ...uniqueBlockIds(found),
    ...uniqueActionIds(found),
    ...responseUrls(found, surface),
    ...(surface === 'message' ? atMost(found, 'table', 1, 'only_one_table_allowed') : oneFocus(found)),
    // data-visualization-block: two in one message.
    ...(surface === 'message' ? atMost(found, 'data_visualization', 2, 'no more than 2 items allowed') : []),
  ];
}

// Every block: "block_id should be unique for each message and each iteration of a message".
function uniqueBlockIds(found: readonly Node[]): readonly Violation[] {
  return repeated(found, 'block_id', () => '');
}

// Every interactive element: action_id unique within its block.
function uniqueActionIds(found: readonly Node[]): readonly Violation[] {
  const blocks = found.filter(({ object }) => isBlock(object.type)).map(({ at }) => at);
  return repeated(found, 'action_id', (at) => blocks.findLast((block) => at.startsWith(`${block}/`)) ?? '');
}

const isBlock = (type: unknown): boolean => typeof type === 'string' && Object.hasOwn(BLOCKS, type);

function repeated(found: readonly Node[], name: string, scopeOf: (at: string) => string): readonly Violation[] {
  const seen = new Set<string>();
  return found.flatMap(({ object, at }): readonly Violation[] => {
    const id = object[name];
    if (typeof id !== 'string') return [];
    const key = JSON.stringify([scopeOf(at), id]);
    if (seen.has(key)) return [{ pointer: `${at}/${name}`, message: `${name} already exists: ${id}` }];
    seen.add(key);
    return [];
  });
}

// extensions.d.ts Focusable: "only one element can be set to true".
function oneFocus(found: readonly Node[]): readonly Violation[] {
  return found
    .filter(({ object }) => object.focus_on_load === true)
    .slice(1)
    .map(({ at }) => ({ pointer: `${at}/focus_on_load`, message: 'only one element can have focus_on_load' }));
}

// select-menu-element: response_url_enabled "only works with menus in input blocks in modals".
function responseUrls(found: readonly Node[], surface: Surface): readonly Violation[] {
  const inputs = new Set(found.filter(({ object }) => object.type === 'input').map(({ at }) => `${at}/element`));
  return found
    .filter(({ object, at }) => object.response_url_enabled === true && !(surface === 'modal' && inputs.has(at)))
    .map(({ at }) => ({
      pointer: `${at}/response_url_enabled`,
      message: 'response_url_enabled is only allowed in input blocks of modals',
    }));
}

function atMost(found: readonly Node[], type: string, max: number, message: string): readonly Violation[] {
  return found
    .filter(({ object }) => object.type === type)
    .slice(max)
    .map(({ at }) => ({ pointer: at, message }));
}
