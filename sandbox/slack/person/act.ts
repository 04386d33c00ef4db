import { records } from '../common/json.ts';
import type { Placed } from '../elements/blockTree.ts';
import { actionId as actionIdOf, blockId as blockIdOf } from '../elements/blockTree.ts';
import { elementValue } from '../elements/elementValues.ts';
import { valueFieldsOf } from '../elements/valueFields.ts';
import { initialValues } from '../elements/viewValues.ts';
import type { Delivery, Json, ViewValues, Where } from '../types.ts';
import { openView } from '../workspace/modals.ts';
import { channelName, messageShape, viewShape } from '../workspace/shapes.ts';
import { needChannel, stackOf, visibleTo } from '../workspace/workspace.ts';
import type { PersonContext } from './context.ts';
import { offeredKey, payloadBase, self } from './context.ts';
import { findElement } from './findElement.ts';

/** docs.slack.dev/reference/interaction-payloads/block_actions-payload */
export function act(context: PersonContext, where: Where, actionId: string, value: unknown): Promise<Delivery> {
  return 'viewId' in where ? actInView(context, where, actionId, value) : actOnMessage(context, where, actionId, value);
}

type InMessage = Extract<Where, { ts: string }>;
type InView = Extract<Where, { viewId: string }>;

async function actOnMessage(
  context: PersonContext,
  where: InMessage,
  actionId: string,
  value: unknown,
): Promise<Delivery> {
  const { workspace, userId } = context;
  const channel = needChannel(workspace, where.channelId);
  const message = visibleTo(workspace, userId, channel.id).find(({ ts }) => ts === where.ts);
  if (message === undefined) throw new Error(`${userId} sees no message ${where.ts} in ${channel.id}`);
  const wanted = { actionId, blockId: where.blockId, value };
  const placed = findElement(message.blocks, `message ${message.ts}`, wanted);
  const key = `${userId} ${channel.id} ${message.ts}`;
  const values = { ...initialValues(message.blocks), ...workspace.messageValues.get(key) };
  const action = operate(context, placed, value, values, message.ts);
  workspace.messageValues.set(key, values);
  const isEphemeral = message.onlyFor !== undefined;
  return context.deliver.payload('block_actions', {
    ...payloadBase(context, 'block_actions'),
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: channel.id,
      is_ephemeral: isEphemeral,
      ...(message.threadTs === undefined ? {} : { thread_ts: message.threadTs }),
    },
    trigger_id: context.triggers.issue(userId),
    channel: { id: channel.id, name: channelName(channel) },
    ...(isEphemeral ? {} : { message: messageShape(workspace, message) }),
    state: { values },
    response_url:
      context.baseUrl() + context.responseUrls.issue('actions', { channelId: channel.id, userId, ts: message.ts }),
    actions: [action],
  });
}

async function actInView(context: PersonContext, where: InView, actionId: string, value: unknown): Promise<Delivery> {
  const { workspace, userId } = context;
  const view = openView(workspace, where.viewId);
  if (view === undefined || view.userId !== userId) throw new Error(`${userId} has no view ${where.viewId} open`);
  const isTop = view.type === 'home' || stackOf(workspace, userId).at(-1) === view;
  if (!isTop) throw new Error(`view ${view.id} is under another one`);
  const wanted = { actionId, blockId: where.blockId, value };
  const placed = findElement(records(view.payload.blocks), `view ${view.id}`, wanted);
  if (!tellsApp(placed)) throw new Error(`"${actionId}" tells the app nothing before the view is submitted`);
  const action = operate(context, placed, value, view.values, view.id);
  workspace.changes.notify('view');
  return context.deliver.payload('block_actions', {
    ...payloadBase(context, 'block_actions'),
    container: { type: 'view', view_id: view.id },
    trigger_id: context.triggers.issue(userId, view.id),
    view: viewShape(workspace, view, self(context).teamId),
    actions: [action],
  });
}

/** Input blocks keep what is typed to themselves until the view is submitted. */
function tellsApp({ block }: Placed): boolean {
  return block.type !== 'input' || block.dispatch_action === true;
}

/** Changes what the element holds and words that as an item of `actions`. */
function operate(
  context: PersonContext,
  { block, element }: Placed,
  value: unknown,
  values: ViewValues,
  place: string,
): Json {
  const blockId = blockIdOf(block);
  const actionId = actionIdOf(element);
  const common = { action_id: actionId, block_id: blockId, type: element.type, action_ts: context.workspace.nextTs() };
  const { text, style, url, confirm, placeholder } = element;
  const own = Object.fromEntries(
    Object.entries({ text, style, url, confirm, placeholder }).filter(([, part]) => part !== undefined),
  );
  if (element.type === 'overflow') {
    const option = records(element.options).find((one) => one.value === value);
    if (option === undefined) throw new Error(`"${actionId}" offers no option ${JSON.stringify(value)}`);
    return { ...common, ...own, selected_option: option };
  }
  if (valueFieldsOf(element) === undefined) {
    return { ...common, ...own, ...(element.value === undefined ? {} : { value: element.value }) };
  }
  const offered = () => context.offered.get(offeredKey(place, blockId, actionId)) ?? [];
  const held = elementValue(element, value, offered);
  values[blockId] = { ...values[blockId], [actionId]: held };
  return { ...own, ...held, ...common };
}
