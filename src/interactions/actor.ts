import type { Actor } from '../projects/permissions.ts';
import { LATE, within } from './patience.ts';
import type { Services } from './services.ts';

/** How long a command waits for Slack to say who someone is; the rights of experts do not depend on the answer. */
const PATIENCE_MS = 1_000;
/** The same before a form opens, for which Slack gives 3 s in all. */
const FORM_PATIENCE_MS = 250;
/** Where it matters whether they are an admin. */
const LONG_PATIENCE_MS = 5_000;

export type Patience = 'usual' | 'form' | 'long';
const PATIENCE: Readonly<Record<Patience, number>> = {
  usual: PATIENCE_MS,
  form: FORM_PATIENCE_MS,
  long: LONG_PATIENCE_MS,
};

/**
 * Who acts: the ids that Slack signed for, and nothing that a look-up says against them. Where Slack does not tell more in
 * time, they count as no admin. A deactivated person has no rights whatever a project says. Whoever comes without a workspace is nobody's equal.
 */
export async function actorOf(
  services: Services,
  from: {
    readonly userId: string;
    readonly teamId?: string | undefined;
    readonly name: string;
    /** Where they act, if in a channel. */
    readonly channelId?: string | undefined;
  },
  /** For what cannot be undone: rights are not remembered. */
  isFresh = false,
  patience: Patience = 'usual',
): Promise<Actor> {
  const { userId, teamId } = from;
  const looked = await within(services, PATIENCE[patience], services.directory.find(userId, isFresh));
  const found = looked === LATE ? undefined : looked;
  // Ids are unique within a workspace only: this may be someone else of the same id.
  const user = found && (found.teamId === undefined || found.teamId === teamId) ? found : undefined;
  if (user?.isDeactivated) return { userId, name: from.name, isAdmin: false, isDeactivated: true };
  const isHere = teamId !== undefined && teamId === (await services.teamId());
  const isNamed = services.adminUserIds.has(userId);
  const isOfWorkspace = services.admins === 'workspace' && user?.isWorkspaceAdmin === true;
  return {
    userId,
    ...(teamId === undefined ? {} : { teamId }),
    name: user?.name ?? from.name,
    ...(user ? {} : { isNameUnknown: true }),
    isAdmin: isHere && (isNamed || isOfWorkspace),
    isIn: async (channelId) => channelId === from.channelId || services.directory.isIn(channelId, userId),
    ...(found === undefined && services.admins === 'workspace' ? { isAdminUnknown: true } : {}),
    // What was asked is still under way, and not asked twice.
    ...(looked === LATE ? { askAgain: () => actorOf(services, from, false, 'long') } : {}),
  };
}
