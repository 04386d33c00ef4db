import type { App } from '@slack/bolt';
import { planForm } from '../../../blocks/milestones/planForm.ts';
import { PLAN_FORM } from '../../../blocks/shared/ids.ts';
import { refuse } from '../../core/result.ts';
import type { PlanFailure } from '../../interactions/errorBoundary.ts';
import { openForm } from '../../interactions/openForm.ts';
import { onPress, projectOf } from '../../interactions/press.ts';
import type { Services } from '../../interactions/services.ts';
import type { Call, Subcommand } from '../../interactions/subcommand.ts';
import { type Outcome, onSubmit, outcomeOf, type Submission } from '../../interactions/submission.ts';
import { readPlanTarget } from '../../interactions/target.ts';
import type { Place } from '../../projects/find.ts';
import { addMilestones, type DraftAtFault } from '../addMany.ts';
import { planMilestones } from '../plan.ts';
import { answerOfMany } from './addWords.ts';

export const plan: Subcommand = {
  name: 'plan',
  usage: '',
  does: "proposes dates up to the project's completion, in a form",
  audience: 'experts',
  opensForm: true,
  run: (call) => openPlanForm(call),
};

/** Opens the form with the dates that the project still lacks, for those who may add milestones. */
function openPlanForm(
  call: Pick<Call, 'services' | 'slack' | 'actor' | 'triggerId'> & {
    readonly place: Place;
    readonly within?: 'modal' | 'elsewhere';
  },
) {
  const { services, place, actor } = call;
  return openForm({ ...call, title: 'Plan milestones' }, async () => {
    const planned = await planMilestones(services, { place, actor });
    if (!planned.ok) return planned;
    const { project, days, today } = planned.value;
    return { ok: true, value: planForm(project, days, today) };
  });
}

export function listenToPlan(bolt: App, services: Services): void {
  onPress(bolt, services, 'milestone_plan', (press) => openPlanForm({ ...press, ...projectOf(press) }), 'form');
  onSubmit(bolt, services, {
    callbackId: PLAN_FORM,
    firstField: 'title_0',
    readTarget: readPlanTarget,
    run: addPlanned,
  });
}

/** Adds the dates that were given a title, all in one step. */
async function addPlanned(submission: Submission<ReturnType<typeof readPlanTarget>>): Promise<Outcome> {
  const { services, place, actor, target, fields, idempotencyKey } = submission;
  const titled = target.days
    .map((due, index) => ({ index, due, title: fields.text(`title_${index}`).trim() }))
    .filter(({ title }) => title !== '');
  if (titled.length === 0) return { kind: 'refused', refused: { kind: 'no-titles' } };
  const drafts = titled.map(({ due, title }) => ({ due, title, description: '' }));
  const added = await addMilestones(services, { place, actor, drafts, idempotencyKey });
  const result = added.ok ? added : refuse('kind' in added.failure ? added.failure : underTitles(added.failure));
  return outcomeOf(result, (value) => answerOfMany(services, value));

  function underTitles(failures: readonly DraftAtFault[]): readonly PlanFailure[] {
    return failures.flatMap(({ index, failures: ofOne }) =>
      ofOne.map(({ failure }) => ({ field: `title_${titled[index]?.index ?? 0}` as const, failure })),
    );
  }
}
