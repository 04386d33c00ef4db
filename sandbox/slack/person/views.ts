import { isJson, parse, records } from '../common/json.ts';
import { actionId as actionIdOf, blockId as blockIdOf } from '../elements/blockTree.ts';
import { eventCallback } from '../events/events.ts';
import { checkOptions } from '../limits/check.ts';
import { inWords } from '../limits/violations.ts';
import type { Delivery, View } from '../types.ts';
import { directMessage } from '../workspace/directMessages.ts';
import { clearModals, closeModal, openView } from '../workspace/modals.ts';
import { viewShape } from '../workspace/shapes.ts';
import { recordCall, stackOf } from '../workspace/workspace.ts';
import type { PersonContext } from './context.ts';
import { offeredKey, payloadBase, self } from './context.ts';
import { findElement } from './findElement.ts';

/** A view with `clear_on_close` takes the whole stack with it; the app hears of views with `notify_on_close` only. */
export async function closeView(context: PersonContext): Promise<void> {
  const { workspace, userId } = context;
  const stack = stackOf(workspace, userId);
  const top = stack.at(-1);
  if (top === undefined) throw new Error(`${userId} has no modal open`);
  const isCleared = top.payload.clear_on_close === true;
  const closed = isCleared ? stack.toReversed() : [top];
  if (isCleared) clearModals(workspace, userId);
  else closeModal(workspace, top);
  for (const view of closed.filter(({ payload }) => payload.notify_on_close === true))
    await tell(context, view, isCleared);
}

function tell(context: PersonContext, view: View, isCleared: boolean): Promise<Delivery> {
  return context.deliver.payload('view_closed', {
    ...payloadBase(context, 'view_closed'),
    view: viewShape(context.workspace, view, self(context).teamId),
    is_cleared: isCleared,
  });
}

/** How many characters Slack waits for before it asks the app: docs.slack.dev/reference/block-kit/block-elements */
const MIN_QUERY_LENGTH = 3;

/** docs.slack.dev/reference/interaction-payloads/block_suggestion-payload */
export async function suggest(
  context: PersonContext,
  viewId: string,
  blockId: string,
  actionId: string,
  typed: string,
): Promise<Delivery> {
  const { workspace } = context;
  const view = openView(workspace, viewId);
  if (view === undefined || view.userId !== context.userId)
    throw new Error(`${context.userId} has no view ${viewId} open`);
  const wanted = { actionId, blockId, value: undefined };
  const { block, element } = findElement(records(view.payload.blocks), `view ${viewId}`, wanted);
  const least = typeof element.min_query_length === 'number' ? element.min_query_length : MIN_QUERY_LENGTH;
  if (typed.length < least) throw new Error(`"${actionId}" asks the app from ${least} characters on`);
  const delivery = await context.deliver.payload('block_suggestion', {
    ...payloadBase(context, 'block_suggestion'),
    container: { type: 'view', view_id: view.id },
    action_id: actionIdOf(element),
    block_id: blockIdOf(block),
    value: typed,
    view: viewShape(workspace, view, self(context).teamId),
  });
  takeOptions(context, offeredKey(viewId, blockId, actionId), delivery);
  return delivery;
}

function takeOptions(context: PersonContext, key: string, delivery: Delivery): void {
  const json = parse(delivery.answer);
  if (delivery.failure !== undefined || !isJson(json)) {
    context.offered.set(key, []);
    return;
  }
  const violations = checkOptions(json).map(inWords);
  if (violations.length > 0) {
    const answer = { ok: false, error: 'invalid_arguments' };
    recordCall(context.workspace, {
      method: 'block_suggestion_answer',
      args: json,
      status: delivery.status,
      answer,
      violations,
    });
  }
  const grouped = records(json.option_groups).flatMap((group) => records(group.options));
  context.offered.set(key, violations.length > 0 ? [] : [...records(json.options), ...grouped]);
}

/** docs.slack.dev/reference/events/app_home_opened: `view` only once a Home was published. */
export function openHome(context: PersonContext): Promise<Delivery> {
  const { workspace, userId } = context;
  const home = workspace.homes.get(userId);
  const event = {
    type: 'app_home_opened',
    user: userId,
    channel: directMessage(workspace, userId).id,
    tab: 'home',
    event_ts: workspace.nextTs(),
    ...(home === undefined ? {} : { view: viewShape(workspace, home, self(context).teamId) }),
  };
  return context.deliver.event(eventCallback(workspace, event));
}
