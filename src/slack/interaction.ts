import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';
import type { App, ReceiverEvent } from '@slack/bolt';
import type { Services } from './services.ts';

/** One delivery of Slack's in hand. */
type Interaction = { readonly reference: string; isFaulty: boolean; isSaved: boolean };

/** Which it is, in the words of docs/running.md: `command`, `action`, `view`, `options`, `event`. */
type Kind = 'command' | 'action' | 'view' | 'options' | 'event' | 'other';

const inHand = new AsyncLocalStorage<Interaction>();

/** The reference of the interaction in hand, for every line that is logged on the way. */
export function referenceInHand(): { readonly reference?: string } {
  const interaction = inHand.getStore();
  return interaction ? { reference: interaction.reference } : {};
}

/** Marks the interaction in hand as broken by a fault of ours; its reference, or a new one where there is none. */
export function faultReference(): string {
  const interaction = inHand.getStore();
  if (interaction === undefined) return newReference();
  interaction.isFaulty = true;
  return interaction.reference;
}

/** Something of the interaction in hand is stored: from now on no fault may say that it is not. */
export function markSaved(): void {
  const interaction = inHand.getStore();
  if (interaction) interaction.isSaved = true;
}

export function isSavedInHand(): boolean {
  return inHand.getStore()?.isSaved === true;
}

/** Begins something that goes on long after the interaction in hand, for others too: its lines are not of this one. */
export function outsideInteractions(begin: () => void): void {
  inHand.exit(begin);
}

function newReference(): string {
  return randomBytes(4).toString('hex');
}

type Watching = Pick<Services, 'log' | 'meters'> & {
  /** What may stand in the log of what someone typed. */
  readonly subcommands: ReadonlySet<string>;
};

/** Gives each delivery of Slack's a reference and a line in the log, and times its acknowledgement. */
export function watchInteractions(bolt: App, watching: Watching): void {
  const process = bolt.processEvent.bind(bolt);
  bolt.processEvent = (event) => {
    const interaction: Interaction = { reference: newReference(), isFaulty: false, isSaved: false };
    return inHand.run(interaction, () => watched(event, interaction, watching, process));
  };
}

async function watched(
  event: ReceiverEvent,
  interaction: Interaction,
  { log, meters, subcommands }: Watching,
  process: (event: ReceiverEvent) => Promise<void>,
): Promise<void> {
  const began = performance.now();
  const kind = kindOf(event.body);
  let isAcked = false;
  const ack: ReceiverEvent['ack'] = async (response) => {
    if (!isAcked) meters.acked(kind, (performance.now() - began) / 1000);
    isAcked = true;
    return event.ack(response);
  };
  try {
    await process({ ...event, ack });
  } finally {
    const ms = Math.round(performance.now() - began);
    const { retryNum } = event;
    const outcome = interaction.isFaulty ? 'failed' : 'handled';
    const retry = retryNum === undefined ? {} : { retryNum };
    log.info({ kind, name: nameOf(event.body, subcommands), outcome, ms, ...retry }, 'An interaction');
  }
}

function kindOf(body: Record<string, unknown>): Kind {
  if (typeof body['command'] === 'string') return 'command';
  if (body['event'] !== undefined) return 'event';
  switch (body['type']) {
    case 'block_actions':
      return 'action';
    case 'view_submission':
    case 'view_closed':
      return 'view';
    case 'block_suggestion':
      return 'options';
    default:
      return 'other';
  }
}

/** What was asked for, in words of ours: never what someone typed. */
function nameOf(body: Record<string, unknown>, subcommands: ReadonlySet<string>): string | undefined {
  if (typeof body['command'] === 'string') {
    const word = textIn(body, 'text')?.split(/\s/, 1)[0] ?? '';
    return subcommands.has(word) ? `${body['command']} ${word}` : body['command'];
  }
  const [action] = Array.isArray(body['actions']) ? body['actions'] : [];
  return textIn(action, 'action_id') ?? textIn(body['view'], 'callback_id') ?? textIn(body['event'], 'type');
}

function textIn(value: unknown, key: string): string | undefined {
  const found = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
  return typeof found === 'string' && found !== '' ? found : undefined;
}
