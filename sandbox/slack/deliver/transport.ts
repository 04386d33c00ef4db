import type { Delivery, Json } from '../types.ts';

/** docs.slack.dev/interactivity/handling-user-interaction: an answer within 3 seconds; the same for events. */
export const ANSWER_WITHIN_MS = 3000;

/** Something Slack tells the app, before it is known which way it goes. */
export type Request = {
  readonly kind: string;
  readonly body: Json;
  /** How it is spelt over HTTP. */
  readonly raw: string;
  readonly contentType: string;
};

export type Retry = { readonly num: number; readonly reason: string };

export type Outcome = Pick<Delivery, 'status' | 'answer' | 'failure' | 'envelopeId'> & {
  /** The app asked for no repetition. */
  readonly noRetry: boolean;
};

/** One of the two ways to the app: signed HTTP, or a WebSocket that the app has opened. */
export type Transport = {
  send(request: Request, retry?: Retry): Promise<Outcome>;
  /** Gives up whatever is on its way. */
  close(): void;
};

export function failed(failure: string): Outcome {
  return { status: 0, answer: '', failure, noRetry: false };
}
