import type { Failure } from '../domain/failure.ts';
import type { DeliveryReport } from '../domain/outbox.ts';
import type { Visitor } from '../domain/permissions.ts';
import { adminsToTell, type Project } from '../domain/project.ts';
import { ok, type Result } from '../domain/result.ts';
import type { Deps } from './decide.ts';
import { findFor, type Place } from './find.ts';

/** How long an admin is shown what could not be told. */
const FAILED_SHOWN_MS = 7 * 86_400_000;

type Asking = { readonly place: Place; readonly visitor: Visitor };

/** What waits for the channel and the people of a project, is on hold, or failed lately. */
export async function reportDelivery(deps: Deps, { place, visitor }: Asking): Promise<Result<DeliveryReport, Failure>> {
  const found = await findFor(deps.store, place, visitor, 'administer');
  if (!found.ok) return found;
  const { project } = found.value;
  const now = deps.clock.now();
  const since = new Date(now.getTime() - FAILED_SHOWN_MS);
  const [standing, stopped] = await Promise.all([
    deps.store.deliveryStanding(project, receiversOf(deps, project), since),
    deps.store.stoppedWorkspaces(),
  ]);
  const stoppedBecause = stopped.find(({ teamId }) => teamId === project.teamId)?.reason;
  return ok({ project, standing, stoppedBecause, now });
}

/** Takes up again at once whatever is on hold or waits for another try. Doing it twice changes nothing. */
export async function retryDelivery(deps: Deps, { place, visitor }: Asking): Promise<Result<Project, Failure>> {
  const found = await findFor(deps.store, place, visitor, 'administer');
  if (!found.ok) return found;
  const { project } = found.value;
  await deps.store.goOnInWorkspace(project.teamId);
  await deps.store.resumeDelivery(project.teamId, receiversOf(deps, project));
  return ok(project);
}

function receiversOf({ adminUserIds }: Deps, project: Project): readonly string[] {
  const persons = [...project.people.map(({ userId }) => userId), ...adminsToTell(project, adminUserIds ?? [])];
  return [...new Set([project.channelId, ...persons])];
}
