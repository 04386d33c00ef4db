import { request as httpRequest } from 'node:http';
import type { Later } from '../common/timer.ts';
import { cancellable } from '../common/timer.ts';
import { signedHeaders } from './sign.ts';
import type { Outcome, Transport } from './transport.ts';
import { ANSWER_WITHIN_MS, failed } from './transport.ts';

type Options = {
  readonly appUrl: string;
  readonly signingSecret: string;
  readonly realNow: () => number;
  readonly later: Later;
};

/** Signed requests: docs.slack.dev/apis/events-api, docs.slack.dev/authentication/verifying-requests-from-slack */
export function overHttp({ appUrl, signingSecret, realNow, later }: Options): Transport {
  const timers = cancellable(later);
  const open = new Set<() => void>();

  const post = (raw: string, headers: Record<string, string>): Promise<Outcome> =>
    new Promise((resolve) => {
      const length = { 'content-length': String(Buffer.byteLength(raw)) };
      const outgoing = httpRequest(appUrl, { method: 'POST', agent: false, headers: { ...headers, ...length } });
      const end = (outcome: Outcome) => {
        cancelTimeout();
        open.delete(abort);
        resolve(outcome);
      };
      const fail = (failure: string) => end(failed(failure));
      const abort = () => {
        fail('connection_failed');
        outgoing.destroy();
      };
      const cancelTimeout = timers.later(ANSWER_WITHIN_MS, () => {
        fail('http_timeout');
        outgoing.destroy();
      });
      open.add(abort);
      outgoing.on('error', () => fail('connection_failed'));
      outgoing.on('response', (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('error', () => fail('connection_failed'));
        incoming.on('end', () => {
          const status = incoming.statusCode ?? 0;
          const answered = { status, answer: Buffer.concat(chunks).toString('utf8') };
          const noRetry = incoming.headers['x-slack-no-retry'] === '1';
          end({ ...answered, noRetry, ...(status >= 200 && status < 300 ? {} : { failure: 'http_error' }) });
        });
      });
      outgoing.end(raw);
    });

  return {
    send: (request, retry) =>
      post(request.raw, {
        'content-type': request.contentType,
        'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
        ...signedHeaders(signingSecret, request.raw, realNow()),
        ...(retry === undefined
          ? {}
          : { 'x-slack-retry-num': String(retry.num), 'x-slack-retry-reason': retry.reason }),
      }),
    close: () => {
      timers.cancelAll();
      for (const abort of open) abort();
    },
  };
}
