import type { WebClient } from '@slack/web-api';
import { helpAnswer } from '../../blocks/shared/help.ts';
import type { Rendered } from '../../blocks/shared/text.ts';
import type { Place } from '../projects/find.ts';
import type { Actor } from '../projects/permissions.ts';
import type { Services } from './services.ts';

/** One slash command as it arrived, with who sent it and where. */
export type Call = {
  readonly services: Services;
  readonly slack: WebClient;
  readonly place: Extract<Place, { channelId: string }>;
  readonly actor: Actor;
  /** Someone's direct messages, or those of a group: no place for a project. */
  readonly isDirect: boolean;
  /** What follows the subcommand, as typed. */
  readonly words: string;
  readonly triggerId: string;
  readonly idempotencyKey: string;
};

/** Someone opens a form or a modal: by command, by button or from Home. */
export type Opening = Pick<Call, 'services' | 'slack' | 'actor' | 'triggerId'> & {
  readonly place: Place;
  readonly within?: 'modal' | 'elsewhere';
};

/** Who may use a subcommand; decides whom help shows it to. The verbs check again, from stored data. */
export type Audience = 'experts' | 'project' | 'admins';

/** One line of a command's table. Help, the manifest's usage hint and the docs are made from it. */
export type Subcommand = {
  readonly name: string;
  /** Other words that people type for it. */
  readonly also?: readonly string[];
  /** What may follow the name; shown in help. */
  readonly usage: string;
  readonly does: string;
  readonly audience: Audience;
  /** It cannot be undone: whether someone is an admin is asked of Slack anew. */
  readonly isFinal?: true;
  /** It opens a form, at least without words after it: the form comes first, and what is read about the person after it. */
  readonly opensForm?: true;
  /** Answers in private; undefined when it opened a form instead. */
  readonly run: (call: Call) => Promise<Rendered | undefined>;
};

/** The manifest's usage hint: the names, as Slack shows them while someone types. */
export function usageHint(table: readonly Subcommand[]): string {
  return `[${[...table.map(({ name }) => name), 'help'].join(' | ')}]`;
}

export function helpFor(
  command: string,
  table: readonly Subcommand[],
  audiences: readonly Audience[],
  status: string,
): Rendered {
  const lines = table
    .filter(({ audience }) => audiences.includes(audience))
    .map(({ name, usage, does }) => ({ usage: `${name} ${usage}`.trim(), does }));
  return helpAnswer(command, status, lines);
}
