import { records } from '../common/json.ts';
import type { Placed } from '../elements/blockTree.ts';
import { actionId as actionIdOf, allElements, blockId as blockIdOf, plainText } from '../elements/blockTree.ts';
import { clientRefusal, elementValue } from '../elements/elementValues.ts';
import { isEmpty } from '../elements/valueFields.ts';
import type { Delivery, View, ViewValues } from '../types.ts';
import { viewShape } from '../workspace/shapes.ts';
import { stackOf } from '../workspace/workspace.ts';
import type { PersonContext } from './context.ts';
import { offeredKey, payloadBase, self } from './context.ts';
import { takeAnswer } from './takeAnswer.ts';

/** docs.slack.dev/reference/interaction-payloads/view-interactions-payload */
export async function submit(context: PersonContext, given: Readonly<Record<string, unknown>>): Promise<Delivery> {
  const { workspace, userId } = context;
  const view = stackOf(workspace, userId).at(-1);
  if (view === undefined) throw new Error(`${userId} has no modal open`);
  if (view.payload.submit === undefined || view.payload.submit === null) {
    throw new Error(`view ${view.id} has no submit button`);
  }
  view.values = collectValues(context, view, given);
  view.errors = {};
  delete view.trouble;
  workspace.changes.notify('view');
  const delivery = await context.deliver.payload('view_submission', {
    ...payloadBase(context, 'view_submission'),
    trigger_id: context.triggers.issue(userId, view.id),
    view: viewShape(workspace, view, self(context).teamId),
  });
  takeAnswer(workspace, view, delivery);
  return delivery;
}

function inputsOf(view: View): Placed[] {
  return allElements(records(view.payload.blocks)).filter(({ block }) => block.type === 'input');
}

/** Throws where Slack's own form would not let the person submit; the view then stays as it was. */
function collectValues(context: PersonContext, view: View, given: Readonly<Record<string, unknown>>): ViewValues {
  const inputs = inputsOf(view);
  const known = inputs.map(({ block }) => blockIdOf(block));
  const stranger = Object.keys(given).find((blockId) => !known.includes(blockId));
  if (stranger !== undefined) {
    throw new Error(`there is no field "${stranger}" in view ${view.id}; there is: ${known.join(', ') || 'none'}`);
  }
  const values = { ...view.values };
  for (const { block, element } of inputs) {
    const blockId = blockIdOf(block);
    const actionId = actionIdOf(element);
    const offered = () => context.offered.get(offeredKey(view.id, blockId, actionId)) ?? [];
    if (Object.hasOwn(given, blockId)) values[blockId] = { [actionId]: elementValue(element, given[blockId], offered) };
    refuse({ block, element }, values);
  }
  return values;
}

function refuse({ block, element }: Placed, values: ViewValues): void {
  const label = plainText(block.label);
  const held = values[blockIdOf(block)]?.[actionIdOf(element)];
  if (isEmpty(element, held)) {
    if (block.optional !== true) throw new Error(`"${label}" must not be empty`);
    return;
  }
  const refused = held === undefined ? undefined : clientRefusal(element, held);
  if (refused !== undefined) throw new Error(`"${label}": ${refused}`);
}
