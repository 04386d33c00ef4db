import { useEffect, useId, useState } from 'react';
import { heldIn, useSurface } from '../blocks/surface.ts';
import { useAct } from '../blocks/useAct.ts';
import type { Json } from '../json.ts';
import { string, words } from '../json.ts';
import { Control } from './Control.tsx';
import { useDispatch } from './useDispatch.ts';
import { isGroup, plainValue } from './values.ts';

type Props = { readonly block: Json; readonly element: Json };

/** A menu, picker or group of choices outside of a form: what is chosen goes to the app at once. */
export function ActionField({ block, element }: Props) {
  const surface = useSurface();
  const id = useId();
  const { act } = useAct(block, element);
  const held = plainValue(element, heldIn(surface, string(block.block_id), string(element.action_id)));
  const [value, setValue] = useState(held);
  const heldKey = JSON.stringify(held);

  // The app may have changed the element; what it says now holds.
  useEffect(() => setValue(JSON.parse(heldKey) as unknown), [heldKey]);

  const dispatch = useDispatch(element, async (next) => {
    const done = await act(next);
    if (!done) setValue(held);
    return done;
  });
  const name = words(element.placeholder) || words(block.text).slice(0, 80) || 'Choose';
  const control = (
    <Control
      block={block}
      element={element}
      value={value}
      onChange={(next) => {
        setValue(next);
        dispatch.changed(next);
      }}
      onEnter={() => dispatch.entered(value)}
      id={id}
      name={name}
    />
  );
  if (!isGroup(element)) return <div className="action-field">{control}</div>;
  return (
    <fieldset className="action-field">
      <legend className="visually-hidden">{name}</legend>
      {control}
    </fieldset>
  );
}
