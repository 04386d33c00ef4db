import type { RequestListener } from 'node:http';
import { App, HTTPReceiver, SocketModeReceiver } from '@slack/bolt';
import type { WebClientOptions } from '@slack/web-api';
import type { Config } from '../config/readConfig.ts';
import { listenToButtons } from './actions/buttons.ts';
import type { Identity } from './identity.ts';
import { listenToCommands } from './listenToCommands.ts';
import { slackLogger } from './log.ts';
import type { Services } from './services.ts';
import { listenToAddForm } from './views/addForm.ts';
import { listenToSetupForm } from './views/setupForm.ts';

export const EVENTS_PATH = '/slack/events';

/** The Web API, as the SDK knows it (@slack/web-api's default). */
const SLACK_API_URL = 'https://slack.com/api/';

export type SlackDoor = {
  /** Answers requests to {@link EVENTS_PATH}; absent in Socket Mode. */
  readonly requestListener?: RequestListener;
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

/** Bolt with all listeners, over signed HTTP or Socket Mode. */
export function openSlackDoor(
  config: Config,
  clientOptions: WebClientOptions,
  identity: Identity,
  services: Services,
): SlackDoor {
  const logger = slackLogger(services.log);
  const { appToken, signingSecret = '', botToken, apiUrl = SLACK_API_URL } = config.slack;
  const receiver = appToken
    ? new SocketModeReceiver({ appToken, logger, installerOptions: { clientOptions: { slackApiUrl: apiUrl } } })
    : new HTTPReceiver({ signingSecret, endpoints: EVENTS_PATH, logger });
  const bolt = new App({
    receiver,
    logger,
    clientOptions,
    authorize: async () => ({ botToken, ...(await identity.get()) }),
  });
  bolt.error(async (error) => services.log.error({ err: error }, 'A listener failed'));
  listenToCommands(bolt, services);
  listenToAddForm(bolt, services);
  listenToSetupForm(bolt, services);
  listenToButtons(bolt, services);
  return {
    ...(receiver instanceof HTTPReceiver ? { requestListener: receiver.requestListener } : {}),
    start: async () => {
      if (receiver instanceof SocketModeReceiver) await receiver.start();
    },
    stop: async () => {
      if (receiver instanceof SocketModeReceiver) await receiver.stop();
    },
  };
}
