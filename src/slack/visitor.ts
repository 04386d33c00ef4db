import type { Visitor } from '../domain/permissions.ts';
import type { SlackUser } from './directory.ts';
import type { Services } from './services.ts';

/** How long a command waits for Slack to say who someone is; rights on projects do not depend on the answer. */
const PATIENCE_MS = 1_000;

/**
 * Who acts, from the ids that Slack signed for. Where Slack does not tell more in time, they count as no admin. A
 * deactivated person has no rights whatever a project says: the empty user id is on no project.
 */
export async function visitorOf(
  services: Services,
  from: { readonly userId: string; readonly teamId?: string | undefined; readonly name: string },
): Promise<Visitor> {
  const late = services.wait(PATIENCE_MS).then(() => undefined);
  const user = await Promise.race([services.directory.find(from.userId), late]);
  if (user?.isDeactivated) return { userId: '', name: from.name, isAdmin: false };
  return {
    userId: from.userId,
    teamId: user?.teamId ?? from.teamId,
    name: user?.name ?? from.name,
    isAdmin: services.adminUserIds.has(from.userId) || (await administersHere(services, user)),
    ...(user === undefined ? { isAdminUnknown: true } : {}),
  };
}

/** Someone of a shared channel may administer the workspace they come from; that gives them no right in this one. */
async function administersHere(services: Services, user: SlackUser | undefined): Promise<boolean> {
  if (user?.isWorkspaceAdmin !== true) return false;
  return user.teamId === undefined || user.teamId === (await services.teamId());
}
