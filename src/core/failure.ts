import type { Day } from './day.ts';
import type { FieldChange } from './fieldChange.ts';

/** The milestones to choose from: those that the verb can do something with. */
export type Choices = { readonly state: 'open' | 'completed'; readonly numbers: readonly number[] };

/** Every refusal that a person can meet. What is said of each stands in blocks/shared/failureText.ts. */
export type Failure =
  | { readonly kind: 'no-project-here' }
  | { readonly kind: 'not-on-project'; readonly projectName: string }
  | { readonly kind: 'client-only-reads'; readonly projectName: string }
  | { readonly kind: 'admin-only' }
  | { readonly kind: 'admin-unknown' }
  | { readonly kind: 'admin-is-no-expert'; readonly projectName: string }
  | { readonly kind: 'not-taken-over' | 'taken-over-already'; readonly projectName: string }
  | { readonly kind: 'waiting-for-payment'; readonly projectName: string }
  | { readonly kind: 'waiting-for-opening'; readonly projectName: string }
  | { readonly kind: 'project-closed'; readonly projectName: string }
  | { readonly kind: 'not-a-channel' }
  | { readonly kind: 'project-exists'; readonly projectName: string }
  | { readonly kind: 'already-open'; readonly projectName: string }
  | { readonly kind: 'payment-not-agreed'; readonly projectName: string }
  | { readonly kind: 'payment-recorded'; readonly projectName: string }
  | { readonly kind: 'no-experts' }
  | { readonly kind: 'no-clients' }
  | { readonly kind: 'two-roles'; readonly personName: string }
  | { readonly kind: 'no-working-days' }
  | { readonly kind: 'completion-before-start'; readonly startDate: Day }
  | { readonly kind: 'unknown-time-zone'; readonly typed: string; readonly meant?: string }
  | { readonly kind: 'too-many-people'; readonly max: number }
  | { readonly kind: 'name-missing' }
  | { readonly kind: 'name-too-long'; readonly length: number; readonly max: number }
  | {
      readonly kind: 'unknown-subcommand';
      readonly command: string;
      readonly typed: string;
      readonly known: readonly string[];
      /** What it may be a slip of. */
      readonly meant?: string;
    }
  | { readonly kind: 'command-too-long'; readonly length: number; readonly max: number }
  | { readonly kind: 'date-missing'; readonly typed: string; readonly example: Day }
  | { readonly kind: 'date-unreadable'; readonly typed: string; readonly example: Day }
  | { readonly kind: 'date-impossible'; readonly typed: string; readonly example: Day }
  | { readonly kind: 'date-weekday'; readonly typed: string; readonly days: readonly Day[] }
  | { readonly kind: 'date-range'; readonly typed: string; readonly example: Day }
  | { readonly kind: 'date-vague'; readonly typed: string; readonly example: Day }
  | { readonly kind: 'date-unclear'; readonly typed: string; readonly example: Day }
  | { readonly kind: 'date-short-year'; readonly typed: string; readonly example: Day }
  | { readonly kind: 'date-past'; readonly due: Day; readonly today: Day }
  | { readonly kind: 'date-too-far'; readonly due: Day; readonly latest: Day }
  | { readonly kind: 'title-missing'; readonly example: Day }
  | { readonly kind: 'title-too-long'; readonly length: number; readonly max: number }
  | { readonly kind: 'description-too-long'; readonly length: number; readonly max: number }
  | { readonly kind: 'date-ambiguous'; readonly typed: string; readonly days: readonly [Day, Day] }
  | { readonly kind: 'too-many-milestones'; readonly max: number }
  | { readonly kind: 'too-many-together'; readonly present: number; readonly adding: number; readonly max: number }
  | { readonly kind: 'too-many-lines'; readonly count: number; readonly max: number }
  | {
      readonly kind: 'nothing-to-plan';
      readonly completionDate: Day;
      readonly reason: 'over' | 'covered' | 'full' | 'no-working-day';
    }
  | { readonly kind: 'no-titles' }
  | ({ readonly kind: 'number-missing' } & Choices)
  | ({ readonly kind: 'not-a-number'; readonly typed: string } & Choices)
  | ({ readonly kind: 'no-such-milestone'; readonly number: number } & Choices)
  | { readonly kind: 'milestone-removed'; readonly number: number }
  | {
      readonly kind: 'already-completed';
      readonly number: number;
      readonly completedOn?: Day | undefined;
      readonly by?: string | undefined;
    }
  | { readonly kind: 'not-completed'; readonly number: number }
  | { readonly kind: 'nothing-changed'; readonly number: number }
  | {
      readonly kind: 'changed-meanwhile';
      readonly number: number;
      readonly by: string;
      readonly what: readonly FieldChange[];
      readonly seq: number;
    }
  | { readonly kind: 'nothing-to-undo' }
  | { readonly kind: 'undone-already' }
  | { readonly kind: 'not-your-last-action' }
  | { readonly kind: 'changed-since'; readonly number: number; readonly by: string }
  | { readonly kind: 'completed-before-start'; readonly day: Day; readonly startDate: Day }
  | { readonly kind: 'completed-in-future'; readonly day: Day; readonly today: Day }
  | { readonly kind: 'note-too-long'; readonly length: number; readonly max: number }
  | { readonly kind: 'project-changed-meanwhile'; readonly projectName: string; readonly command: string }
  | { readonly kind: 'project-unchanged'; readonly projectName: string }
  | { readonly kind: 'quiet-time-unreadable'; readonly typed: string; readonly max: number }
  | {
      readonly kind: 'overdue-days-unreadable';
      readonly typed: string;
      readonly count: number;
      readonly max: number;
    }
  | { readonly kind: 'remind-time-outside'; readonly typed: string }
  | { readonly kind: 'admin-never-told'; readonly last: number; readonly after: number }
  | { readonly kind: 'same-date'; readonly number: number; readonly due: Day }
  | { readonly kind: 'move-reason-missing' }
  | { readonly kind: 'snooze-out-of-range'; readonly earliest: Day; readonly latest: Day }
  | { readonly kind: 'snooze-reason-missing'; readonly number: number }
  | { readonly kind: 'request-missing' }
  | { readonly kind: 'request-too-long'; readonly length: number; readonly max: number }
  | { readonly kind: 'reason-missing' }
  | { readonly kind: 'reason-too-long'; readonly length: number; readonly max: number }
  | { readonly kind: 'too-many-requests'; readonly max: number }
  | { readonly kind: 'request-unknown' }
  | { readonly kind: 'request-answered'; readonly by: string; readonly outcome: 'changed' | 'declined' }
  | { readonly kind: 'busy' };

export type FailureKind = Failure['kind'];
