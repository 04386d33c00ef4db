import { useEffect } from 'react';
import type { PageView } from '../pageState.ts';
import { Blocks } from './blocks/Blocks.tsx';
import { JsonDetails } from './JsonDetails.tsx';
import { record, records } from './json.ts';
import { useWorkspace } from './workspace.ts';

type Props = { readonly home: PageView | undefined; readonly onMessages: (place: string) => void };

/** The app's own page in Slack, as it was published for this person. */
export function HomePane({ home, onMessages }: Props) {
  const { app, channels, perform } = useWorkspace();
  const direct = channels.find(({ kind }) => kind === 'im');

  // Slack tells the app whenever somebody looks at its Home.
  useEffect(() => {
    void perform({ do: 'home' });
  }, [perform]);

  return (
    <>
      <div className="pane-head">
        <h2>{app.name}</h2>
        <span className="pane-note">Home, as you alone see it</span>
        {direct && (
          <button type="button" className="link" onClick={() => onMessages(direct.id)}>
            Direct messages
          </button>
        )}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: scrolls, and has to by keyboard too */}
      <section className="messages home" aria-label="App home" tabIndex={0}>
        {home ? (
          <>
            <Blocks
              key={home.id}
              blocks={records(home.payload.blocks)}
              surface={{ kind: 'view', viewId: home.id, values: home.values }}
            />
            <JsonDetails summary="Block Kit JSON" value={record(home.payload)} />
          </>
        ) : (
          <p className="empty">The app has published nothing for you yet.</p>
        )}
      </section>
    </>
  );
}
