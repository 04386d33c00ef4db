import { useId } from 'react';
import { heldIn, useSurface } from '../blocks/surface.ts';
import { useAct } from '../blocks/useAct.ts';
import { Icon } from '../Icon.tsx';
import type { Json } from '../json.ts';
import { record, string, words } from '../json.ts';
import { Control } from './Control.tsx';
import { useDispatch } from './useDispatch.ts';
import { isGroup, plainValue } from './values.ts';

type Props = { readonly block: Json; readonly element: Json };

/** An input block: the element with its label, hint and what is wrong with it. */
export function InputField({ block, element }: Props) {
  const surface = useSurface();
  const id = useId();
  const { act } = useAct(block, element);
  const blockId = string(block.block_id);
  const form = surface.kind === 'view' ? surface.form : undefined;
  const held = plainValue(element, heldIn(surface, blockId, string(element.action_id)));
  const edits = form?.edits ?? {};
  const value = blockId in edits ? edits[blockId] : held;
  const error = form?.errors[blockId] ?? '';
  const hint = words(block.hint);
  const optional = block.optional === true;
  const dispatch = useDispatch(element, block.dispatch_action === true ? act : undefined);

  const label = (
    <>
      {words(block.label)} {optional && <span className="optional">(optional)</span>}
    </>
  );
  const describedBy = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined;
  const inside = (
    <>
      <Control
        block={block}
        element={element}
        value={value}
        onChange={(next) => {
          form?.edit(blockId, next);
          dispatch.changed(next);
        }}
        onEnter={() => dispatch.entered(value)}
        id={id}
        describedBy={describedBy}
        invalid={error !== ''}
        required={!optional}
      />
      {error && (
        <p className="field-error" id={`${id}-error`}>
          <Icon name="warning" /> {error}
        </p>
      )}
      {hint && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </>
  );
  if (isGroup(element)) {
    return (
      <fieldset className="field" aria-describedby={describedBy} data-block={blockId}>
        <legend>{label}</legend>
        {inside}
      </fieldset>
    );
  }
  return (
    <div className="field" data-block={blockId} data-focus={record(element).focus_on_load === true || undefined}>
      <label htmlFor={id}>{label}</label>
      {inside}
    </div>
  );
}
