import { randomUUID } from 'node:crypto';
import type { WebSocket } from 'ws';
import { isJson, parse, record, text } from '../common/json.ts';
import type { Later } from '../common/timer.ts';
import { cancellable } from '../common/timer.ts';
import type { Connections } from '../socket/connections.ts';
import { createConnections } from '../socket/connections.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Outcome, Request, Transport } from './transport.ts';
import { ANSWER_WITHIN_MS, failed } from './transport.ts';

type Waiting = { readonly on: WebSocket; readonly accepts: boolean; end(outcome: Outcome): void };

/** Kinds whose acknowledgement may say something: docs.slack.dev/apis/events-api/using-socket-mode, "Acknowledging". */
const ANSWERED = ['command', 'view_submission', 'block_suggestion'];

function envelopeType(kind: string): string {
  if (kind === 'command') return 'slash_commands';
  return kind === 'event' ? 'events_api' : 'interactive';
}

/** Envelopes over the connections that the app has opened (Socket Mode). */
export function overSocket({ workspace, later }: { workspace: Workspace; later: Later }): Transport & Connections {
  const timers = cancellable(later);
  const waiting = new Map<string, Waiting>();
  const envelopeIds = new WeakMap<Request, string>();

  const connections = createConnections({
    workspace,
    later: timers.later,
    onFrame: (socket, frame) => {
      const { envelope_id, payload } = record(parse(frame));
      const id = text(envelope_id) ?? '';
      const found = waiting.get(id);
      if (found === undefined || found.on !== socket) return;
      const says = found.accepts && isJson(payload) && Object.keys(payload).length > 0;
      found.end({ status: 200, answer: says ? JSON.stringify(payload) : '', noRetry: false });
    },
    onEnd: (socket) => {
      for (const envelope of waiting.values()) {
        if (envelope.on === socket) envelope.end(failed('connection_failed'));
      }
    },
  });

  return {
    ...connections,
    send: (request, retry) =>
      new Promise((resolve) => {
        const socket = connections.next();
        if (socket === undefined) {
          resolve(failed('connection_failed'));
          return;
        }
        const id = (retry === undefined ? envelopeIds.get(request) : undefined) ?? randomUUID();
        envelopeIds.set(request, id);
        const accepts = ANSWERED.includes(request.kind);
        const end = (outcome: Outcome) => {
          cancelTimeout();
          waiting.delete(id);
          resolve({ ...outcome, envelopeId: id });
        };
        const cancelTimeout = timers.later(ANSWER_WITHIN_MS, () => end(failed('http_timeout')));
        waiting.set(id, { on: socket, accepts, end });
        const attempt = { retry_attempt: retry?.num ?? 0, retry_reason: retry?.reason ?? '' };
        connections.say(socket, {
          envelope_id: id,
          payload: request.body,
          type: envelopeType(request.kind),
          accepts_response_payload: accepts,
          ...(request.kind === 'event' ? attempt : {}),
        });
      }),
    close: () => {
      timers.cancelAll();
      for (const envelope of waiting.values()) envelope.end(failed('connection_failed'));
      connections.close();
    },
  };
}
