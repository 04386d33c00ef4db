import type { App } from '@slack/bolt';
import { awayHome } from '../../../blocks/home/home.ts';
import type { Services } from '../../interactions/services.ts';

/** Someone opens the app. Bolt acknowledges events by itself; delivered twice, it draws the same Home again. */
export function listenToHomeOpened(bolt: App, services: Services): void {
  bolt.event('app_home_opened', async ({ event, client }) => {
    if (event.tab !== 'home') return;
    await services.track(
      (async () => {
        const reader = { teamId: await services.teamId(), userId: event.user };
        try {
          await services.homeBook.opened(reader, services.clock.now());
          services.refreshHome(reader);
        } catch (error) {
          if (!services.isDatabaseAway(error)) throw error;
          await client.views.publish({ user_id: event.user, view: awayHome() });
        }
      })(),
    );
  });
}
