import { planForm } from '../../../blocks/planForm.ts';
import { planMilestones } from '../../milestones/plan.ts';
import type { Place } from '../../projects/find.ts';
import { openForm } from '../openForm.ts';
import type { Call, Subcommand } from '../subcommand.ts';

export const plan: Subcommand = {
  name: 'plan',
  usage: '',
  does: "proposes dates up to the project's completion, in a form",
  audience: 'experts',
  run: (call) => openPlanForm(call),
};

/** Opens the form with the dates that the project still lacks, for those who may add milestones. */
export function openPlanForm(
  call: Pick<Call, 'services' | 'slack' | 'visitor' | 'triggerId'> & {
    readonly place: Place;
    readonly within?: 'modal' | 'elsewhere';
  },
) {
  const { services, place, visitor } = call;
  return openForm({ ...call, title: 'Plan milestones' }, async () => {
    const planned = await planMilestones(services, { place, visitor });
    if (!planned.ok) return planned;
    const { project, days, today } = planned.value;
    return { ok: true, value: planForm(project, days, today) };
  });
}
