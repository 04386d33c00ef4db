import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { StandIn } from '../../../../sandbox/slack/standIn.ts';
import { startStandIn } from '../../../../sandbox/slack/standIn.ts';
import type { Json } from '../../../../sandbox/slack/types.ts';
import { SECRET, SEED, TOKEN } from '../support/seed.ts';

/**
 * What Slack's documents promise about the Web API, asked of the stand-in, or of another server: CONTRACT_API_URL (ends
 * in `/api/`), CONTRACT_BOT_TOKEN, CONTRACT_CHANNEL (a channel the bot is in) and CONTRACT_USER (a person in it).
 */
const { CONTRACT_API_URL, CONTRACT_BOT_TOKEN, CONTRACT_CHANNEL = 'C0IN', CONTRACT_USER = 'U0ANN' } = process.env;
const isElsewhere = CONTRACT_API_URL !== undefined;

export const CHANNEL = CONTRACT_CHANNEL;
export const USER = CONTRACT_USER;
/** No workspace has them. */
export const NO_CHANNEL = 'C0000000000';
export const NO_USER = 'U0000000000';

let standIn: StandIn | undefined;
beforeAll(async () => {
  if (!isElsewhere) standIn = await startStandIn({ signingSecret: SECRET, botToken: TOKEN, seed: SEED });
});
afterAll(() => standIn?.close());

export async function call(method: string, args: Json = {}, token = CONTRACT_BOT_TOKEN ?? TOKEN): Promise<Json> {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(args)) {
    body.set(name, typeof value === 'string' ? value : JSON.stringify(value));
  }
  const base = CONTRACT_API_URL ?? standIn?.apiUrl ?? '';
  const response = await fetch(base + method, { method: 'POST', headers: { authorization: `Bearer ${token}` }, body });
  expect([200, 429]).toContain(response.status);
  return (await response.json()) as Json;
}

/** Posts and gives the ts. */
export async function post(args: Json = {}): Promise<string> {
  const answer = await call('chat.postMessage', { channel: CHANNEL, text: 'A message of the contract suite', ...args });
  expect(answer).toMatchObject({ ok: true });
  return String(answer.ts);
}

type Refused = readonly [error: string, when: string, method: string, args: Json];

/** Each call is refused with its string, at HTTP 200. */
export function refusals(cases: readonly Refused[]): void {
  it.each(cases)('%s: %s', async (error, _when, method, args) => {
    expect(await call(method, args)).toMatchObject({ ok: false, error });
  });
}

/** What needs people or channels of the stand-in's own workspace. */
export function itOfStandIn(name: string, test: () => Promise<void>): void {
  if (isElsewhere) it.skip(`${name} (not asked elsewhere: needs the people and channels of the stand-in)`, test);
  else it(name, test);
}

export const id = (prefix: string) => expect.stringMatching(new RegExp(`^[${prefix}][A-Z0-9]+$`));
export const TS = expect.stringMatching(/^\d+\.\d{6}$/);
