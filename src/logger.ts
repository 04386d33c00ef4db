import { type DestinationStream, type Logger, pino } from 'pino';
import { referenceInHand } from './interactions/interaction.ts';

/** As much of an error's words as one needs to find its place. */
const WORDS_MAX = 500;
/** Causes of causes, at most. */
const CAUSES_MAX = 5;

type Told = {
  readonly type: string;
  readonly message: string;
  readonly stack: string;
  readonly code?: unknown;
  readonly statusCode?: unknown;
  readonly cause?: Told;
  readonly errors?: readonly Told[];
};

/** Our log: lines of JSON, each with the reference of the interaction in hand. */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const options = { level, base: null, mixin: referenceInHand, serializers: { err: errorForLog } };
  return destination ? pino(options, destination) : pino(options);
}

/**
 * What is logged of an error: what it is called, its words and where it happened. Not what else it carries: a broken
 * write carries the documents it was to write, and they hold what people typed.
 */
function errorForLog(error: unknown, depth = 0): Told | string {
  if (!(error instanceof Error)) return typeof error;
  const { cause } = error;
  const inner = error instanceof AggregateError ? error.errors : [];
  const further = depth < CAUSES_MAX ? [cause, ...inner].filter((each) => each instanceof Error) : [];
  const told = (each: Error) => errorForLog(each, depth + 1) as Told;
  const others = further.filter((each) => each !== cause);
  return {
    type: error.constructor.name,
    message: error.message.slice(0, WORDS_MAX),
    stack: placesOf(error),
    ...plainField(error, 'code'),
    ...plainField(error, 'statusCode'),
    ...(cause instanceof Error && depth < CAUSES_MAX ? { cause: told(cause) } : {}),
    ...(others.length > 0 ? { errors: others.map(told) } : {}),
  };
}

/** A stack begins with the error's words, which may have many lines. */
function placesOf({ stack = '' }: Error): string {
  return stack
    .split('\n')
    .filter((line) => /^ +at /.test(line))
    .join('\n');
}

function plainField(error: Error, name: 'code' | 'statusCode') {
  const value = (error as Error & Record<string, unknown>)[name];
  return typeof value === 'string' || typeof value === 'number' ? { [name]: value } : {};
}
