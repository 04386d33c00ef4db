import type { ReactNode } from 'react';

const SAFE = /^(https?|mailto|slack):/i;

/** A link out of the sandbox; an address that could run something is shown as text. */
export function Link({ href, children }: { readonly href: string; readonly children: ReactNode }) {
  if (!SAFE.test(href)) return <span>{children}</span>;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  );
}
