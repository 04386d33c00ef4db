import type { Placed } from '../elements/blockTree.ts';
import { actionId as actionIdOf, allElements, blockId as blockIdOf } from '../elements/blockTree.ts';
import { optionsOf } from '../elements/valueFields.ts';
import type { Json } from '../types.ts';

type Wanted = { readonly actionId: string; readonly blockId: string | undefined; readonly value: unknown };

function options(element: Json): readonly unknown[] {
  return optionsOf(element).map((option) => option.value);
}

/** Whether this value can have been meant for this element: tells equal action_ids in several blocks apart. */
function takes(element: Json, value: unknown): boolean {
  if (value === undefined) return true;
  if (element.type === 'button') return element.value === value;
  const known = options(element);
  if (known.length === 0) return true;
  return (Array.isArray(value) ? value : [value]).every((one) => known.includes(one));
}

/** The element a person means; throws in words when it is not on the screen or several could be meant. */
export function findElement(blocks: readonly Json[], where: string, { actionId, blockId, value }: Wanted): Placed {
  const all = allElements(blocks);
  const named = all.filter(
    ({ block, element }) => actionIdOf(element) === actionId && (blockId === undefined || blockIdOf(block) === blockId),
  );
  if (named.length === 0) {
    const there = [...new Set(all.map(({ element }) => actionIdOf(element)))].join(', ') || 'none';
    const block = blockId === undefined ? '' : ` in block "${blockId}"`;
    throw new Error(`there is no "${actionId}"${block} on ${where}; there is: ${there}`);
  }
  const fitting = named.filter(({ element }) => takes(element, value));
  const [found, other] = fitting;
  if (found === undefined) {
    const known = named.flatMap(({ element }) => (element.type === 'button' ? [element.value] : options(element)));
    throw new Error(`"${actionId}" on ${where} does not take ${JSON.stringify(value)}; it takes: ${known.join(', ')}`);
  }
  if (other !== undefined) {
    const blockIds = fitting.map(({ block }) => blockIdOf(block)).join(', ');
    throw new Error(`"${actionId}" is on ${where} several times: name one of the blocks ${blockIds}`);
  }
  return found;
}
