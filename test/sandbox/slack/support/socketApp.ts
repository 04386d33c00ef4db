import { WebSocket } from 'ws';
import type { StandIn } from '../../../../sandbox/slack/standIn.ts';
import type { Json } from '../../../../sandbox/slack/types.ts';
import { post } from './setting.ts';

export const APP_TOKEN = 'xapp-test';

/** One connection of an app in Socket Mode, as bare as can be. */
export type Connection = {
  /** Every frame that came, `hello` first. */
  readonly frames: Json[];
  /** Those with something to acknowledge. */
  readonly envelopes: () => Json[];
  /** What is said back to each envelope from now on; `undefined`: nothing. `{}` unless told otherwise. */
  readonly answer: (reply: (envelope: Json) => Json | undefined) => void;
  readonly acknowledge: (envelope: Json | undefined, payload?: Json) => void;
  readonly closed: Promise<number>;
  readonly close: () => void;
};

export async function connectTo(url: string): Promise<Connection> {
  const socket = new WebSocket(url);
  const frames: Json[] = [];
  let reply: (envelope: Json) => Json | undefined = () => ({});
  const acknowledge: Connection['acknowledge'] = (envelope, payload = {}) =>
    socket.send(JSON.stringify({ envelope_id: envelope?.envelope_id, payload }));
  const closed = new Promise<number>((resolve) => socket.once('close', resolve));
  const greeted = new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.on('message', (data: Buffer) => {
      const frame = JSON.parse(data.toString('utf8')) as Json;
      frames.push(frame);
      resolve();
      if (frame.envelope_id === undefined) return;
      const payload = reply(frame);
      if (payload !== undefined) acknowledge(frame, payload);
    });
  });
  await greeted;
  return {
    frames,
    envelopes: () => frames.filter(({ envelope_id }) => envelope_id !== undefined),
    answer: (next) => {
      reply = next;
    },
    acknowledge,
    closed,
    close: () => socket.close(),
  };
}

/** Opens a connection as an app does: asks for an address, then connects to it. */
export async function connect(slack: StandIn): Promise<Connection> {
  const { url } = (await (await post(slack, 'apps.connections.open', {}, APP_TOKEN)).json()) as { url: string };
  return connectTo(url);
}
