import type { Failure } from '../core/failure.ts';
import { ok, type Result, refuse } from '../core/result.ts';
import type { Deps } from '../history/decide.ts';
import { type ReminderWords, readReminders, type SettingsFailure } from '../reminders/readReminders.ts';
import { replanned } from '../reminders/replan.ts';
import { QUIET_SECONDS_MAX } from './project.ts';
import { type FormRequest, type Revised, reviseProject } from './revise.ts';

export type SettingsWords = { readonly quietSeconds: string; readonly reminders: ReminderWords };

/**
 * Changes how the app behaves in this project. The client channel is not told: nothing it shows has changed. Reminders
 * that were planned follow the new policy.
 */
export function changeSettings(
  deps: Deps,
  request: FormRequest & { readonly words: SettingsWords },
): Promise<Result<Revised | 'repeated', Failure | readonly SettingsFailure[]>> {
  return reviseProject<Failure | readonly SettingsFailure[]>(deps, request, {
    kind: 'settings-changed',
    command: '/project settings',
    revise(project) {
      const seconds = readQuietSeconds(request.words.quietSeconds);
      const reminders = readReminders(project, request.words.reminders);
      if (seconds.ok && reminders.ok)
        return ok({ ...project, quietSeconds: seconds.value, reminders: reminders.value });
      return refuse([
        ...(seconds.ok ? [] : [{ field: 'quietSeconds' as const, failure: seconds.failure }]),
        ...(reminders.ok ? [] : reminders.failure),
      ]);
    },
    milestones: (before, after, now) => replanned(deps, before, after, now),
  });
}

/** A whole number of seconds, as typed. */
export function readQuietSeconds(typed: string): Result<number, Failure> {
  const words = typed.trim();
  const seconds = /^\d{1,4}$/.test(words) ? Number(words) : undefined;
  if (seconds !== undefined && seconds <= QUIET_SECONDS_MAX) return ok(seconds);
  return refuse({ kind: 'quiet-time-unreadable', typed: words, max: QUIET_SECONDS_MAX });
}
