import { isJson, parse, record } from '../common/json.ts';
import { checkMessage } from '../limits/check.ts';
import { viewViolations } from '../limits/violations.ts';
import type { Json } from '../types.ts';
import type { Method } from './method.ts';
import { refusal } from './refusal.ts';

/** What may be given, and how it is checked; pointers begin with the name. Blocks alone are those of a message. */
const CHECKS = {
  blocks: (blocks: unknown) => checkMessage({ blocks }),
  message: (message: unknown) =>
    checkMessage(parsed(message)).map((each) => ({ ...each, pointer: `/message${each.pointer}` })),
  view: (view: unknown) => viewViolations(view, record(view).type === 'home' ? ['home'] : ['modal']),
};
const NAMES = ['blocks', 'message', 'view'] as const;

/** docs.slack.dev/reference/methods/blocks.validate: exactly one of `blocks`, `message` and `view`; no scope. */
const validate: Method = ({ args }) => {
  const given = NAMES.filter((name) => args[name] !== undefined);
  const [name] = given;
  if (name === undefined || given.length > 1) return refusal('invalid_arguments');
  const errors = CHECKS[name](args[name]).map(({ pointer, message }) => ({
    code: 'failed_constraint',
    message,
    pointer: pointer.slice(name.length + 1),
  }));
  return errors.length === 0 ? { ok: true } : refusal('invalid_blocks', { errors });
};

function parsed(message: unknown): Json {
  const given = typeof message === 'string' ? parse(message) : message;
  return isJson(given) ? given : {};
}

export const blockMethods: Readonly<Record<string, Method>> = { 'blocks.validate': validate };
