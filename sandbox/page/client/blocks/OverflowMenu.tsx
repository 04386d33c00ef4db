import { Icon } from '../Icon.tsx';
import type { Json } from '../json.ts';
import { records, string, words } from '../json.ts';
import { useMenu } from '../useMenu.ts';
import { useAct } from './useAct.ts';

type Props = { readonly block: Json; readonly element: Json };

export function OverflowMenu({ block, element }: Props) {
  const { act } = useAct(block, element);
  const menu = useMenu();
  return (
    <div className="overflow" {...menu.aroundProps}>
      <button type="button" className="button icon" aria-label="More actions" {...menu.buttonProps}>
        <Icon name="dots" />
      </button>
      {menu.open && (
        <div className="menu" {...menu.menuProps}>
          {records(element.options).map((option) => (
            <button
              key={string(option.value)}
              type="button"
              role="menuitem"
              tabIndex={-1}
              onClick={() => {
                menu.close();
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
