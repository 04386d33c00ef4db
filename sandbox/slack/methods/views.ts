import { isJson, record, text } from '../common/json.ts';
import type { Json, View } from '../types.ts';
import type { UsedTrigger } from '../webApi/triggers.ts';
import { changeView, openModal, openView, publishHome, pushModal } from '../workspace/modals.ts';
import { viewShape } from '../workspace/shapes.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { externalId, findView, stackOf, userById } from '../workspace/workspace.ts';
import type { Context, Method } from './method.ts';
import { refusalInWords } from './method.ts';
import { refusal } from './refusal.ts';

/** docs.slack.dev/reference/methods/views.open: what is wrong comes as messages with a JSON pointer. */
function refusedView({ workspace, args, violations }: Context, changed?: View): Json | undefined {
  if (args.view === undefined) {
    return refusal('invalid_arguments', {
      response_metadata: { messages: ['[ERROR] missing required field: view [json-pointer:/]'] },
    });
  }
  if (violations.some(({ message }) => message === 'view_too_large')) return refusal('view_too_large');
  if (violations.length > 0 || !isJson(args.view)) {
    const { errors: _, ...refused } = refusalInWords('invalid_arguments', [
      { pointer: '/view', message: 'failed to match all allowed schemas' },
      ...violations,
    ]);
    return refused;
  }
  return isTaken(workspace, externalId(args.view), changed) ? refusal('duplicate_external_id') : undefined;
}

function isTaken(workspace: Workspace, id: string, changed?: View): boolean {
  return id !== '' && findView(workspace, (view) => view !== changed && externalId(view.payload) === id) !== undefined;
}

function answer(workspace: Workspace, view: View): Json {
  const teamId = userById(workspace, view.userId)?.teamId ?? workspace.team.id;
  return { ok: true, view: viewShape(workspace, view, teamId) };
}

/** An `interactivity_pointer`, as workflows hand it out, does what a `trigger_id` does. */
function triggerOf({ triggers, args }: Context): UsedTrigger {
  return triggers.use(text(args.trigger_id) ?? text(args.interactivity_pointer) ?? '');
}

const open: Method = (context) => {
  const { workspace, args } = context;
  const refused = refusedView(context);
  if (refused !== undefined) return refused;
  const trigger = triggerOf(context);
  if (!trigger.ok) return refusal(trigger.error);
  return answer(workspace, openModal(workspace, trigger.userId, record(args.view)));
};

/** docs.slack.dev/reference/methods/views.push: only onto a modal, with a trigger that came from one. */
const push: Method = (context) => {
  const { workspace, args } = context;
  const refused = refusedView(context);
  if (refused !== undefined) return refused;
  const trigger = triggerOf(context);
  if (!trigger.ok) return refusal(trigger.error);
  const from = trigger.viewId;
  if (!stackOf(workspace, trigger.userId).some((view) => view.id === from)) return refusal('invalid_trigger_id');
  const view = pushModal(workspace, trigger.userId, record(args.view));
  return view === undefined ? refusal('push_limit_reached') : answer(workspace, view);
};

function isStale(view: View, hash: unknown): boolean {
  return typeof hash === 'string' && hash !== '' && hash !== view.hash;
}

const update: Method = (context) => {
  const { workspace, args } = context;
  const id = text(args.external_id);
  const view =
    id === undefined
      ? openView(workspace, text(args.view_id) ?? '')
      : findView(workspace, ({ payload }) => id !== '' && externalId(payload) === id);
  if (view === undefined) return refusal('not_found');
  const refused = refusedView(context, view);
  if (refused !== undefined) return refused;
  if (isStale(view, args.hash)) return refusal('hash_conflict');
  changeView(workspace, view, record(args.view));
  return answer(workspace, view);
};

const publish: Method = (context) => {
  const { workspace, args } = context;
  const user = userById(workspace, text(args.user_id) ?? '');
  if (user === undefined) return refusal('user_not_found');
  const published = workspace.homes.get(user.id);
  const refused = refusedView(context, published);
  if (refused !== undefined) return refused;
  if (published !== undefined && isStale(published, args.hash)) return refusal('hash_conflict');
  return answer(workspace, publishHome(workspace, user.id, record(args.view)));
};

export const viewMethods: Readonly<Record<string, Method>> = {
  'views.open': open,
  'views.push': push,
  'views.update': update,
  'views.publish': publish,
};
