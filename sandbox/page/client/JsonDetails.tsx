import { useState } from 'react';

type Props = { readonly summary: string; readonly value: unknown };

/** JSON to look at on demand; made only when it is open. */
export function JsonDetails({ summary, value }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <details className="json" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{summary}</summary>
      {open && <Json value={value} />}
    </details>
  );
}

export function Json({ value }: { readonly value: unknown }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: scrolls, and has to by keyboard too
    <pre className="json-text" tabIndex={0}>
      {typeof value === 'string' ? value : JSON.stringify(value, null, 2)}
    </pre>
  );
}
