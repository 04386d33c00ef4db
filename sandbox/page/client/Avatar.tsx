import { Icon } from './Icon.tsx';
import type { Author } from './workspace.ts';

const HUES = 7;

type Props = { readonly name: string; readonly kind: Author['kind']; readonly small?: boolean };

/** Initials on a colour that stays with the name; the name itself always stands beside it. */
export function Avatar({ name, kind, small = false }: Props) {
  const initials = name
    .split(/\s+/)
    .slice(0, 2)
    .map((part) => part.slice(0, String.fromCodePoint(part.codePointAt(0) ?? 32).length))
    .join('')
    .toUpperCase();
  const hue = Array.from(name).reduce((hash, letter) => (hash * 37 + (letter.codePointAt(0) ?? 0)) % 9973, 0) % HUES;
  return (
    <span className={`avatar hue-${kind === 'app' ? 'app' : hue}${small ? ' small' : ''}`} aria-hidden="true">
      {kind === 'app' ? <Icon name="flag" /> : initials}
    </span>
  );
}
