import type { Failure } from '../core/failure.ts';
import { ok, type Result } from '../core/result.ts';
import type { Deps } from '../history/decide.ts';
import { loadAuthorised, type Place } from '../projects/find.ts';
import type { Actor } from '../projects/permissions.ts';
import { adminsToTell, type Project } from '../projects/project.ts';
import type { DeliveryReport } from './subscription.ts';

/** How long an admin is shown what could not be told. */
const FAILED_SHOWN_MS = 7 * 86_400_000;

type Asking = { readonly place: Place; readonly actor: Actor };

/** What waits for the channel and the people of a project, is on hold, or failed lately. */
export async function reportDelivery(deps: Deps, { place, actor }: Asking): Promise<Result<DeliveryReport, Failure>> {
  const found = await loadAuthorised(deps.store, place, actor, 'administer');
  if (!found.ok) return found;
  const { project } = found.value;
  const now = deps.clock.now();
  const since = new Date(now.getTime() - FAILED_SHOWN_MS);
  const [status, stopped] = await Promise.all([
    deps.store.deliveryStatus(project.id, since, now),
    deps.store.stoppedWorkspaces(),
  ]);
  const stoppedBecause = stopped.find(({ teamId }) => teamId === project.teamId)?.reason;
  return ok({ project, status, stoppedBecause, now });
}

/** Takes up again at once whatever is on hold or waits for another try. Doing it twice changes nothing. */
export async function retryDelivery(deps: Deps, { place, actor }: Asking): Promise<Result<Project, Failure>> {
  const found = await loadAuthorised(deps.store, place, actor, 'administer');
  if (!found.ok) return found;
  const { project } = found.value;
  await deps.store.goOnInWorkspace(project.teamId);
  await deps.store.resumeDelivery(project, receiversOf(deps, project), deps.clock.now());
  return ok(project);
}

function receiversOf({ adminUserIds }: Deps, project: Project): readonly string[] {
  const persons = [...project.people.map(({ userId }) => userId), ...adminsToTell(project, adminUserIds ?? [])];
  return [...new Set([project.channelId, ...persons])];
}
