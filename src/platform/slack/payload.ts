import type { StringIndexed } from '@slack/bolt';
import { z } from 'zod';

/*
 * The fields that Bolt and our listeners read; all other fields may hold anything. Bolt checks nothing, and a listener
 * would find the fault only after the acknowledgement.
 */

/** Ids, names and types: as many characters as the longest of Slack's, an action_id or a callback_id. They are logged. */
const WORD_MAX = 255;
const word = z.string().max(WORD_MAX);
const anything = z.object({});
const holder = z.object({ id: word.nullish() });

/** docs.slack.dev/interactivity/implementing-slash-commands */
const command = z.object({
  command: word,
  text: z.string(),
  channel_id: word,
  user_id: word,
  user_name: word.optional(),
  team_id: word.optional(),
  trigger_id: word,
  response_url: z.string(),
});

/** docs.slack.dev/apis/events-api */
const event = z.object({
  type: word,
  user: z.union([word, holder]).optional(),
  channel: z.union([word, holder]).optional(),
  channel_id: word.optional(),
  item: anything.optional(),
  subteam: anything.optional(),
});
const around = <Event extends z.ZodType>(inner: Event) =>
  z.object({ team_id: word, authorizations: z.array(anything).nullish(), event: inner });
const eventCallback = around(event);
/** Events that our listeners read more of: docs.slack.dev/reference/events */
const EVENTS = new Map<unknown, z.ZodType>([
  ['app_home_opened', around(event.extend({ user: word, tab: word }))],
  ['tokens_revoked', around(event.extend({ tokens: z.object({ bot: z.array(word).optional() }) }))],
]);

/** docs.slack.dev/reference/interaction-payloads */
const interaction = z.object({
  user: z.object({
    id: word,
    team_id: word.nullish(),
    name: word.nullish(),
    username: word.nullish(),
  }),
  team: holder.nullish(),
  enterprise: holder.nullish(),
  response_url: z.string().nullish(),
  response_urls: z.array(z.object({ response_url: z.string() })).nullish(),
});

const press = interaction.extend({
  type: z.literal('block_actions'),
  trigger_id: word,
  channel: z.object({ id: word }).optional(),
  message: z.object({ ts: word }).optional(),
  view: z.object({ id: word, type: word }).optional(),
  actions: z.array(z.object({ type: word, action_id: word, block_id: word.optional() })).min(1),
});

const submission = interaction.extend({
  type: z.literal('view_submission'),
  // What was filled in and what the form is about are read with schemas of their own; the person hears of a fault there.
  view: z.object({ id: word, callback_id: word, title: z.object({ text: z.string() }) }),
});

const interactive = z.discriminatedUnion('type', [press, submission]);

/** Whether Bolt and our listeners can take this as a delivery of Slack's. */
export function isPayload(body: unknown): body is StringIndexed {
  return schemaFor(body).safeParse(body).success;
}

const outer = z.object({ event: z.unknown(), command: z.unknown() }).partial();
const inner = z.object({ type: z.unknown() }).partial();

/** By the fields that Bolt goes by, in its order. */
function schemaFor(body: unknown): z.ZodType {
  const { event: given, command: name } = outer.safeParse(body).data ?? {};
  if (given !== undefined) return EVENTS.get(inner.safeParse(given).data?.type) ?? eventCallback;
  return name === undefined ? interactive : command;
}
