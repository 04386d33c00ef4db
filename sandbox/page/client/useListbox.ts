import type { KeyboardEvent } from 'react';
import { useId, useState } from 'react';

/** Keys and roles of a text field with a list of suggestions (the combobox pattern of the ARIA practices guide). */
export function useListbox<T>(options: readonly T[], choose: (option: T) => void, close: () => void) {
  const listId = useId();
  const [active, setActive] = useState(0);
  const open = options.length > 0;
  const at = Math.min(active, options.length - 1);
  const optionId = (index: number) => `${listId}-${index}`;

  /** True when the key was for the list. */
  const onKey = (event: KeyboardEvent, keysThatChoose: readonly string[]): boolean => {
    if (!open) return false;
    const option = options[at];
    if (event.key === 'ArrowDown') setActive((at + 1) % options.length);
    else if (event.key === 'ArrowUp') setActive((at - 1 + options.length) % options.length);
    else if (event.key === 'Escape') close();
    else if (keysThatChoose.includes(event.key) && option !== undefined) choose(option);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  };

  return {
    active: at,
    onKey,
    inputProps: {
      role: 'combobox',
      'aria-autocomplete': 'list',
      'aria-expanded': open,
      'aria-controls': open ? listId : undefined,
      'aria-activedescendant': open ? optionId(at) : undefined,
      autoComplete: 'off',
    },
    listProps: { role: 'listbox', id: listId },
    optionProps: (index: number) => ({ role: 'option', id: optionId(index), 'aria-selected': index === at }),
  } as const;
}
