import { randomBytes } from 'node:crypto';
import { records } from '../common/json.ts';
import { withIds } from '../elements/blockTree.ts';
import { initialValues, keptValues } from '../elements/viewValues.ts';
import type { Json, View } from '../types.ts';
import type { Workspace } from './workspace.ts';
import { findView, stackOf } from './workspace.ts';

/** docs.slack.dev/surfaces/modals: up to three views at once. */
export const STACK_LIMIT = 3;

function newHash(workspace: Workspace): string {
  return `${Math.floor(workspace.now().getTime() / 1000)}.${randomBytes(4).toString('hex')}`;
}

function newView(workspace: Workspace, type: View['type'], userId: string, sent: Json, below?: View): View {
  const id = workspace.nextId('V');
  const blocks = withIds(records(sent.blocks));
  return {
    id,
    type,
    userId,
    hash: newHash(workspace),
    payload: { ...sent, blocks },
    rootId: below?.rootId ?? id,
    ...(below === undefined ? {} : { previousId: below.id }),
    errors: {},
    values: initialValues(blocks),
  };
}

/** A view opened anew takes the place of whatever modal the person had open. */
export function openModal(workspace: Workspace, userId: string, sent: Json): View {
  const view = newView(workspace, 'modal', userId, sent);
  workspace.stacks.set(userId, [view]);
  workspace.changes.notify('view');
  return view;
}

/** `undefined` when three views are open already. */
export function pushModal(workspace: Workspace, userId: string, sent: Json): View | undefined {
  const stack = stackOf(workspace, userId);
  if (stack.length >= STACK_LIMIT) return undefined;
  const view = newView(workspace, 'modal', userId, sent, stack.at(-1));
  workspace.stacks.set(userId, [...stack, view]);
  workspace.changes.notify('view');
  return view;
}

/** The view keeps its id and gets a new hash. */
export function changeView(workspace: Workspace, view: View, sent: Json): void {
  const blocks = withIds(records(sent.blocks));
  view.payload = { ...sent, blocks };
  view.values = keptValues(blocks, view.values);
  view.hash = newHash(workspace);
  view.errors = {};
  delete view.trouble;
  workspace.changes.notify('view');
}

export function closeModal(workspace: Workspace, view: View): void {
  workspace.stacks.set(
    view.userId,
    stackOf(workspace, view.userId).filter((open) => open.id !== view.id),
  );
  workspace.changes.notify('view');
}

export function clearModals(workspace: Workspace, userId: string): void {
  workspace.stacks.set(userId, []);
  workspace.changes.notify('view');
}

export function publishHome(workspace: Workspace, userId: string, sent: Json): View {
  const published = workspace.homes.get(userId);
  if (published !== undefined) {
    changeView(workspace, published, sent);
    return published;
  }
  const view = newView(workspace, 'home', userId, sent);
  workspace.homes.set(userId, view);
  workspace.changes.notify('home');
  return view;
}

export function openView(workspace: Workspace, viewId: string): View | undefined {
  return findView(workspace, (view) => view.id === viewId);
}
