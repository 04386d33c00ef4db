import type { Notice } from './changeSet.ts';
import { isVisible, lengthOf } from './draft.ts';
import type { Failure } from './failure.ts';
import { type Actor, actorOf, expertsOf, type Project } from './project.ts';

/** `open` until an expert answers it, by changing the milestone or by saying why not. */
export type RequestState = 'open' | 'changed' | 'declined';

/** Someone on the project asks the experts for a change. */
export type ChangeRequest = {
  readonly id: string;
  readonly projectId: string;
  readonly version: number;
  /** Absent where it is about the plan as a whole. */
  readonly milestoneNumber?: number | undefined;
  readonly by: Actor;
  /** An admin asked who is not on the project. */
  readonly asAdmin?: boolean | undefined;
  readonly text: string;
  readonly at: Date;
  readonly state: RequestState;
  readonly answeredBy?: Actor | undefined;
  readonly answeredAt?: Date | undefined;
  readonly reason?: string | undefined;
};

/** The fields of the forms to ask and to decline, and so the places where a refusal can be shown. */
export type RequestFailure = { readonly field: 'milestone' | 'text' | 'reason'; readonly failure: Failure };

/** What a request holds, in characters. */
export const REQUEST_MAX = 1000;
/** What the answer to one holds, in characters. */
export const REASON_MAX = 500;

export function requestProblem(text: string): RequestFailure | undefined {
  const length = lengthOf(text.trim());
  if (!isVisible(text)) return { field: 'text', failure: { kind: 'request-missing' } };
  if (length <= REQUEST_MAX) return undefined;
  return { field: 'text', failure: { kind: 'request-too-long', length, max: REQUEST_MAX } };
}

export function reasonProblem(reason: string): RequestFailure | undefined {
  const length = lengthOf(reason.trim());
  if (!isVisible(reason)) return { field: 'reason', failure: { kind: 'reason-missing' } };
  if (length <= REASON_MAX) return undefined;
  return { field: 'reason', failure: { kind: 'reason-too-long', length, max: REASON_MAX } };
}

/** Why a request cannot be answered any more, if so. */
export function answeredProblem(request: ChangeRequest): Failure | undefined {
  if (request.state === 'open') return undefined;
  return { kind: 'request-answered', by: request.answeredBy?.name ?? 'Someone', outcome: request.state };
}

/** The request with its answer; `reason` where it is declined. */
export function answeredWith(
  request: ChangeRequest,
  answer: { readonly by: Actor; readonly at: Date; readonly reason?: string },
): ChangeRequest {
  const { by, at, reason } = answer;
  return {
    ...request,
    version: request.version + 1,
    state: reason === undefined ? 'changed' : 'declined',
    answeredBy: actorOf(by),
    answeredAt: at,
    ...(reason === undefined ? {} : { reason }),
  };
}

/** The thread under the board, and the experts; one who asks is told by others only, if there are others. */
export function noticesOfRequest(project: Project, { id, by }: ChangeRequest): readonly Notice[] {
  const experts = expertsOf(project).map(({ userId }) => userId);
  const others = experts.filter((userId) => userId !== by.userId);
  const told = others.length > 0 ? others : experts;
  return [
    { kind: 'request', to: 'channel', requestId: id },
    ...told.map((userId) => ({ kind: 'request' as const, to: { userId }, requestId: id })),
  ];
}

/** The thread, and whoever asked, unless they answered it themselves. */
export function noticesOfAnswer({ id, by, answeredBy }: ChangeRequest): readonly Notice[] {
  const asker: Notice = { kind: 'answer', to: { userId: by.userId }, requestId: id };
  return [{ kind: 'answer', to: 'channel', requestId: id }, ...(answeredBy?.userId === by.userId ? [] : [asker])];
}
