import type { MouseEvent } from 'react';
import type { Json } from '../json.ts';
import { string, words } from '../json.ts';
import { withEmoji } from './emoji.ts';
import { useFollow } from './Link.tsx';
import { useAct } from './useAct.ts';

type Props = { readonly block: Json; readonly element: Json };

export function Button({ block, element }: Props) {
  const { act, busy } = useAct(block, element);
  const style = element.style === 'primary' || element.style === 'danger' ? element.style : '';
  const url = string(element.url);
  const follow = useFollow(url);
  const shared = {
    className: `button ${style}`,
    'aria-label': string(element.accessibility_label) || undefined,
    // Not `disabled`: that would take the focus away from whoever pressed it by keyboard.
    'aria-disabled': busy || undefined,
    onClick: (event: MouseEvent) => {
      follow?.(event);
      void act(element.value);
    },
  };
  if (/^(https?|mailto):/i.test(url)) {
    return (
      <a {...shared} href={url} target="_blank" rel="noopener noreferrer">
        {withEmoji(words(element.text))}
      </a>
    );
  }
  return (
    <button type="button" {...shared}>
      {withEmoji(words(element.text))}
    </button>
  );
}
