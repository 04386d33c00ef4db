import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { parse as parseForm } from 'node:querystring';
import { type App, HTTPModuleFunctions, HTTPResponseAck, type Receiver, type ReceiverEvent } from '@slack/bolt';
import type { Logger } from 'pino';
import { z } from 'zod';
import { ok, type Result, refuse } from '../../core/result.ts';
import { parseJson } from './json.ts';
import { slackLogger } from './log.ts';
import { isPayload } from './payload.ts';

const { extractRetryNumFromHTTPRequest, extractRetryReasonFromHTTPRequest } = HTTPModuleFunctions;
const { buildSSLCheckResponse, buildUrlVerificationResponse } = HTTPModuleFunctions;

/** Bytes of one body. Slack's largest, a form of 100 fields with 3,000 characters each, has some 350,000. */
const BODY_MAX = 512 * 1024;
/** Bytes that have arrived of all unfinished bodies: a stranger may hold each open until the server's `requestTimeout`. */
const BODIES_MAX = 32 * 1024 * 1024;
/** Pieces of one body. Each costs far more memory and time than the bytes in it. */
const PIECES_MAX = 2_000;
/** Slack checks the certificate with a short request that it does not sign: `ssl_check=1` and an old token. */
const SSL_CHECK_MAX = 1024;
/** How far a signature's time may be from ours (docs.slack.dev/authentication/verifying-requests-from-slack). */
const SIGNATURE_SECONDS = 5 * 60;
const FORM = 'application/x-www-form-urlencoded';
const PLUS = '+'.charCodeAt(0);
const BLANK = ' '.charCodeAt(0);
/** How long a refused client may go on sending. If Milepost cut it off at once, it might miss the answer. */
const LINGER_MS = 1_000;
const CLOSE = { connection: 'close' };

type Refusal = {
  readonly status: number;
  readonly why: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** The connection closes, once the client has had time to read the answer. */
  readonly closes?: true;
};

const NO_POST: Refusal = { status: 405, why: 'it is no POST', headers: { allow: 'POST' } };
const TOO_LARGE: Refusal = { status: 413, why: `its body has more than ${BODY_MAX} bytes`, closes: true };
const NOT_WHOLE: Refusal = { status: 400, why: 'its body did not arrive whole' };
const NOT_SIGNED: Refusal = { status: 401, why: 'Slack did not sign it, or not within five minutes' };
const NO_PAYLOAD: Refusal = { status: 400, why: 'Milepost does not know the payload in its body' };
const NOT_HEARD: Refusal = { status: 404, why: 'nothing acknowledged it' };

const SSL_CHECK = Symbol('a check of the certificate');
/** docs.slack.dev/reference/events/url_verification */
const urlVerification = z.object({ type: z.literal('url_verification'), challenge: z.string() });

export type HttpReceiver = Receiver & {
  /** Answers one request to Slack's address. Rejects on a fault of ours, which the caller owns. */
  readonly handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
};

/**
 * Bolt over signed HTTP. Bolt's own receiver throws for every method but POST, takes any JSON for an object, and drops
 * the promise it works in, so one request of a stranger could end the process.
 */
export function httpReceiver(options: {
  readonly signingSecret: string;
  readonly log: Logger;
  /** The real time in milliseconds, which Slack signs with. */
  readonly realNow: () => number;
  readonly wait: (ms: number) => Promise<void>;
}): HttpReceiver {
  const { signingSecret, log, realNow, wait } = options;
  const logger = slackLogger(log);
  let app: App | undefined;
  /** The bytes that have arrived of each unfinished body, and of all. */
  const arriving = new Map<IncomingMessage, number>();
  let arrived = 0;

  function bodyOf(request: IncomingMessage): Promise<Result<Buffer, Refusal>> {
    return new Promise((resolve) => {
      if (Number(request.headers['content-length']) > BODY_MAX) return resolve(refuse(TOO_LARGE));
      const pieces: Buffer[] = [];
      let bytes = 0;
      function finish(result: Result<Buffer, Refusal>): void {
        request.off('data', take);
        if (arriving.delete(request)) arrived -= bytes;
        resolve(result);
      }
      function take(piece: Buffer): void {
        bytes += piece.length;
        arrived += piece.length;
        arriving.set(request, bytes);
        if (bytes > BODY_MAX) finish(refuse(TOO_LARGE));
        else if (pieces.push(piece) > PIECES_MAX) {
          finish(refuse(NOT_WHOLE));
          request.destroy();
        } else if (arrived > BODIES_MAX) cutLargest();
      }
      arriving.set(request, 0);
      request.on('data', take);
      request.once('end', () => finish(ok(Buffer.concat(pieces))));
      request.on('error', () => finish(refuse(NOT_WHOLE)));
      request.once('close', () => finish(refuse(NOT_WHOLE)));
      return undefined;
    });
  }

  /** A client with many large bodies does not keep Slack's small ones out. */
  function cutLargest(): void {
    const [largest] = [...arriving].reduce((one, other) => (other[1] > one[1] ? other : one));
    largest.destroy();
  }

  /**
   * Over the bytes as they came (docs.slack.dev/authentication/verifying-requests-from-slack). Bolt decodes them first,
   * which takes ten times as long, and takes signatures of any time to come.
   */
  function isSigned({ headers }: IncomingMessage, body: Buffer): boolean {
    const { 'x-slack-signature': signature, 'x-slack-request-timestamp': timestamp } = headers;
    if (typeof signature !== 'string' || typeof timestamp !== 'string') return false;
    if (!/^\d{1,15}$/.test(timestamp)) return false;
    if (Math.abs(Number(timestamp) - realNow() / 1000) > SIGNATURE_SECONDS) return false;
    const hash = createHmac('sha256', signingSecret).update(`v0:${timestamp}:`).update(body).digest('hex');
    const [given, expected] = [Buffer.from(signature), Buffer.from(`v0=${hash}`)];
    return given.length === expected.length && timingSafeEqual(given, expected);
  }

  async function read(request: IncomingMessage): Promise<Result<unknown, Refusal>> {
    if (request.method !== 'POST') return refuse(NO_POST);
    const body = await bodyOf(request);
    if (!body.ok) return body;
    if (isSslCheck(body.value)) return ok(SSL_CHECK);
    if (!isSigned(request, body.value)) return refuse(NOT_SIGNED);
    return ok(payloadIn(body.value, request.headers['content-type']));
  }

  async function dispatch(request: IncomingMessage, response: ServerResponse, body: ReceiverEvent['body']) {
    const ack = new HTTPResponseAck({
      logger,
      processBeforeResponse: false,
      unhandledRequestHandler: () => {
        answerRefusal(response, NOT_HEARD).catch(() => response.destroy());
      },
      httpRequest: request,
      httpRequestBody: body,
      httpResponse: response,
    });
    const retryNum = extractRetryNumFromHTTPRequest(request);
    const retryReason = extractRetryReasonFromHTTPRequest(request);
    try {
      await app?.processEvent({
        body,
        ack: ack.bind(),
        ...(retryNum === undefined ? {} : { retryNum }),
        ...(retryReason === undefined ? {} : { retryReason }),
      });
    } finally {
      // Ends its timer.
      ack.ack();
    }
    if (!response.headersSent) await answerRefusal(response, NOT_HEARD);
  }

  /** Logs neither headers nor path nor the words of an error: they may hold pieces of what was sent. */
  async function answerRefusal(response: ServerResponse, { status, why, headers, closes }: Refusal): Promise<void> {
    const { req: request } = response;
    log.warn({ status, method: request.method }, `A request to Slack's address is refused: ${why}`);
    if (response.headersSent) return;
    response.writeHead(status, { ...headers, ...(closes ? CLOSE : {}), 'content-length': 0 }).flushHeaders();
    if (closes && !request.complete) {
      const ended = new Promise((resolve) => request.once('close', resolve));
      request.resume();
      await Promise.race([ended, wait(LINGER_MS)]);
    }
    response.end();
  }

  return {
    init: (bolt) => {
      app = bolt;
    },
    start: async () => undefined,
    stop: async () => undefined,
    async handle(request, response) {
      const received = await read(request);
      if (!received.ok) return answerRefusal(response, received.failure);
      const body = received.value;
      if (body === SSL_CHECK) return buildSSLCheckResponse(response);
      const verification = urlVerification.safeParse(body);
      if (verification.success) return buildUrlVerificationResponse(response, verification.data);
      if (!isPayload(body)) return answerRefusal(response, NO_PAYLOAD);
      return dispatch(request, response, body);
    },
  };
}

function isSslCheck(body: Buffer): boolean {
  return body.length <= SSL_CHECK_MAX && parseForm(body.toString())['ssl_check'] === '1';
}

/** A form with its fields, or with one field of JSON, or JSON alone; undefined where it is none of these. */
function payloadIn(body: Buffer, type: string | undefined): unknown {
  if (type?.split(';', 1)[0] !== FORM) return parseJson(body.toString());
  // Node replaces one `+` after the other in a string, which takes long for many.
  for (let at = 0; at < body.length; at++) if (body[at] === PLUS) body[at] = BLANK;
  const fields = parseForm(body.toString());
  return fields['payload'] === undefined ? fields : parseJson(String(fields['payload']));
}
