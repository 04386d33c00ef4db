import { actionId as actionIdOf, blockId as blockIdOf } from '../blockTree.ts';
import { eventCallback } from '../events.ts';
import { isJson, parse, records } from '../json.ts';
import { checkOptions } from '../limits/check.ts';
import { clearModals, closeModal, openView } from '../modals.ts';
import { viewShape } from '../shapes.ts';
import type { Delivery, View } from '../types.ts';
import { inWords } from '../violations.ts';
import { directMessage, recordCall, stackOf } from '../workspace.ts';
import type { Desk } from './desk.ts';
import { offeredKey, payloadBase, self } from './desk.ts';
import { findElement } from './find.ts';

/** A view with `clear_on_close` takes the whole stack with it; the app hears of views with `notify_on_close` only. */
export async function closeView(desk: Desk): Promise<void> {
  const { workspace, userId } = desk;
  const stack = stackOf(workspace, userId);
  const top = stack.at(-1);
  if (top === undefined) throw new Error(`${userId} has no modal open`);
  const isCleared = top.payload.clear_on_close === true;
  const closed = isCleared ? stack.toReversed() : [top];
  if (isCleared) clearModals(workspace, userId);
  else closeModal(workspace, top);
  for (const view of closed.filter(({ payload }) => payload.notify_on_close === true))
    await tell(desk, view, isCleared);
}

function tell(desk: Desk, view: View, isCleared: boolean): Promise<Delivery> {
  return desk.deliver.payload('view_closed', {
    ...payloadBase(desk, 'view_closed'),
    view: viewShape(desk.workspace, view, self(desk).teamId),
    is_cleared: isCleared,
  });
}

/** How many characters Slack waits for before it asks the app: docs.slack.dev/reference/block-kit/block-elements */
const MIN_QUERY_LENGTH = 3;

/** docs.slack.dev/reference/interaction-payloads/block_suggestion-payload */
export async function suggest(
  desk: Desk,
  viewId: string,
  blockId: string,
  actionId: string,
  typed: string,
): Promise<Delivery> {
  const { workspace } = desk;
  const view = openView(workspace, viewId);
  if (view === undefined || view.userId !== desk.userId) throw new Error(`${desk.userId} has no view ${viewId} open`);
  const wanted = { actionId, blockId, value: undefined };
  const { block, element } = findElement(records(view.payload.blocks), `view ${viewId}`, wanted);
  const least = typeof element.min_query_length === 'number' ? element.min_query_length : MIN_QUERY_LENGTH;
  if (typed.length < least) throw new Error(`"${actionId}" asks the app from ${least} characters on`);
  const delivery = await desk.deliver.payload('block_suggestion', {
    ...payloadBase(desk, 'block_suggestion'),
    container: { type: 'view', view_id: view.id },
    action_id: actionIdOf(element),
    block_id: blockIdOf(block),
    value: typed,
    view: viewShape(workspace, view, self(desk).teamId),
  });
  takeOptions(desk, offeredKey(viewId, blockId, actionId), delivery);
  return delivery;
}

function takeOptions(desk: Desk, key: string, delivery: Delivery): void {
  const json = parse(delivery.answer);
  if (delivery.failure !== undefined || !isJson(json)) {
    desk.offered.set(key, []);
    return;
  }
  const violations = checkOptions(json).map(inWords);
  if (violations.length > 0) {
    const answer = { ok: false, error: 'invalid_arguments' };
    recordCall(desk.workspace, {
      method: 'block_suggestion_answer',
      args: json,
      status: delivery.status,
      answer,
      violations,
    });
  }
  const grouped = records(json.option_groups).flatMap((group) => records(group.options));
  desk.offered.set(key, violations.length > 0 ? [] : [...records(json.options), ...grouped]);
}

/** docs.slack.dev/reference/events/app_home_opened: `view` only once a Home was published. */
export function openHome(desk: Desk): Promise<Delivery> {
  const { workspace, userId } = desk;
  const home = workspace.homes.get(userId);
  const event = {
    type: 'app_home_opened',
    user: userId,
    channel: directMessage(workspace, userId).id,
    tab: 'home',
    event_ts: workspace.nextTs(),
    ...(home === undefined ? {} : { view: viewShape(workspace, home, self(desk).teamId) }),
  };
  return desk.deliver.event(eventCallback(workspace, event));
}
