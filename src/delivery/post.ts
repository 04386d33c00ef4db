import type { Logger } from 'pino';
import { escaped, type Rendered } from '../../blocks/shared/text.ts';
import { errorNameOf, troubleOf } from './slackErrors.ts';

/** A section's text may have 3,000 characters. */
const SECTION_MAX = 2_900;

/** The app may do less than this form needs; mere words it may still send. Where not, the whole workspace rests. */
const LACKING: readonly (string | undefined)[] = ['missing_scope', 'no_permission', 'not_allowed_token_type'];

/**
 * Sends the first of several forms of a message that Slack takes. Where it refuses our blocks, people still get the
 * words; the mistake is logged for us to mend. Where it refuses links, they get the words without them. Throws what the last form met, or what has nothing to do with the form.
 */
export async function sendFirstTaken<T>(
  forms: readonly Rendered[],
  log: Logger,
  send: (shown: Rendered) => Promise<T>,
): Promise<{ readonly sent: T; readonly refused: readonly unknown[] }> {
  const refused: unknown[] = [];
  for (const shown of forms) {
    try {
      return { sent: await send(shown), refused };
    } catch (error) {
      const { kind } = troubleOf(error);
      if (kind === 'links') return { sent: await send(linklessTier(shown)), refused };
      if (kind !== 'ours' && !LACKING.includes(errorNameOf(error))) throw error;
      log.error({ err: error }, 'Slack refused the blocks of a message; it is sent in a plainer form');
      refused.push(error);
    }
  }
  throw refused.at(-1);
}

/**
 * Words alone, without links: a channel that is shared with others may refuse links to files, canvases and lists. An
 * address stays readable, and is no link any more.
 */
function linklessTier({ text }: Rendered): Rendered {
  const unlinked = text.replace(/<https?:[^|<>]+\|([^<>]*)>/g, '$1').replaceAll('://', ':\u200b//');
  return plainTier({ text: unlinked, blocks: [] });
}

/** The words of a message alone. */
export function plainTier({ text }: Rendered): Rendered {
  const words = text.slice(0, SECTION_MAX) || escaped('…');
  return { text, blocks: [{ type: 'section', text: { type: 'mrkdwn', text: words } }] };
}
