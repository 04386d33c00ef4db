import type { App } from '@slack/bolt';
import type { Services } from '../../interactions/services.ts';

/**
 * The app was removed from a workspace, or its token taken back; the two events come in any order
 * (docs.slack.dev/reference/events/app_uninstalled, docs.slack.dev/reference/events/tokens_revoked).
 */
export function listenToBeingLetIn(bolt: App, services: Services): void {
  bolt.event('app_uninstalled', async ({ body }) => {
    await stop(services, body.team_id, 'app_uninstalled');
  });
  bolt.event('tokens_revoked', async ({ body, event }) => {
    if ((event.tokens.bot ?? []).length > 0) await stop(services, body.team_id, 'token_revoked');
  });
}

/** The event may be older than an installation since: Slack is asked. */
async function stop({ store, clock, log, isLetIn }: Services, teamId: string, reason: string): Promise<void> {
  if ((await isLetIn()) === 'yes') return;
  const isNews = await store.stopWorkspace(teamId, reason, clock.now());
  if (isNews) log.error({ teamId, reason }, 'The workspace does not let the app in: its messages wait');
}
