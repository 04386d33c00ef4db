import type { KeyboardEvent } from 'react';
import { useEffect, useId, useRef, useState } from 'react';
import { Icon } from '../Icon.tsx';
import type { Json } from '../json.ts';
import { records, string, words } from '../json.ts';
import { useAct } from './useAct.ts';

type Props = { readonly block: Json; readonly element: Json };

export function OverflowMenu({ block, element }: Props) {
  const { act } = useAct(block, element);
  const [open, setOpen] = useState(false);
  const menuId = useId();
  const button = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (open) menu.current?.querySelector<HTMLElement>('[role=menuitem]')?.focus();
  }, [open]);

  const close = () => {
    setOpen(false);
    button.current?.focus();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const items = [...(menu.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];
    const at = items.indexOf(document.activeElement as HTMLElement);
    const next = { ArrowDown: at + 1, ArrowUp: at - 1 + items.length, Home: 0, End: items.length - 1 }[event.key];
    if (next !== undefined) items[next % items.length]?.focus();
    else if (event.key === 'Escape') close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only watches where the focus goes
    <div
      className="overflow"
      onBlur={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) setOpen(false);
      }}
    >
      <button
        ref={button}
        type="button"
        className="button icon"
        aria-label="More actions"
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? menuId : undefined}
        onClick={() => setOpen(!open)}
      >
        <Icon name="dots" />
      </button>
      {open && (
        <div ref={menu} id={menuId} className="menu" role="menu" tabIndex={-1} onKeyDown={onKeyDown}>
          {records(element.options).map((option) => (
            <button
              key={string(option.value)}
              type="button"
              role="menuitem"
              tabIndex={-1}
              onClick={() => {
                close();
                if (/^https?:/i.test(string(option.url))) window.open(string(option.url), '_blank', 'noopener');
                void act(option.value);
              }}
            >
              {words(option.text)}
              {words(option.description) && <small>{words(option.description)}</small>}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
