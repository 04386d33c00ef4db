import type { Failure } from '../domain/failure.ts';
import { QUIET_SECONDS_MAX } from '../domain/project.ts';
import { ok, type Result, refuse } from '../domain/result.ts';
import type { Deps } from './decide.ts';
import { type FormRequest, type Revised, reviseProject } from './revise.ts';

/** Changes how the app behaves in this project. The client channel is not told: nothing it shows has changed. */
export function changeSettings(
  deps: Deps,
  request: FormRequest & { readonly quietSeconds: string },
): Promise<Result<Revised | 'repeated', Failure>> {
  return reviseProject<Failure>(deps, request, {
    kind: 'settings-changed',
    command: '/project settings',
    notices: [],
    revise(project) {
      const seconds = readQuietSeconds(request.quietSeconds);
      return seconds.ok ? ok({ ...project, quietSeconds: seconds.value }) : seconds;
    },
  });
}

/** A whole number of seconds, as typed. */
export function readQuietSeconds(typed: string): Result<number, Failure> {
  const words = typed.trim();
  const seconds = /^\d{1,4}$/.test(words) ? Number(words) : undefined;
  if (seconds !== undefined && seconds <= QUIET_SECONDS_MAX) return ok(seconds);
  return refuse({ kind: 'quiet-time-unreadable', typed: words, max: QUIET_SECONDS_MAX });
}
