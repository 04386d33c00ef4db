import type { App } from '@slack/bolt';
import { addForm } from '../../../blocks/milestones/milestoneForm.ts';
import { ADD_FORM } from '../../../blocks/shared/ids.ts';
import { dayAt } from '../../core/day.ts';
import { refuse } from '../../core/result.ts';
import { openForm } from '../../interactions/openForm.ts';
import { onPress, projectOf } from '../../interactions/press.ts';
import type { Services } from '../../interactions/services.ts';
import type { Call, Subcommand } from '../../interactions/subcommand.ts';
import { onSubmit, outcomeOf } from '../../interactions/submission.ts';
import { readProjectTarget } from '../../interactions/target.ts';
import { loadAuthorised, type Place } from '../../projects/find.ts';
import { addMilestone } from '../add.ts';
import { roomProblem } from '../newMilestones.ts';
import { addFromWords, answerOfOne } from './addWords.ts';

export const add: Subcommand = {
  name: 'add',
  usage: '4 Dec First draft -- what it will contain',
  does: 'adds a milestone, or several with one line each; `add` alone opens a form',
  audience: 'experts',
  opensForm: true,
  run: (call) => (call.words === '' ? openAddForm(call) : addFromWords(call)),
};

/** Opens the form for a new milestone, for those who may add one. */
function openAddForm(
  call: Pick<Call, 'services' | 'slack' | 'actor' | 'triggerId'> & {
    readonly place: Place;
    readonly within?: 'modal' | 'elsewhere';
  },
) {
  const { services, place, actor } = call;
  return openForm({ ...call, title: 'Add a milestone' }, async () => {
    const found = await loadAuthorised(services.store, place, actor, 'change-milestones');
    if (!found.ok) return found;
    const { project } = found.value;
    const problem = await roomProblem(services, project, 1);
    if (problem) return refuse(problem);
    return { ok: true, value: addForm(project, dayAt(services.clock.now(), project.timeZone)) };
  });
}

export function listenToAdd(bolt: App, services: Services): void {
  onPress(bolt, services, 'milestone_add', (press) => openAddForm({ ...press, ...projectOf(press) }), 'form');
  onSubmit(bolt, services, {
    callbackId: ADD_FORM,
    firstField: 'title',
    readTarget: readProjectTarget,
    async run({ place, actor, fields, idempotencyKey }) {
      const words = { title: fields.text('title'), description: fields.text('description'), due: fields.date('due') };
      const added = await addMilestone(services, { place, actor, words, idempotencyKey });
      return outcomeOf(added, (value) => answerOfOne(services, value));
    },
  });
}
