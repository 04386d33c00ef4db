import type { Rendered } from '../../blocks/shared/text.ts';
import type { ChangeRequest } from '../change-requests/request.ts';
import type { Change } from '../history/change.ts';
import type { Milestone } from '../milestones/milestone.ts';
import type { Project } from '../projects/project.ts';
import type { Subscription } from './subscription.ts';

/** What a message is about, in the words of docs/running.md. */
export type MessageKind = 'update' | 'board' | 'reminder' | 'request' | 'answer' | 'parked' | 'home';

/** What is to be done for one reader. `upTo`: the `seq` up to which nothing is left to tell after it. */
export type Plan =
  | { readonly kind: 'post'; readonly about: MessageKind; readonly shown: Rendered; readonly upTo: number }
  /** Not to be said before: nobody is reminded at night. */
  | { readonly kind: 'later'; readonly at: Date }
  /** What was to be told is no longer true. */
  | { readonly kind: 'nothing'; readonly about: MessageKind; readonly upTo: number };

/** What a reader is told from: the project as it is now, and the entries of its log that they have not heard of. */
export type Facts = {
  readonly subscription: Pick<Subscription, 'key' | 'latest'>;
  readonly project: Project;
  /** In the order of the log; at least one. */
  readonly entries: readonly [Change, ...Change[]];
  /** As they are now: for an update or a reminder all that were not removed, else those that the entries speak of. */
  readonly milestones: readonly Milestone[];
  /** The change request of the first entry, as it is now. */
  readonly request: ChangeRequest | undefined;
  readonly now: Date;
};
