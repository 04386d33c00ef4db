import { useEffect, useState } from 'react';
import type { TrafficEntry } from '../../pageState.ts';
import { fetchTraffic } from '../api.ts';
import { JsonDetails } from '../JsonDetails.tsx';
import { clockTimeWithSeconds } from '../time.ts';
import { useWorkspace } from '../workspace.ts';

/** What the app and Slack have said to each other, newest first, and which of Slack's limits were broken. */
export function RequestsPanel({ version }: { readonly version: number }) {
  const [entries, setEntries] = useState<readonly TrafficEntry[]>([]);

  const [isFiltered, setFiltered] = useState(false);
  const broken = entries.filter(({ violations }) => violations.length > 0);
  const shown = isFiltered ? broken : entries;

  // biome-ignore lint/correctness/useExhaustiveDependencies: to be done again after every change
  useEffect(() => {
    let current = true;
    fetchTraffic().then(
      (latest) => current && setEntries(latest),
      // The banner of the page says it when the server is gone.
      () => {},
    );
    return () => {
      current = false;
    };
  }, [version]);

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: scrolls, and has to by keyboard too
    <section className="panel-body" aria-label="Requests, newest first" tabIndex={0}>
      {broken.length > 0 && (
        <button type="button" aria-pressed={isFiltered} onClick={() => setFiltered(!isFiltered)}>
          {isFiltered ? 'Show all' : `Show the ${broken.length} that break a limit`}
        </button>
      )}
      {shown.length === 0 && <p>None yet.</p>}
      {shown.map((entry) => (
        <Entry key={entry.id} entry={entry} />
      ))}
    </section>
  );
}

function Entry({ entry }: { readonly entry: TrafficEntry }) {
  const { zone } = useWorkspace();
  const { at, direction, name, ok, summary, violations, sent, answered } = entry;
  return (
    <div className={ok ? 'request' : 'request failed'}>
      <p className="request-line">
        <time dateTime={at}>{clockTimeWithSeconds(new Date(at), zone)}</time>
        <span>{direction === 'in' ? 'app → Slack' : 'Slack → app'}</span>
        <strong>{name}</strong>
        <span className={ok ? 'ok' : 'not-ok'}>{summary}</span>
      </p>
      {violations.map((violation) => (
        <p className="violation" key={violation}>
          Breaks a limit: {violation}
        </p>
      ))}
      <JsonDetails summary="Request and answer" value={{ request: sent, answer: answered }} />
    </div>
  );
}
