import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';
import type { App, ReceiverEvent } from '@slack/bolt';
import { GIVE_UP_MS, notForEver } from './patience.ts';
import type { Services } from './services.ts';

/** One delivery of Slack's in hand. */
type Interaction = { readonly reference: string; isFaulty: boolean; saving: Saving };

/** How far it got: nothing was to be saved yet, it may be stored, or it is. */
export type Saving = 'not begun' | 'begun' | 'saved';

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
  if (interaction) interaction.saving = 'saved';
}

/** The interaction in hand begins to store something. */
export function markSaving(): void {
  const interaction = inHand.getStore();
  if (interaction?.saving === 'not begun') interaction.saving = 'begun';
}

export function savingInHand(): Saving {
  return inHand.getStore()?.saving ?? 'begun';
}

/** Begins something that goes on long after the interaction in hand, for others too: its lines are not of this one. */
export function outsideInteractions(begin: () => void): void {
  inHand.exit(begin);
}

function newReference(): string {
  return randomBytes(4).toString('hex');
}

type Watching = Pick<Services, 'log' | 'meters' | 'inHandMax' | 'wait'> & {
  /** What may stand in the log of what someone typed. */
  readonly subcommands: ReadonlySet<string>;
  /** Answers without any work, where there is too much in hand already. */
  readonly busy: (body: ReceiverEvent['body'], ack: ReceiverEvent['ack']) => Promise<void>;
  /** Answers what nothing acknowledged, where there is an answer. */
  readonly unheard: (body: ReceiverEvent['body']) => ((ack: ReceiverEvent['ack']) => Promise<void>) | undefined;
};

/** Deliveries of Slack's that this process works on. */
let working = 0;

/** Gives each delivery of Slack's a reference and a line in the log, and times its acknowledgement. */
export function watchInteractions(bolt: App, watching: Watching): void {
  const process = bolt.processEvent.bind(bolt);
  bolt.processEvent = (event) => {
    const interaction: Interaction = { reference: newReference(), isFaulty: false, saving: 'not begun' };
    return inHand.run(interaction, () => watched(event, interaction, watching, process));
  };
}

async function watched(
  event: ReceiverEvent,
  interaction: Interaction,
  { log, meters, inHandMax, wait, subcommands, busy, unheard }: Watching,
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
  const isBusy = working >= inHandMax;
  working += 1;
  try {
    if (isBusy) await busy(event.body, ack);
    // A moment longer, so that the person hears first.
    else await notForEver({ wait }, process({ ...event, ack }), GIVE_UP_MS + 60_000);
    if (!isAcked) await unheard(event.body)?.(ack);
  } finally {
    working -= 1;
    const ms = Math.round(performance.now() - began);
    const { retryNum } = event;
    const outcome = isBusy ? 'busy' : interaction.isFaulty ? 'failed' : 'handled';
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
