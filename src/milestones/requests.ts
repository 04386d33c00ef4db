import type { Failure } from '../domain/failure.ts';
import type { Visitor } from '../domain/permissions.ts';
import { actorOf, type Project } from '../domain/project.ts';
import {
  answeredProblem,
  answeredWith,
  type ChangeRequest,
  noticesOfAnswer,
  noticesOfRequest,
  type RequestFailure,
  reasonProblem,
  requestProblem,
} from '../domain/request.ts';
import { ok, type Result, refuse } from '../domain/result.ts';
import { changeSetOf, type Deps, decideAndSave } from '../projects/decide.ts';
import { findFor, type Place } from '../projects/find.ts';
import { findMilestone } from './find.ts';

type Acting = { readonly place: Place; readonly visitor: Visitor };

export type Asked = { readonly project: Project; readonly asked: ChangeRequest };

/** Asks the experts for a change of one milestone, or of the plan as a whole where none is named. */
export function askForChange(
  deps: Deps,
  request: Acting & { readonly number?: number; readonly text: string; readonly requestId: string },
): Promise<Result<Asked | 'repeated', Failure | readonly RequestFailure[]>> {
  const { place, visitor, number, requestId } = request;
  return decideAndSave<Asked, Failure | readonly RequestFailure[]>(deps, requestId, async () => {
    const found = await findFor(deps.store, place, visitor, 'ask');
    if (!found.ok) return found;
    const { project } = found.value;
    const problem = requestProblem(request.text);
    const target = number === undefined ? undefined : await findMilestone(deps.store, project, String(number));
    const missing = target && !target.ok ? [{ field: 'milestone' as const, failure: target.failure }] : [];
    if (problem || missing.length > 0) return refuse([...missing, ...(problem ? [problem] : [])]);
    const at = deps.clock.now();
    const text = request.text.trim();
    const about = number === undefined ? {} : { milestoneNumber: number };
    const id = deps.store.newId();
    const by = actorOf(visitor);
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
      changes: [{ kind: 'asked', ...about, note: text }],
      requests: [asked],
      by: visitor,
      at,
      requestId,
      notices: noticesOfRequest(project, asked),
    });
    return ok({ changeSet, done: { project, asked } });
  });
}

/** The request that an expert is about to answer, as long as no one has. */
export async function findOpenRequest(
  deps: Deps,
  { place, visitor, id }: Acting & { readonly id: string },
): Promise<Result<Asked, Failure>> {
  const found = await findFor(deps.store, place, visitor, 'answer');
  if (!found.ok) return found;
  const asked = await openRequest(deps, found.value.project, id);
  return asked.ok ? ok({ project: found.value.project, asked: asked.value }) : asked;
}

/** A request of this project that no one has answered. */
export async function openRequest(deps: Deps, project: Project, id: string): Promise<Result<ChangeRequest, Failure>> {
  const asked = await deps.store.request(id);
  if (asked === undefined || asked.projectId !== project.id) return refuse({ kind: 'request-unknown' });
  const problem = answeredProblem(asked);
  return problem ? refuse(problem) : ok(asked);
}

/** Answers a request in words and without a change. Who asked is told, and the thread under the board. */
export function declineRequest(
  deps: Deps,
  request: Acting & { readonly id: string; readonly reason: string; readonly requestId: string },
): Promise<Result<Asked | 'repeated', Failure | readonly RequestFailure[]>> {
  const { visitor, requestId } = request;
  return decideAndSave<Asked, Failure | readonly RequestFailure[]>(deps, requestId, async () => {
    const found = await findOpenRequest(deps, request);
    if (!found.ok) return found;
    const problem = reasonProblem(request.reason);
    if (problem) return refuse([problem]);
    const { project } = found.value;
    const at = deps.clock.now();
    const reason = request.reason.trim();
    const asked = answeredWith(found.value.asked, { by: visitor, at, reason });
    const { id, milestoneNumber } = asked;
    const about = milestoneNumber === undefined ? {} : { milestoneNumber };
    const changeSet = changeSetOf(deps, {
      project,
      milestones: [],
      changes: [{ kind: 'declined', ...about, note: reason, answers: id }],
      requests: [asked],
      by: visitor,
      at,
      requestId,
      notices: noticesOfAnswer(asked),
    });
    return ok({ changeSet, done: { project, asked } });
  });
}
