import type { WebClient } from '@slack/web-api';
import { within } from './patience.ts';
import type { Services } from './services.ts';

/** The person who set the project up waits for this. */
const PATIENCE_MS = 800;

/**
 * Joins a public channel; true when the app is certainly in it. Private channels can only be entered by invitation, and
 * whoever may not be told of a fault here: the project is set up either way.
 */
export async function joinChannel(services: Services, slack: WebClient, channelId: string): Promise<boolean> {
  const joined = slack.conversations.join({ channel: channelId }).then(
    () => true,
    (error: unknown) => {
      services.log.info({ err: error, channelId }, 'The channel could not be joined');
      return false;
    },
  );
  return (await within(services, PATIENCE_MS, joined)) === true;
}
