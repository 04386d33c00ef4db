import type { Failure } from '../core/failure.ts';
import { ok, type Result, refuse } from '../core/result.ts';
import { cleaned } from '../core/written.ts';
import { changeSetOf, type Deps, decideAndSave } from '../history/decide.ts';
import { findMilestone } from '../milestones/find.ts';
import { loadAuthorised, type Place } from '../projects/find.ts';
import { requestNamedIn } from '../projects/names.ts';
import type { Actor } from '../projects/permissions.ts';
import { memberOf, type Project } from '../projects/project.ts';
import {
  answerable,
  answeredWith,
  type ChangeRequest,
  OPEN_REQUESTS_MAX,
  type OpenRequest,
  type RequestFailure,
  reasonProblem,
  requestProblem,
} from './request.ts';

type Acting = { readonly place: Place; readonly actor: Actor };

export type Asked = { readonly project: Project; readonly asked: ChangeRequest };

/** Asks the experts for a change of one milestone, or of the plan as a whole where none is named. */
export function askForChange(
  deps: Deps,
  request: Acting & { readonly number?: number; readonly text: string; readonly idempotencyKey: string },
): Promise<Result<Asked | 'repeated', Failure | readonly RequestFailure[]>> {
  const { place, actor, number, idempotencyKey } = request;
  return decideAndSave<Asked, Failure | readonly RequestFailure[]>(deps, idempotencyKey, async () => {
    const found = await loadAuthorised(deps.store, place, actor, 'ask');
    if (!found.ok) return found;
    const { project } = found.value;
    const problem = requestProblem(request.text);
    const target = number === undefined ? undefined : await findMilestone(deps.store, project, String(number));
    const missing = target && !target.ok ? [{ field: 'milestone' as const, failure: target.failure }] : [];
    if (problem || missing.length > 0) return refuse([...missing, ...(problem ? [problem] : [])]);
    if ((await deps.store.openRequestsBy(project.id, actor.userId)) >= OPEN_REQUESTS_MAX) {
      return refuse({ kind: 'too-many-requests', max: OPEN_REQUESTS_MAX });
    }
    const at = deps.clock.now();
    const text = cleaned(request.text);
    const about = number === undefined ? {} : { milestoneNumber: number };
    const id = deps.store.newId();
    const by = memberOf(actor);
    const asked: ChangeRequest = {
      id,
      projectId: project.id,
      version: 1,
      ...about,
      ...(found.value.person === undefined ? { asAdmin: true } : {}),
      by,
      text,
      at,
      state: 'open',
    };
    const changeSet = changeSetOf(deps, {
      project,
      milestones: [],
      changes: [{ kind: 'asked', ...about, note: text, changeRequestId: id }],
      requests: [asked],
      by: actor,
      at,
      idempotencyKey,
    });
    return ok({ changeSet, done: { project, asked } });
  });
}

/** The request that an expert is about to answer, as long as no one has. */
export async function findOpenRequest(
  deps: Deps,
  { place, actor, id }: Acting & { readonly id: string },
): Promise<Result<{ readonly project: Project; readonly asked: OpenRequest }, Failure>> {
  const found = await loadAuthorised(deps.store, place, actor, 'answer');
  if (!found.ok) return found;
  const asked = await openRequest(deps, found.value.project, id);
  return asked.ok ? ok({ project: found.value.project, asked: asked.value }) : asked;
}

/** A request of this project that no one has answered. */
export async function openRequest(deps: Deps, project: Project, id: string): Promise<Result<OpenRequest, Failure>> {
  const asked = await deps.store.request(id);
  if (asked === undefined || asked.projectId !== project.id) return refuse({ kind: 'request-unknown' });
  return answerable(requestNamedIn(project, asked));
}

/** Answers a request in words and without a change. Who asked is told, and the thread under the board. */
export function declineRequest(
  deps: Deps,
  request: Acting & { readonly id: string; readonly reason: string; readonly idempotencyKey: string },
): Promise<Result<Asked | 'repeated', Failure | readonly RequestFailure[]>> {
  const { actor, idempotencyKey } = request;
  return decideAndSave<Asked, Failure | readonly RequestFailure[]>(deps, idempotencyKey, async () => {
    const found = await findOpenRequest(deps, request);
    if (!found.ok) return found;
    const problem = reasonProblem(request.reason);
    if (problem) return refuse([problem]);
    const { project } = found.value;
    const at = deps.clock.now();
    const reason = cleaned(request.reason);
    const asked = answeredWith(found.value.asked, { by: actor, at, reason });
    const { id, milestoneNumber } = asked;
    const about = milestoneNumber === undefined ? {} : { milestoneNumber };
    const changeSet = changeSetOf(deps, {
      project,
      milestones: [],
      changes: [{ kind: 'declined', ...about, note: reason, changeRequestId: id }],
      requests: [asked],
      by: actor,
      at,
      idempotencyKey,
    });
    return ok({ changeSet, done: { project, asked } });
  });
}
