import { unescaped } from '../json.ts';

/**
 * Slack's own markup, read as Slack reads it: docs.slack.dev/messaging/formatting-message-text. It is not Markdown: a
 * line that starts with `#` is no heading, a number with a dot no list, and text between colons rarely an emoji.
 */

export type Span =
  | { readonly kind: 'text' | 'code' | 'emoji'; readonly text: string }
  | { readonly kind: 'bold' | 'italic' | 'strike'; readonly spans: readonly Span[] }
  | { readonly kind: 'link'; readonly url: string; readonly text: string }
  | { readonly kind: 'user' | 'channel'; readonly id: string; readonly text: string }
  | { readonly kind: 'broadcast'; readonly text: string }
  | { readonly kind: 'date'; readonly timestamp: string; readonly format: string; readonly text: string };

export type Paragraph =
  | { readonly kind: 'lines' | 'quote'; readonly spans: readonly Span[] }
  | { readonly kind: 'pre'; readonly text: string };

const FENCE = /```([\s\S]*?)```/;

/** `verbatim`: bare addresses stay text, as Block Kit's `verbatim` says. */
export function parseMrkdwn(source: string, verbatim = false): Paragraph[] {
  // Splitting by an expression with one group alternates what is outside and inside of it.
  return source.split(FENCE).flatMap((part, index): Paragraph[] => {
    if (index % 2 === 1) return [{ kind: 'pre', text: unescaped(part.replace(/^\n/, '')) }];
    const text = part.replace(index > 0 ? /^\n/ : '', '').replace(/\n$/, '');
    return text === '' ? [] : quotesAndLines(text, verbatim);
  });
}

function quotesAndLines(text: string, verbatim: boolean): Paragraph[] {
  const groups: { quote: boolean; lines: string[] }[] = [];
  for (const line of text.split('\n')) {
    const quote = /^(>|&gt;)/.test(line);
    const bare = quote ? line.replace(/^(>|&gt;) ?/, '') : line;
    const last = groups.at(-1);
    if (last?.quote === quote) last.lines.push(bare);
    else groups.push({ quote, lines: [bare] });
  }
  return groups.map(({ quote, lines }) => ({
    kind: quote ? 'quote' : 'lines',
    spans: parseSpans(lines.join('\n'), verbatim),
  }));
}

const EMPHASIS = { '*': 'bold', _: 'italic', '~': 'strike' } as const;

function parseSpans(source: string, verbatim: boolean): Span[] {
  const spans: Span[] = [];
  let plain = '';
  const add = (span: Span) => {
    if (plain) spans.push({ kind: 'text', text: unescaped(plain) });
    plain = '';
    spans.push(span);
  };
  let at = 0;
  while (at < source.length) {
    const found = spanAt(source, at, verbatim);
    if (found) {
      add(found.span);
      at += found.length;
    } else {
      plain += source[at];
      at += 1;
    }
  }
  if (plain) spans.push({ kind: 'text', text: unescaped(plain) });
  return spans;
}

type Found = { readonly span: Span; readonly length: number };

function spanAt(source: string, at: number, verbatim: boolean): Found | undefined {
  const rest = source.slice(at);
  switch (source[at]) {
    case '<': {
      const [whole, inside] = /^<([^<>\n]+)>/.exec(rest) ?? [];
      return whole && inside ? { span: reference(inside), length: whole.length } : undefined;
    }
    case '`': {
      const [whole, inside] = /^`([^`\n]+)`/.exec(rest) ?? [];
      return whole && inside ? { span: { kind: 'code', text: unescaped(inside) }, length: whole.length } : undefined;
    }
    case ':': {
      const [whole, name] = /^:([a-z0-9_+-]+):/.exec(rest) ?? [];
      return whole && name && !isWord(source[at - 1])
        ? { span: { kind: 'emoji', text: name }, length: whole.length }
        : undefined;
    }
    case 'h': {
      const [url] =
        (verbatim || isWord(source[at - 1]) ? null : /^https?:\/\/[^\s<>|]*[^\s<>|.,:;!?)'"*_~]/.exec(rest)) ?? [];
      return url
        ? { span: { kind: 'link', url: unescaped(url), text: unescaped(url) }, length: url.length }
        : undefined;
    }
    case '*':
    case '_':
    case '~':
      return emphasis(source, at, verbatim);
    default:
      return undefined;
  }
}

/** Marks hold only around whole words, on one line, without a space on their inner side. */
function emphasis(source: string, at: number, verbatim: boolean): Found | undefined {
  const mark = source[at] as keyof typeof EMPHASIS;
  const next = source[at + 1];
  if (isWord(source[at - 1]) || next === undefined || /\s/.test(next) || next === mark) return undefined;
  for (let end = at + 1; end < source.length && source[end] !== '\n'; end += 1) {
    const nested = source[end] === '<' || source[end] === '`' ? spanAt(source, end, verbatim) : undefined;
    if (nested) {
      end += nested.length - 1;
      continue;
    }
    if (source[end] !== mark || /\s/.test(source[end - 1] ?? ' ') || isWord(source[end + 1])) continue;
    const spans = parseSpans(source.slice(at + 1, end), verbatim);
    return { span: { kind: EMPHASIS[mark], spans }, length: end - at + 1 };
  }
  return undefined;
}

function isWord(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}]/u.test(character);
}

/** What stands between < and >. */
function reference(inside: string): Span {
  const bar = inside.indexOf('|');
  const target = bar < 0 ? inside : inside.slice(0, bar);
  const label = bar < 0 ? '' : unescaped(inside.slice(bar + 1));
  if (target.startsWith('@')) return { kind: 'user', id: target.slice(1), text: label };
  if (target.startsWith('#')) return { kind: 'channel', id: target.slice(1), text: label };
  if (target.startsWith('!date^')) {
    const [, timestamp = '', format = ''] = target.split('^');
    return { kind: 'date', timestamp, format: unescaped(format), text: label };
  }
  if (target.startsWith('!')) return { kind: 'broadcast', text: label || `@${target.slice(1)}` };
  return { kind: 'link', url: unescaped(target), text: label || unescaped(target) };
}
