import type { Json } from '../json.ts';
import { markup, words } from '../json.ts';
import { withEmoji } from './emoji.ts';
import { Mrkdwn } from './Mrkdwn.tsx';

/** A Block Kit text object. */
export function Words({ value }: { readonly value: Json }) {
  if (value.type === 'mrkdwn') return <Mrkdwn text={markup(value)} verbatim={value.verbatim === true} />;
  return <p className="plain">{value.emoji === false ? words(value) : withEmoji(words(value))}</p>;
}
