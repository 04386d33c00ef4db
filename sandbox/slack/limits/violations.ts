import { isJson } from '../common/json.ts';
import type { Json } from '../types.ts';
import type { Violation } from './check.ts';
import { checkMessage, checkView } from './check.ts';

const MESSAGE_METHODS = ['chat.postMessage', 'chat.update', 'chat.postEphemeral', 'response_url'];

/** `{}` for the metadata of an update takes it away: docs.slack.dev/reference/methods/chat.update. */
function removesMetadata(method: string, args: Json): boolean {
  return method === 'chat.update' && isJson(args.metadata) && Object.keys(args.metadata).length === 0;
}

/** Slack's limits that this call breaks; pointers are relative to its arguments. */
export function violationsOf(method: string, args: Json): readonly Violation[] {
  if (MESSAGE_METHODS.includes(method)) {
    const { metadata, ...rest } = args;
    return checkMessage(metadata === undefined || removesMetadata(method, args) ? rest : { ...rest, metadata }, {
      method,
    });
  }
  if (!method.startsWith('views.')) return [];
  return viewViolations(args.view, method === 'views.publish' ? ['home'] : surfacesOf(method, args.view));
}

/** views.update serves both surfaces; every other method but views.publish takes a modal only. */
function surfacesOf(method: string, view: unknown): readonly ('modal' | 'home')[] {
  return method === 'views.update' && isJson(view) && view.type === 'home' ? ['home'] : ['modal'];
}

export function viewViolations(
  view: unknown,
  [surface = 'modal']: readonly ('modal' | 'home')[],
): readonly Violation[] {
  if (!isJson(view)) return [{ pointer: '/view', message: 'must provide an object' }];
  return checkView(view, surface).map(({ pointer, message }) => ({ pointer: `/view${pointer}`, message }));
}

/** In Slack's words, as in `errors` of `invalid_blocks`. */
export function inWords({ pointer, message }: Violation): string {
  return `${message} [json-pointer:${pointer}]`;
}
