import { z } from 'zod';

/** What the control interface takes. `GET /control` shows each of these as a JSON schema. */

const id = z.string().min(1);
const place = z.union([
  z.object({ channelId: id, ts: id, blockId: z.string().optional() }),
  z.object({ viewId: id, blockId: z.string().optional() }),
]);

export const nothing = z.object({});
export const command = z.object({ channelId: id, line: z.string().startsWith('/') });
export const say = z.object({ channelId: id, text: z.string().min(1), threadTs: id.optional() });
export const act = z.object({ where: place, actionId: z.string(), value: z.unknown() });
export const submit = z.object({ values: z.record(z.string(), z.unknown()) });
export const suggest = z.object({ viewId: id, blockId: z.string(), actionId: z.string(), typed: z.string() });
export const details = z.object({ channelId: id, ts: id, url: z.url() });
export const shortcut = z.object({ callbackId: id });
export const messageShortcut = z.object({ callbackId: id, channelId: id, ts: id });
export const reaction = z.object({ channelId: id, ts: id, name: id });
export const message = z.object({ channelId: id, ts: id });
export const event = z.object({ event: z.looseObject({ type: id }) });
export const app = z.object({ url: z.url({ protocol: /^https?$/ }) });
export const advance = z.object({ ms: z.number().min(0) });

export const membership = z.object({ channelId: id, userId: id });
export const channelOnly = z.object({ channelId: id });
export const rename = z.object({ channelId: id, name: id });
export const archive = z.object({ channelId: id, byUserId: id.optional() });

/** Only the id and the name are needed; the rest is what most people have. */
export const user = z.object({
  id,
  name: id,
  realName: id.optional(),
  displayName: id.optional(),
  teamId: id.optional(),
  tz: id.default('UTC'),
  locale: id.default('en-US'),
  email: z.string().optional(),
  isAdmin: z.boolean().default(false),
  isOwner: z.boolean().default(false),
  isBot: z.boolean().default(false),
  deleted: z.boolean().default(false),
});

export const changedUser = z.object({
  userId: id,
  changes: z.object({
    name: id.optional(),
    realName: id.optional(),
    displayName: id.optional(),
    tz: id.optional(),
    locale: id.optional(),
    email: z.string().optional(),
    isAdmin: z.boolean().optional(),
    isOwner: z.boolean().optional(),
    deleted: z.boolean().optional(),
  }),
});

export const channel = z.object({
  id,
  name: id,
  kind: z.enum(['public', 'private', 'im', 'mpim']).default('public'),
  members: z.array(id).default([]),
  archived: z.boolean().default(false),
  pins: z.array(id).default([]),
  shared: z.boolean().default(false),
});

const ms = z.number().min(0);

/** As `Fault` of types.ts; a fault without `times` lasts until it is cleared. */
export const fault = z.object({
  method: id,
  channel: id.optional(),
  times: z.number().int().min(1).default(Number.MAX_SAFE_INTEGER),
  how: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('error'), error: id }),
    z.object({ kind: z.literal('rate-limit'), retryAfter: z.number().int().min(1) }),
    z.object({ kind: z.literal('status'), status: z.number().int().min(200).max(599), isDone: z.boolean().optional() }),
    z.object({ kind: z.literal('hang') }),
    z.object({ kind: z.literal('unreachable') }),
    z.object({ kind: z.literal('slow'), ms }),
    z.object({ kind: z.literal('late'), ms }),
    z.object({ kind: z.literal('cut') }),
  ]),
});

const timeoutMs = z.number().min(0).max(60_000).default(5_000);

/** What a test waits for. Everything that is named has to fit. */
export const until = z.discriminatedUnion('what', [
  z.object({
    what: z.literal('message'),
    channelId: id,
    text: z.string().optional(),
    seenBy: id.optional(),
    timeoutMs,
  }),
  z.object({ what: z.literal('view'), userId: id, callbackId: id.optional(), timeoutMs }),
  z.object({ what: z.literal('home'), userId: id, timeoutMs }),
  z.object({ what: z.literal('call'), method: id, timeoutMs }),
  z.object({ what: z.literal('delivery'), kind: id, timeoutMs }),
]);
