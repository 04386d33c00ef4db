import type { Store } from '../history/store.ts';
import { troubleOf } from './slackErrors.ts';

/**
 * Goes on in the workspaces that let the app in again. `letInBy` asks Slack whose token ours is; it throws, or gives
 * nothing, while Slack does not accept it. Returns how many went on.
 */
export async function goOnWhereLetIn(
  store: Pick<Store, 'stoppedWorkspaces' | 'goOnInWorkspace'>,
  letInBy: () => Promise<string | undefined>,
): Promise<number> {
  const stopped = await store.stoppedWorkspaces();
  if (stopped.length === 0) return 0;
  const teamId = await letInBy().catch(() => undefined);
  const again = stopped.filter((each) => each.teamId === teamId);
  for (const each of again) await store.goOnInWorkspace(each.teamId);
  return again.length;
}

/** Whether a call that asks Slack for nothing but who we are is taken. */
export async function askWhetherLetIn(authTest: () => Promise<unknown>): Promise<'yes' | 'no' | 'not known'> {
  try {
    await authTest();
    return 'yes';
  } catch (error) {
    return troubleOf(error).kind === 'workspace' ? 'no' : 'not known';
  }
}
