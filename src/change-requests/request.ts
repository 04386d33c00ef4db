import type { Failure } from '../core/failure.ts';
import { ok, type Result, refuse } from '../core/result.ts';
import { cleaned, isVisible } from '../core/written.ts';
import { lengthOf } from '../milestones/draft.ts';
import { type Member, memberOf } from '../projects/project.ts';

type Asked = {
  readonly id: string;
  readonly projectId: string;
  readonly version: number;
  /** Absent where it is about the plan as a whole. */
  readonly milestoneNumber?: number | undefined;
  readonly by: Member;
  /** An admin asked who is not on the project. */
  readonly asAdmin?: boolean | undefined;
  readonly text: string;
  readonly at: Date;
};
type Answered = { readonly answeredBy: Member; readonly answeredAt: Date };

export type OpenRequest = Asked & { readonly state: 'open' };

/** Someone on the project asks the experts for a change. An expert answers, by changing the milestone or by saying why not. */
export type ChangeRequest =
  | OpenRequest
  | (Asked & Answered & { readonly state: 'changed' })
  | (Asked & Answered & { readonly state: 'declined'; readonly reason: string });

/** The fields of the forms to ask and to decline, and so the places where a refusal can be shown. */
export type RequestFailure = { readonly field: 'milestone' | 'text' | 'reason'; readonly failure: Failure };

/** What a request holds, in characters. */
export const REQUEST_MAX = 1000;
/** Requests of one person that wait for an answer in one project: more would bury the experts. */
export const OPEN_REQUESTS_MAX = 5;
/** What the answer to one holds, in characters. */
export const REASON_MAX = 500;

export function requestProblem(text: string): RequestFailure | undefined {
  const length = lengthOf(cleaned(text));
  if (!isVisible(text)) return { field: 'text', failure: { kind: 'request-missing' } };
  if (length <= REQUEST_MAX) return undefined;
  return { field: 'text', failure: { kind: 'request-too-long', length, max: REQUEST_MAX } };
}

export function reasonProblem(reason: string): RequestFailure | undefined {
  const length = lengthOf(cleaned(reason));
  if (!isVisible(reason)) return { field: 'reason', failure: { kind: 'reason-missing' } };
  if (length <= REASON_MAX) return undefined;
  return { field: 'reason', failure: { kind: 'reason-too-long', length, max: REASON_MAX } };
}

/** A request that waits for an answer, or why it cannot be answered any more. */
export function answerable(request: ChangeRequest): Result<OpenRequest, Failure> {
  if (request.state === 'open') return ok(request);
  return refuse({ kind: 'request-answered', by: request.answeredBy.name, outcome: request.state });
}

/** The request with its answer; `reason` where it is declined. */
export function answeredWith(
  request: OpenRequest,
  answer: { readonly by: Member; readonly at: Date; readonly reason?: string },
): ChangeRequest {
  const { by, at, reason } = answer;
  const answered = { ...request, version: request.version + 1, answeredBy: memberOf(by), answeredAt: at };
  return reason === undefined ? { ...answered, state: 'changed' } : { ...answered, state: 'declined', reason };
}
