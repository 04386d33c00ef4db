import type { App } from '@slack/bolt';
import { openAddForm } from '../commands/add.ts';
import { completeByNumber } from '../commands/complete.ts';
import { openEditForm } from '../commands/edit.ts';
import { openRemoveForm } from '../commands/remove.ts';
import { reopenByNumber } from '../commands/reopen.ts';
import type { Services } from '../services.ts';
import { readMilestoneTarget, readProjectTarget } from '../target.ts';
import { onPress, type Press } from './press.ts';

/** The buttons of milestones; the verbs check again whatever a message shows. */
export function listenToButtons(bolt: App, services: Services): void {
  onPress(bolt, services, 'milestone_add', (press) => openAddForm({ ...press, place: projectOf(press) }));
  onPress(bolt, services, 'milestone_complete', (press) => completeByNumber(services, milestoneOf(press)));
  onPress(bolt, services, 'milestone_reopen', (press) => reopenByNumber(services, milestoneOf(press)));
  onPress(bolt, services, 'milestone_edit', (press) => openEditForm({ ...press, ...milestoneOf(press) }));
  onPress(bolt, services, 'milestone_remove', (press) => openRemoveForm({ ...press, ...milestoneOf(press) }));
}

function projectOf({ teamId, value }: Press) {
  return { teamId, ...readProjectTarget(value) };
}

function milestoneOf({ teamId, value, visitor, requestId }: Press) {
  const { projectId, number } = readMilestoneTarget(value);
  return { place: { teamId, projectId }, visitor, typed: String(number), requestId };
}
