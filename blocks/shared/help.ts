import { mrkdwn, type Rendered } from './text.ts';

/** One line of help: a subcommand as it is typed, and what it does. */
export type HelpLine = { readonly usage: string; readonly does: string };

/** What the reader may do here, and only that. `status` in mrkdwn, user text in it already quoted. */
export function helpAnswer(command: string, status: string, lines: readonly HelpLine[]): Rendered {
  const words = lines.map(({ usage, does }) => `\`${usage === '' ? command : `${command} ${usage}`}\` – ${does}`);
  return {
    text: [status, ...words].join('\n'),
    blocks: [
      { type: 'section', text: mrkdwn(status) },
      ...(words.length > 0 ? [{ type: 'section' as const, text: mrkdwn(words.join('\n')) }] : []),
    ],
  };
}
