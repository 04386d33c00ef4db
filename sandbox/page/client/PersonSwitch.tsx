import { Avatar } from './Avatar.tsx';
import { Icon } from './Icon.tsx';
import { useMenu } from './useMenu.ts';
import { useWorkspace } from './workspace.ts';

/** Whom one looks at the workspace as: the one thing that Slack itself does not let one choose. */
export function PersonSwitch({ onPerson }: { readonly onPerson: (id: string) => void }) {
  const { me, people } = useWorkspace();
  const menu = useMenu();
  const current = people.find(({ id }) => id === me);
  return (
    <div className="whoami" {...menu.aroundProps}>
      <button type="button" className="whoami-button" {...menu.buttonProps}>
        <Avatar name={current?.name ?? ''} kind="person" />
        <span className="who">
          <span className="who-name">
            <span className="visually-hidden">You are </span>
            {current?.name}
          </span>
          <span className="who-note">{current?.note}</span>
        </span>
        <Icon name="down" />
      </button>
      {menu.open && (
        <div {...menu.menuProps} className="menu people" role="menu" aria-label="Be somebody else">
          {people.map(({ id, name, note }) => (
            <button
              key={id}
              type="button"
              role="menuitemradio"
              aria-checked={id === me}
              tabIndex={-1}
              onClick={() => {
                menu.close();
                onPerson(id);
              }}
            >
              <Avatar name={name} kind="person" />
              <span className="who">
                <span className="who-name">{name}</span>
                <span className="who-note">{note}</span>
              </span>
              {id === me && <Icon name="check" />}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
