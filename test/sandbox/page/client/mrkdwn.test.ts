import { describe, expect, it } from '@jest/globals';
import type { Span } from '../../../../sandbox/page/client/blocks/mrkdwn.ts';
import { parseMrkdwn } from '../../../../sandbox/page/client/blocks/mrkdwn.ts';

/** Spans in short: `b(…)`, `i(…)`, `s(…)` for the marks, `c(…)` for code, `kind(…)` for the rest. */
function short(spans: readonly Span[]): string {
  return spans
    .map((span) => {
      switch (span.kind) {
        case 'text':
          return span.text;
        case 'bold':
        case 'italic':
        case 'strike':
          return `${span.kind[0]}(${short(span.spans)})`;
        case 'code':
          return `c(${span.text})`;
        case 'link':
          return `link(${span.url} ${span.text})`;
        case 'user':
        case 'channel':
          return `${span.kind}(${span.id})`;
        case 'date':
          return `date(${span.timestamp} ${span.format} ${span.text})`;
        default:
          return `${span.kind}(${span.text})`;
      }
    })
    .join('');
}

function read(source: string, verbatim = false): string {
  return parseMrkdwn(source, verbatim)
    .map((part) =>
      part.kind === 'pre' ? `pre(${part.text})` : `${part.kind === 'quote' ? '> ' : ''}${short(part.spans)}`,
    )
    .join('¶');
}

describe('Slack’s markup', () => {
  it.each([
    ['marks', '*bold* _italic_ ~strike~ `code`', 'b(bold) i(italic) s(strike) c(code)'],
    ['marks within marks', '*bold _and italic_*', 'b(bold i(and italic))'],
    ['marks next to punctuation', '(*Fri 4 Dec*), then *Mon*: x', '(b(Fri 4 Dec)), then b(Mon): x'],
    ['no marks within words', 'snake_case_name and 2*3*4', 'snake_case_name and 2*3*4'],
    ['no marks around spaces', '2 * 3 * 4 _ x _', '2 * 3 * 4 _ x _'],
    ['no marks over lines', '*one\ntwo*', '*one\ntwo*'],
    ['nothing within code', '`*x* <@U1>`', 'c(*x* <@U1>)'],
    ['a block of code', 'see\n```\n*x*\n```\nend', 'see¶pre(*x*\n)¶end'],
    ['quotes', '&gt; one\n> two\nthree', '> one\ntwo¶three'],
    ['entities', 'A &amp; B &lt;b&gt; &amp;lt;', 'A & B <b> &lt;'],
    [
      'links',
      '<https://x.example/a?b&amp;c|here> <https://y.example>',
      'link(https://x.example/a?b&c here) link(https://y.example https://y.example)',
    ],
    ['bare addresses', 'see https://x.example/a_b_c.', 'see link(https://x.example/a_b_c https://x.example/a_b_c).'],
    ['people, channels, everybody', '<@U1> <#C1|atlas> <!channel>', 'user(U1) channel(C1) broadcast(@channel)'],
    ['dates', '<!date^1700000000^{date_short}|then>', 'date(1700000000 {date_short} then)'],
    ['emoji', ':tada: done', 'emoji(tada) done'],
    ['times of day', '09:00: start, 10:30:45', '09:00: start, 10:30:45'],
    ['what is Markdown only', '# one\n1. two\n- three\n[x](y)', '# one\n1. two\n- three\n[x](y)'],
  ])('reads %s', (_, source, expected) => {
    expect(read(source)).toBe(expected);
  });

  it('leaves bare addresses alone where the block says so', () => {
    expect(read('https://x.example', true)).toBe('https://x.example');
  });
});
