import type { Day } from '../core/day.ts';
import type { Milestone } from '../milestones/milestone.ts';
import type { Project, ProjectRole } from '../projects/project.ts';

/** Whose App Home it is. Homes exist only in the workspace the app is installed in. */
export type HomeReader = { readonly teamId: string; readonly userId: string };

export type HomeProject = {
  readonly project: Project;
  /** None are read of a closed project. */
  readonly milestones: readonly Milestone[];
  /** Absent for an admin who is not on the project. */
  readonly role?: ProjectRole | undefined;
  readonly mayChange: boolean;
  /** In the project's zone. */
  readonly today: Day;
};

/** What stands in someone's Home. */
export type Home = {
  readonly projects: readonly HomeProject[];
  /** Live projects that an admin reads only after taking them over: their names alone. */
  readonly others: readonly Pick<Project, 'id' | 'name'>[];
  readonly isAdmin: boolean;
  /** `workspace`: an admin who is on no live project looks at those of everyone. */
  readonly whose: 'mine' | 'workspace';
  /** There are more in the workspace than are shown. */
  readonly hasMore: boolean;
};

/** What a Home showed last, so that it is drawn anew when that changes, also for someone who lost the right to see it. */
export type HomeShowed = {
  readonly projectIds: readonly string[];
  readonly whose: Home['whose'];
  /** Differs when the Home would look different. */
  readonly stamp: string;
};

/** Remembers who has opened their App Home; only to them is one published. */
export type HomeBook = {
  readonly opened: (reader: HomeReader, at: Date) => Promise<void>;
  /** From now on a change of one of the projects that it shows wakes it. */
  readonly showed: (reader: HomeReader, showed: HomeShowed, now: Date) => Promise<void>;
  /** The stamp of what was shown last; undefined for someone who never opened a Home. */
  readonly lastStamp: (reader: HomeReader) => Promise<string | undefined>;
  /** Those who have a Home and whom a change of the project concerns: its people, and whoever was shown it. */
  readonly readersOf: (project: Pick<Project, 'id' | 'teamId' | 'people'>) => Promise<readonly HomeReader[]>;
};
