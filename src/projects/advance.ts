import type { Failure } from '../core/failure.ts';
import { ok, type Result, refuse } from '../core/result.ts';
import type { ProjectChangeKind } from '../history/change.ts';
import { changeSetOf, type Deps, decideAndSave } from '../history/decide.ts';
import { nextLookAt } from '../verdict/judge.ts';
import { loadAuthorised, type Place } from './find.ts';
import type { Actor } from './permissions.ts';
import { isPaymentMissing, type Project } from './project.ts';

export type AdminRequest = { readonly place: Place; readonly actor: Actor; readonly idempotencyKey: string };

/** Records the initial payment as received. Opening stays a step of its own. */
export function recordPayment(deps: Deps, request: AdminRequest): Promise<Result<Project | 'repeated', Failure>> {
  return advance(deps, request, 'payment-received', (project, now) => {
    if (!project.payment.agreed) return refuse({ kind: 'payment-not-agreed', projectName: project.name });
    if (!isPaymentMissing(project)) return refuse({ kind: 'payment-recorded', projectName: project.name });
    return ok({ ...project, payment: { agreed: true, receivedAt: now } });
  });
}

/** Opens milestones to the experts; refused while an agreed payment is missing. */
export function openMilestones(deps: Deps, request: AdminRequest): Promise<Result<Project | 'repeated', Failure>> {
  return advance(deps, request, 'milestones-opened', (project, now) => {
    if (project.status === 'open') return refuse({ kind: 'already-open', projectName: project.name });
    if (isPaymentMissing(project)) return refuse({ kind: 'waiting-for-payment', projectName: project.name });
    return ok({ ...project, status: 'open', judgeAt: nextLookAt(project, now) });
  });
}

/** One step of a project's life: the admin's right, the step's own condition, one entry in the history. */
export function advance(
  deps: Deps,
  request: AdminRequest,
  kind: ProjectChangeKind,
  step: (project: Project, now: Date) => Result<Project, Failure>,
): Promise<Result<Project | 'repeated', Failure>> {
  const { place, actor, idempotencyKey } = request;
  return decideAndSave<Project, Failure>(deps, idempotencyKey, async () => {
    const found = await loadAuthorised(deps.store, place, actor, 'administer');
    if (!found.ok) return found;
    if (found.value.project.status === 'closed') {
      return refuse({ kind: 'project-closed', projectName: found.value.project.name });
    }
    const now = deps.clock.now();
    const next = step(found.value.project, now);
    if (!next.ok) return next;
    const changeSet = changeSetOf(deps, {
      project: next.value,
      milestones: [],
      changes: [{ kind }],
      by: actor,
      at: now,
      idempotencyKey,
    });
    return ok({ changeSet, done: next.value });
  });
}
