import type { KeyboardEvent, SyntheticEvent } from 'react';
import { useEffect, useId, useRef, useState } from 'react';
import type { PageCommand } from '../pageState.ts';
import { useListbox } from './useListbox.ts';

type Props = {
  readonly id?: string;
  readonly label: string;
  readonly commands?: readonly PageCommand[];
  /** False: it did not go out, the text stays. */
  readonly onSend: (text: string) => Promise<boolean>;
};

/** Enter sends, Shift+Enter begins a line. Slash commands are completed while their name is being typed. */
export function Composer({ id, label, commands = [], onSend }: Props) {
  const ownId = useId();
  const hintId = useId();
  const inputId = id ?? ownId;
  const [text, setText] = useState('');
  const [sending, setSending] = useState(false);
  const [dismissed, setDismissed] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);

  const typedName = text.split(/\s/)[0] ?? '';
  const naming = text.startsWith('/') && !/\s/.test(text) && !dismissed;
  const known = commands.find(({ command }) => command === typedName);
  const candidates = naming ? commands.filter(({ command }) => command.startsWith(typedName)) : [];
  const matches = known && candidates.length === 1 ? [] : candidates;
  const choose = ({ command }: PageCommand) => {
    setText(`${command} `);
    field.current?.focus();
  };
  const listbox = useListbox<PageCommand>(matches, choose, () => setDismissed(true));

  // As high as what is in it, up to what the style allows.
  // biome-ignore lint/correctness/useExhaustiveDependencies: to be done again for every text
  useEffect(() => {
    const { current } = field;
    if (!current) return;
    current.style.height = 'auto';
    current.style.height = `${current.scrollHeight + 2}px`;
  }, [text]);

  const send = async (event: SyntheticEvent) => {
    event.preventDefault();
    const line = text.trim();
    if (!line || sending) return;
    setSending(true);
    const sent = await onSend(line);
    setSending(false);
    if (sent) setText('');
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (listbox.onKey(event, known ? ['Tab'] : ['Tab', 'Enter'])) return;
    if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) void send(event);
  };

  return (
    <form className="composer" onSubmit={(event) => void send(event)}>
      {matches.length > 0 && (
        <ul className="suggestions" aria-label="Commands" {...listbox.listProps}>
          {matches.map((match, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the field
            <li key={match.command} {...listbox.optionProps(index)} onClick={() => choose(match)}>
              <strong>{match.command}</strong> <span>{match.usageHint}</span>
              <small>{match.description}</small>
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
        <textarea
          ref={field}
          id={inputId}
          rows={1}
          value={text}
          placeholder={commands.length > 0 ? 'Type / for commands' : undefined}
          aria-describedby={known ? hintId : undefined}
          {...listbox.inputProps}
          onChange={(event) => {
            setText(event.target.value);
            setDismissed(false);
          }}
          onKeyDown={onKeyDown}
        />
        <button type="submit" className="button primary" aria-disabled={sending}>
          Send
        </button>
      </div>
    </form>
  );
}
