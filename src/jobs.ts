import { goOnWhereLetIn } from './delivery/letIn.ts';
import type { Delivery } from './delivery/worker.ts';
import type { Deps } from './history/decide.ts';
import type { Job } from './platform/scheduler/job.ts';
import { fillInNames } from './projects/follow.ts';
import type { Member } from './projects/project.ts';
import { remindOfDueMilestones } from './reminders/remind.ts';
import { judgeProjects } from './verdict/judge.ts';

/** How many boards one turn draws: pins.add allows 20 a minute (docs.slack.dev/reference/methods/pins.add). */
const BOARDS_A_TURN = 15;

/** Everything that happens by itself. */
export function jobTable(
  deps: Deps,
  delivery: Pick<Delivery, 'wake'>,
  /** Whose token ours is, in Slack's own words. */
  letInBy: () => Promise<string | undefined>,
  /** Someone as Slack knows them; undefined where it does not say. */
  findPerson: (userId: string) => Promise<Member | undefined>,
): readonly Job[] {
  return [
    {
      name: 'remind of due milestones',
      every: '15 seconds',
      async run(touch) {
        // First: its message takes along what is to be reminded of the same morning.
        if ((await judgeProjects(deps)) > 0) delivery.wake();
        await touch();
        await remindOfDueMilestones(deps, async () => {
          delivery.wake();
          await touch();
        });
      },
    },
    {
      name: 'refresh boards',
      every: '1 minute',
      async run() {
        if ((await deps.store.wakeBoards(deps.clock.now(), BOARDS_A_TURN)) > 0) delivery.wake();
      },
    },
    {
      name: 'go on where the app is let in again',
      every: '1 minute',
      async run() {
        if ((await goOnWhereLetIn(deps.store, letInBy)) > 0) delivery.wake();
      },
    },
    {
      name: 'fill in names',
      every: '1 minute',
      run: () => fillInNames(deps, findPerson),
    },
    {
      name: 'deliver what is left',
      every: '10 seconds',
      // Whatever another process saved, or left behind when it died.
      run: async () => delivery.wake(),
    },
  ];
}
