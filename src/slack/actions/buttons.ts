import type { App } from '@slack/bolt';
import { openAddForm } from '../commands/add.ts';
import { completeByNumber, openCompleteForm } from '../commands/complete.ts';
import { openEditForm } from '../commands/edit.ts';
import { openHistoryModal } from '../commands/history.ts';
import { openListModal } from '../commands/list.ts';
import { openPlanForm } from '../commands/plan.ts';
import { openRemoveForm } from '../commands/remove.ts';
import { reopenByNumber } from '../commands/reopen.ts';
import { openMilestoneModal } from '../commands/show.ts';
import { undoLast } from '../commands/undo.ts';
import type { Services } from '../services.ts';
import { readAskTarget, readMilestoneTarget, readProjectTarget } from '../target.ts';
import { onPress, type Press } from './press.ts';

/** The buttons of milestones; the verbs check again whatever a message shows. */
export function listenToButtons(bolt: App, services: Services): void {
  onPress(bolt, services, 'milestone_add', (press) => openAddForm({ ...press, place: projectOf(press) }));
  onPress(bolt, services, 'milestone_list', (press) => openListModal({ ...press, place: projectOf(press) }));
  onPress(bolt, services, 'milestone_plan', (press) => openPlanForm({ ...press, place: projectOf(press) }));
  onPress(bolt, services, 'milestone_history', (press) => openHistoryModal({ ...press, ...someMilestoneOf(press) }));
  onPress(bolt, services, 'milestone_undo', (press) => undoLast(services, { ...press, place: projectOf(press) }));
  onPress(bolt, services, 'milestone_open', (press) => openMilestoneModal({ ...press, ...milestoneOf(press) }));
  onPress(bolt, services, 'milestone_complete', (press) => completeByNumber(services, milestoneOf(press)));
  onPress(bolt, services, 'milestone_reopen', (press) => reopenByNumber(services, milestoneOf(press)));
  onPress(bolt, services, 'milestone_complete_more', (press) => openCompleteForm({ ...press, ...milestoneOf(press) }));
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

/** A button of one milestone, or of the project as a whole. */
function someMilestoneOf({ teamId, value, visitor }: Press) {
  const { projectId, number } = readAskTarget(value);
  return { place: { teamId, projectId }, visitor, typed: number === undefined ? '' : String(number) };
}
