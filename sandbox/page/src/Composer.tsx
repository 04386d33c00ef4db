import type { FormEvent } from 'react';
import { useId, useState } from 'react';
import type { PageCommand } from '../../pageState.ts';
import { useListbox } from './useListbox.ts';

type Props = {
  readonly id?: string;
  readonly label: string;
  readonly commands?: readonly PageCommand[];
  /** False: it did not go out, the text stays. */
  readonly onSend: (text: string) => Promise<boolean>;
};

/** One line to type in; Enter sends it. Slash commands are completed while their name is being typed. */
export function Composer({ id, label, commands = [], onSend }: Props) {
  const ownId = useId();
  const hintId = useId();
  const inputId = id ?? ownId;
  const [text, setText] = useState('');
  const [sending, setSending] = useState(false);
  const [dismissed, setDismissed] = useState(false);

  const typedName = text.split(' ')[0] ?? '';
  const naming = text.startsWith('/') && !text.includes(' ') && !dismissed;
  const known = commands.find(({ command }) => command === typedName);
  const candidates = naming ? commands.filter(({ command }) => command.startsWith(typedName)) : [];
  const matches = known && candidates.length === 1 ? [] : candidates;
  const listbox = useListbox<PageCommand>(
    matches,
    ({ command }) => setText(`${command} `),
    () => setDismissed(true),
  );

  const send = async (event: FormEvent) => {
    event.preventDefault();
    const line = text.trim();
    if (!line || sending) return;
    setSending(true);
    const sent = await onSend(line);
    setSending(false);
    if (sent) setText('');
  };

  return (
    <form className="composer" onSubmit={(event) => void send(event)}>
      {matches.length > 0 && (
        <ul className="suggestions" aria-label="Commands" {...listbox.listProps}>
          {matches.map(({ command, description, usageHint }, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the field
            <li key={command} {...listbox.optionProps(index)} onClick={() => setText(`${command} `)}>
              <strong>{command}</strong> <span>{usageHint}</span>
              <small>{description}</small>
            </li>
          ))}
        </ul>
      )}
      {known && (
        <p className="usage" id={hintId}>
          <strong>{known.command}</strong> {known.usageHint}
        </p>
      )}
      <label htmlFor={inputId}>{label}</label>
      <div className="composer-line">
        <input
          id={inputId}
          type="text"
          value={text}
          placeholder={commands.length > 0 ? 'Type / for commands' : undefined}
          aria-describedby={known ? hintId : undefined}
          {...listbox.inputProps}
          onChange={(event) => {
            setText(event.target.value);
            setDismissed(false);
          }}
          onKeyDown={(event) => {
            listbox.onKey(event, known ? ['Tab'] : ['Tab', 'Enter']);
          }}
        />
        <button type="submit" className="button primary" aria-disabled={sending}>
          Send
        </button>
      </div>
    </form>
  );
}
