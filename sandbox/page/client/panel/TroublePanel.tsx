import { useEffect, useId, useState } from 'react';
import type { PageState, PageTrouble } from '../../pageState.ts';
import { useWorkspace } from '../workspace.ts';
import { ChannelTrouble } from './ChannelTrouble.tsx';
import { ERRORS, troubleWords } from './troubleWords.ts';

type Props = { readonly state: PageState; readonly place: string };

const SWITCHES = [
  { kind: 'slow', label: 'Slow', hint: 'Every answer takes 2.5 seconds.' },
  { kind: 'rate-limit', label: 'Rate-limited', hint: 'Every call is refused: try again in 5 seconds.' },
  { kind: 'cut', label: 'Connection cut', hint: 'Neither side reaches the other.' },
] as const;

/** What can go wrong between an app and Slack, made to go wrong. */
export function TroublePanel({ state, place }: Props) {
  const { perform } = useWorkspace();
  const { troubles } = state;
  const make = async (trouble: PageTrouble) => (await perform({ do: 'trouble', trouble })) !== undefined;
  return (
    <div className="panel-body">
      <InForce state={state} onMend={(trouble) => void make(trouble)} />
      <fieldset>
        <legend>Slack is …</legend>
        {SWITCHES.map(({ kind, label, hint }) => (
          <Switch
            key={kind}
            label={label}
            hint={hint}
            on={troubles.some((trouble) => trouble.kind === kind)}
            onChange={(on) => make({ kind, on })}
          />
        ))}
      </fieldset>
      <BreakMethod state={state} onBreak={(trouble) => void make(trouble)} />
      <ChannelTrouble state={state} place={place} onMake={(trouble) => void make(trouble)} />
    </div>
  );
}

function InForce({ state, onMend }: { readonly state: PageState; readonly onMend: (trouble: PageTrouble) => void }) {
  const { perform } = useWorkspace();
  const nameOf = (channelId: string) => state.channels.find(({ id }) => id === channelId)?.name ?? channelId;
  return (
    <section className="in-force" aria-label="In force">
      <p role="status">{state.troubles.length === 0 ? 'All is well: nothing is broken.' : 'In force:'}</p>
      {state.troubles.length > 0 && (
        <>
          <ul>
            {state.troubles.map((trouble) => {
              const words = troubleWords(trouble, nameOf);
              return (
                <li key={words}>
                  {words}
                  {'on' in trouble && (
                    <button
                      type="button"
                      className="link"
                      aria-label={`Mend: ${words}`}
                      onClick={() => onMend({ ...trouble, on: false })}
                    >
                      Mend
                    </button>
                  )}
                </li>
              );
            })}
          </ul>
          <button type="button" className="button primary" onClick={() => void perform({ do: 'mend' })}>
            Mend everything
          </button>
        </>
      )}
    </section>
  );
}

type SwitchProps = {
  readonly label: string;
  readonly hint: string;
  readonly on: boolean;
  /** False: it did not come to pass. */
  readonly onChange: (on: boolean) => Promise<boolean>;
};

function Switch({ label, hint, on, onChange }: SwitchProps) {
  const id = useId();
  /** Shown from the press on, until the sandbox says so itself. */
  const [wanted, setWanted] = useState(on);
  useEffect(() => setWanted(on), [on]);
  const change = async (next: boolean) => {
    setWanted(next);
    if (!(await onChange(next))) setWanted(on);
  };
  return (
    <div className="choice">
      <input
        type="checkbox"
        id={id}
        checked={wanted}
        aria-describedby={`${id}-hint`}
        onChange={({ target }) => void change(target.checked)}
      />
      <div>
        <label htmlFor={id}>{label}</label>
        <small id={`${id}-hint`}>{hint}</small>
      </div>
    </div>
  );
}

type BreakProps = { readonly state: PageState; readonly onBreak: (trouble: PageTrouble) => void };

function BreakMethod({ state: { methods, channels }, onBreak }: BreakProps) {
  const id = useId();
  const [method, setMethod] = useState('chat.postMessage');
  const [error, setError] = useState<string>(ERRORS[0]);
  const [channel, setChannel] = useState('');
  const channelId = channel === '' ? undefined : channel;
  return (
    <fieldset>
      <legend>One method is broken</legend>
      <label htmlFor={`${id}-method`}>Method</label>
      <select id={`${id}-method`} value={method} onChange={({ target }) => setMethod(target.value)}>
        {methods.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </select>
      <label htmlFor={`${id}-error`}>Answers</label>
      <select id={`${id}-error`} value={error} onChange={({ target }) => setError(target.value)}>
        {ERRORS.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </select>
      <label htmlFor={`${id}-channel`}>In</label>
      <select id={`${id}-channel`} value={channel} onChange={({ target }) => setChannel(target.value)}>
        <option value="">every channel</option>
        {channels.map(({ id: one, name }) => (
          <option key={one} value={one}>
            {name}
          </option>
        ))}
      </select>
      <button
        type="button"
        className="button"
        onClick={() => onBreak({ kind: 'break', method, error, channelId, on: true })}
      >
        Break it
      </button>
    </fieldset>
  );
}
