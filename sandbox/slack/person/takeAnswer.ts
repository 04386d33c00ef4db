import { isJson, parse, record, records } from '../common/json.ts';
import { allBlocks, blockId } from '../elements/blockTree.ts';
import { inWords, viewViolations } from '../limits/violations.ts';
import type { Delivery, Json, View } from '../types.ts';
import { changeView, clearModals, closeModal, openView, pushModal, STACK_LIMIT } from '../workspace/modals.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { externalId, findView, recordCall } from '../workspace/workspace.ts';

/** All a person learns of an answer that was late or wrong; the app learns nothing (slackapi/slack-cli#144). */
const TROUBLE = 'We had some trouble connecting. Try again?';

/**
 * Does what the app answered to a submission: docs.slack.dev/surfaces/modals, "Using response_action". The app may have
 * changed or closed the view by a call of its own before it answered.
 */
export function takeAnswer(workspace: Workspace, submitted: View, delivery: Delivery): void {
  const view = openView(workspace, submitted.id);
  if (delivery.failure !== undefined) {
    trouble(workspace, submitted);
    return;
  }
  if (isNothing(delivery.answer)) {
    if (view !== undefined) closeModal(workspace, view);
    return;
  }
  const answer = record(parse(delivery.answer));
  const wrong = whatIsWrong(workspace, submitted, answer);
  if (wrong.length > 0) {
    recordCall(workspace, {
      method: 'view_submission_answer',
      args: answer,
      status: delivery.status,
      answer: { ok: false, error: 'invalid_arguments' },
      violations: wrong,
    });
    trouble(workspace, submitted);
    return;
  }
  perform(workspace, submitted, answer);
}

function isNothing(body: string): boolean {
  const json = parse(body);
  return body.trim() === '' || (isJson(json) && Object.keys(json).length === 0);
}

function trouble(workspace: Workspace, view: View): void {
  view.trouble = TROUBLE;
  workspace.changes.notify('view');
}

function perform(workspace: Workspace, view: View, answer: Json): void {
  switch (answer.response_action) {
    case 'clear':
      clearModals(workspace, view.userId);
      return;
    case 'errors':
      view.errors = Object.fromEntries(
        Object.entries(record(answer.errors)).map(([key, words]) => [key, String(words)]),
      );
      workspace.changes.notify('view');
      return;
    case 'update':
      changeView(workspace, view, record(answer.view));
      return;
    default:
      pushModal(workspace, view.userId, record(answer.view));
  }
}

function whatIsWrong(workspace: Workspace, view: View, answer: Json): readonly string[] {
  switch (answer.response_action) {
    case 'clear':
      return [];
    case 'errors':
      return wrongErrors(view, answer.errors);
    case 'update':
    case 'push':
      return wrongView(workspace, view, answer);
    default:
      return [`unknown response_action ${JSON.stringify(answer.response_action)} [json-pointer:/response_action]`];
  }
}

function wrongView(workspace: Workspace, view: View, answer: Json): readonly string[] {
  const broken = viewViolations(answer.view, ['modal']).map(inWords);
  if (broken.length > 0) return broken;
  const isPush = answer.response_action === 'push';
  if (isPush && (workspace.stacks.get(view.userId) ?? []).length >= STACK_LIMIT) return ['push_limit_reached'];
  const id = externalId(record(answer.view));
  const holder = id === '' ? undefined : findView(workspace, ({ payload }) => externalId(payload) === id);
  return holder === undefined || (holder === view && !isPush) ? [] : ['duplicate_external_id'];
}

/** Keys are block_ids of input blocks of this view; anything else shows nowhere. */
function wrongErrors(view: View, errors: unknown): readonly string[] {
  if (!isJson(errors) || Object.keys(errors).length === 0) return ['must provide an object [json-pointer:/errors]'];
  const inputs = allBlocks(records(view.payload.blocks))
    .filter((block) => block.type === 'input')
    .map(blockId);
  return Object.entries(errors).flatMap(([key, words]) => {
    if (!inputs.includes(key)) return [`no input block with this block_id [json-pointer:/errors/${key}]`];
    return typeof words === 'string' && words !== '' ? [] : [`must provide a string [json-pointer:/errors/${key}]`];
  });
}
