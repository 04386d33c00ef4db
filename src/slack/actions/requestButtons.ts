import type { App } from '@slack/bolt';
import { askForm, declineForm } from '../../../blocks/askForm.ts';
import { editForm } from '../../../blocks/editForm.ts';
import { mayAct } from '../../domain/permissions.ts';
import { ok } from '../../domain/result.ts';
import { asSeen, findMilestone } from '../../milestones/find.ts';
import { findOpenRequest } from '../../milestones/requests.ts';
import { findFor } from '../../projects/find.ts';
import { openForm } from '../openForm.ts';
import type { Services } from '../services.ts';
import { readAskTarget, readRequestTarget } from '../target.ts';
import { onPress, type Press } from './press.ts';

/** The buttons to ask for a change and to answer. A message may be older than its right, its milestone, its request. */
export function listenToRequestButtons(bolt: App, services: Services): void {
  onPress(bolt, services, 'milestone_ask', openAskForm);
  onPress(bolt, services, 'request_change', openChangeForm);
  onPress(bolt, services, 'request_decline', openDeclineForm);
}

function openAskForm(press: Press) {
  const { services, teamId, visitor, value } = press;
  return openForm({ ...press, title: 'Ask for a change' }, async () => {
    const { projectId, number } = readAskTarget(value);
    const found = await findFor(services.store, { teamId, projectId }, visitor, 'ask');
    if (!found.ok) return found;
    return ok(askForm(found.value.project, await services.store.milestonesOf(projectId), number));
  });
}

function openDeclineForm(press: Press) {
  return openForm({ ...press, title: 'Answer a request' }, async () => {
    const found = await requestOf(press);
    return found.ok ? ok(declineForm(found.value.asked)) : found;
  });
}

/** The edit form of the milestone that the request is about; what is saved with it answers the request. */
function openChangeForm(press: Press) {
  const { services, visitor } = press;
  return openForm({ ...press, title: 'Edit a milestone' }, async () => {
    const found = await requestOf(press);
    if (!found.ok) return found;
    const { project, asked } = found.value;
    const allowed = mayAct(project, visitor, 'change-milestones');
    if (!allowed.ok) return allowed;
    const { id, milestoneNumber = 0 } = asked;
    const target = await findMilestone(services.store, project, String(milestoneNumber));
    if (!target.ok) return target;
    const { milestone, seenSeq } = await asSeen(services.store, target.value);
    return ok(editForm(project, milestone, seenSeq, undefined, id));
  });
}

function requestOf({ services, teamId, visitor, value }: Press) {
  const { projectId, requestId: id } = readRequestTarget(value);
  return findOpenRequest(services, { place: { teamId, projectId }, visitor, id });
}
