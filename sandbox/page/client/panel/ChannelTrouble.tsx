import { useId, useState } from 'react';
import type { PageState, PageTrouble } from '../../pageState.ts';

type Props = {
  readonly state: PageState;
  readonly place: string;
  readonly onMake: (trouble: PageTrouble) => void;
};

/** What people do to a channel that an app lives in. */
export function ChannelTrouble({ state, place, onMake }: Props) {
  const id = useId();
  const channels = state.channels.filter(({ kind }) => kind === 'public' || kind === 'private');
  const [chosen, setChosen] = useState('');
  // The one that is looked at, unless another one was chosen.
  const channel = [chosen, place].map((one) => channels.find((each) => each.id === one)).find(Boolean) ?? channels[0];
  if (!channel) return null;
  const { id: channelId, archived, hasApp, pins } = channel;
  return (
    <fieldset>
      <legend>Somebody in the channel …</legend>
      <label htmlFor={id}>Channel</label>
      <select id={id} value={channelId} onChange={({ target }) => setChosen(target.value)}>
        {channels.map(({ id: one, name }) => (
          <option key={one} value={one}>
            #{name}
          </option>
        ))}
      </select>
      <div className="panel-buttons">
        <button type="button" className="button" onClick={() => onMake({ kind: 'archive', channelId, on: !archived })}>
          {archived ? 'Unarchive it' : 'Archive it'}
        </button>
        <button type="button" className="button" onClick={() => onMake({ kind: 'bot', channelId, on: hasApp })}>
          {hasApp ? `Remove ${state.app.name}` : `Invite ${state.app.name}`}
        </button>
        <button
          type="button"
          className="button"
          aria-disabled={pins.length === 0 || undefined}
          onClick={() => onMake({ kind: 'pinned', channelId })}
        >
          Delete the pinned message
        </button>
      </div>
      <p className="hint">Only what the app itself pinned goes. See whether the app posts it again.</p>
    </fieldset>
  );
}
