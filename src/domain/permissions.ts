import type { Failure } from './failure.ts';
import { type Actor, isExpert, isPaymentMissing, type Person, type Project, personOf } from './project.ts';
import { ok, type Result, refuse } from './result.ts';

/** What someone wants to do with a project, in the words of the table of rights (docs/roles.md). */
export type Action = 'change-milestones' | 'read' | 'ask' | 'answer' | 'administer';

/** Someone as the server knows them: who they are, and whether they administer this workspace's projects. */
export type Visitor = Actor & {
  readonly isAdmin: boolean;
  /** Slack did not say in time whether they are: then they may not, for now. */
  readonly isAdminUnknown?: boolean | undefined;
};

export function notAdmin(visitor: Visitor): Failure {
  return { kind: visitor.isAdminUnknown ? 'admin-unknown' : 'admin-only' };
}

/** Holds the table of rights. Decides from stored data alone, never from what a message shows. */
export function mayAct(project: Project, visitor: Visitor, action: Action): Result<Person | undefined, Failure> {
  const person = personOf(project, visitor);
  const projectName = project.name;
  if (action === 'administer') return visitor.isAdmin ? ok(person) : refuse(notAdmin(visitor));
  if (person === undefined && !visitor.isAdmin) return refuse({ kind: 'not-on-project', projectName });
  if (action === 'read') return ok(person);
  if (action === 'ask')
    return project.status === 'closed' ? refuse({ kind: 'project-closed', projectName }) : ok(person);
  if (person === undefined) return refuse({ kind: 'admin-is-no-expert', projectName });
  if (!isExpert(person.role)) return refuse({ kind: 'client-only-reads', projectName });
  if (project.status === 'closed') return refuse({ kind: 'project-closed', projectName });
  if (project.status === 'open' || action === 'answer') return ok(person);
  return refuse({ kind: isPaymentMissing(project) ? 'waiting-for-payment' : 'waiting-for-opening', projectName });
}
