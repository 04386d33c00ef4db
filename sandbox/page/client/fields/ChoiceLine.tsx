import type { ReactNode } from 'react';
import { Words } from '../blocks/Words.tsx';
import type { Choice } from './choices.ts';

type Props = { readonly choice: Choice; readonly id: string; readonly children: ReactNode };

/** A radio button or checkbox with its words. */
export function ChoiceLine({ choice, id, children }: Props) {
  return (
    <div className="choice">
      {children}
      <label htmlFor={id}>
        {choice.markup ? <Words value={choice.markup} /> : choice.text}
        {choice.description && <small>{choice.description}</small>}
      </label>
    </div>
  );
}
