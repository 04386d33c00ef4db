import { text } from '../common/json.ts';
import type { Json } from '../types.ts';
import type { Refusal } from './refusal.ts';
import { refusal } from './refusal.ts';

type Page<T> = { readonly items: readonly T[]; readonly nextCursor: string };

/** docs.slack.dev/apis/web-api/pagination: opaque cursors, '' on the last page. */
export function page<T>(all: readonly T[], args: Json, most = 1000): Page<T> | Refusal {
  const cursor = text(args.cursor) ?? '';
  const start = cursor === '' ? 0 : Number(/^from:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString('utf8'))?.[1]);
  if (Number.isNaN(start)) return refusal('invalid_cursor');
  const asked = Number(text(args.limit) ?? '100');
  if (!Number.isInteger(asked) || asked < 0) return refusal('invalid_limit');
  const end = start + Math.min(asked === 0 ? 100 : asked, most);
  const nextCursor = end < all.length ? Buffer.from(`from:${end}`).toString('base64') : '';
  return { items: all.slice(start, end), nextCursor };
}
