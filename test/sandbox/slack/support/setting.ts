import { afterEach } from '@jest/globals';
import type { StandIn, StandInOptions } from '../../../../sandbox/slack/standIn.ts';
import { startStandIn } from '../../../../sandbox/slack/standIn.ts';
import type { Json, Message, View } from '../../../../sandbox/slack/types.ts';
import type { ManualClock } from './manualClock.ts';
import { createManualClock } from './manualClock.ts';
import { SECRET, SEED, TOKEN } from './seed.ts';
import type { App } from './throwawayApp.ts';
import { startApp } from './throwawayApp.ts';

const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

export type Setting = {
  readonly slack: StandIn;
  readonly app: App;
  readonly manualClock: ManualClock;
  /** A Web API call in a form, as the SDK sends it. */
  readonly api: (method: string, args?: Json, token?: string) => Promise<Json>;
  readonly respond: (url: string, args: Json) => Promise<{ status: number; json: Json }>;
};

/** A workspace and an app that answers with an empty 200; both end with the test. */
export async function setting({
  overHttp = true,
  ...options
}: Partial<StandInOptions> & { readonly overHttp?: boolean } = {}): Promise<Setting> {
  const app = await startApp();
  closing.push(async () => app.close());
  const manualClock = createManualClock();
  const slack = await startStandIn({
    signingSecret: SECRET,
    botToken: TOKEN,
    seed: SEED,
    now: () => new Date(manualClock.now()),
    realNow: manualClock.now,
    later: manualClock.later,
    ...options,
  });
  closing.push(() => slack.close());
  if (overHttp) slack.deliverTo(app.url);
  return {
    slack,
    app,
    manualClock,
    api: async (method, args = {}, token = TOKEN) => (await post(slack, method, args, token)).json() as Promise<Json>,
    respond: async (url, args) => {
      const headers = { 'content-type': 'application/json' };
      const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(args) });
      return { status: response.status, json: (await response.json()) as Json };
    },
  };
}

export function post(slack: StandIn, method: string, args: Json = {}, token = TOKEN): Promise<Response> {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(args)) {
    if (value !== undefined) form.set(name, typeof value === 'string' ? value : JSON.stringify(value));
  }
  return fetch(slack.apiUrl + method, { method: 'POST', headers: { authorization: `Bearer ${token}` }, body: form });
}

export const plain = (text: string): Json => ({ type: 'plain_text', text });

export const button = (actionId: string, value?: string): Json => ({
  type: 'button',
  action_id: actionId,
  text: plain('Press'),
  ...(value === undefined ? {} : { value }),
});

export const actions = (blockId: string, ...elements: Json[]): Json => ({
  type: 'actions',
  block_id: blockId,
  elements,
});

export const option = (value: string): Json => ({ text: plain(`Option ${value}`), value });

export const input = (blockId: string, element: Json, more: Json = {}): Json => ({
  type: 'input',
  block_id: blockId,
  label: plain(`Label ${blockId}`),
  element: { action_id: 'it', ...element },
  ...more,
});

export const modal = (blocks: readonly Json[], more: Json = {}): Json => ({
  type: 'modal',
  callback_id: 'form',
  title: plain('A form'),
  submit: plain('Send'),
  blocks,
  ...more,
});

/** Has the person type a command and opens this modal with its trigger. */
export async function openModal({ slack, app, api }: Setting, view: Json, userId = 'U0ANN'): Promise<View> {
  await slack.person(userId).command('C0IN', '/probe open');
  const answer = await api('views.open', { trigger_id: String(app.got.at(-1)?.body.trigger_id), view });
  const open = slack.person(userId).topView();
  if (open === undefined) throw new Error(`no modal was opened: ${JSON.stringify(answer)}`);
  return open;
}

/** Posts blocks as the app and gives the message. */
export async function posted({ slack, api }: Setting, blocks: readonly Json[], more: Json = {}): Promise<Message> {
  const answer = await api('chat.postMessage', { channel: 'C0IN', text: 'in short', blocks, ...more });
  const message = slack.messages('C0IN').find(({ ts }) => ts === answer.ts);
  if (message === undefined) throw new Error(`nothing was posted: ${JSON.stringify(answer)}`);
  return message;
}
