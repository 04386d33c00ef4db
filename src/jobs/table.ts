import type { Delivery } from '../delivery/delivery.ts';
import { goOnWhereLetIn } from '../delivery/letIn.ts';
import { remindOfDueMilestones } from '../milestones/remind.ts';
import type { Deps } from '../projects/decide.ts';
import { refreshDueBoards } from '../projects/refreshBoards.ts';

/** A job may run twice, late, or at once in two processes: what it does is decided by claims in the database. */
export type Job = {
  readonly name: string;
  readonly every: string;
  /** `touch` keeps a long job's lock; it throws where the lock has ended, and another process may be at it. */
  readonly run: (touch: () => Promise<void>) => Promise<void>;
};

/** Everything that happens by itself. */
export function jobTable(
  deps: Deps,
  delivery: Pick<Delivery, 'wake'>,
  /** Whose token ours is, in Slack's own words. */
  letInBy: () => Promise<string | undefined>,
): readonly Job[] {
  return [
    {
      name: 'remind of due milestones',
      every: '15 seconds',
      async run(touch) {
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
        if ((await refreshDueBoards(deps)) > 0) delivery.wake();
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
      name: 'deliver what is left',
      every: '10 seconds',
      // Whatever another process queued, or left behind when it died.
      run: async () => delivery.wake(),
    },
  ];
}
