import type { RequestListener } from 'node:http';
import { App, HTTPReceiver, type Receiver, SocketModeReceiver } from '@slack/bolt';
import type { WebClientOptions } from '@slack/web-api';
import type { Config } from '../config/readConfig.ts';
import { listenToAddOn } from './actions/addOn.ts';
import { listenToButtons } from './actions/buttons.ts';
import { listenToDeliveryButtons } from './actions/deliveryButtons.ts';
import { listenToReminderButtons } from './actions/reminderButtons.ts';
import { listenToRequestButtons } from './actions/requestButtons.ts';
import { milestoneSubcommands } from './commands/milestone.ts';
import { projectSubcommands } from './commands/project.ts';
import { listenToHomeOpened } from './events/homeOpened.ts';
import { listenToBeingLetIn } from './events/letIn.ts';
import type { Identity } from './identity.ts';
import { watchInteractions } from './interaction.ts';
import { listenToCommands } from './listenToCommands.ts';
import { slackLogger } from './log.ts';
import type { Services } from './services.ts';
import { listenToAddForm } from './views/addForm.ts';
import { listenToCompleteForm } from './views/completeForm.ts';
import { listenToEditForm } from './views/editForm.ts';
import { listenToPlanForm } from './views/planForm.ts';
import { listenToProjectForms } from './views/projectForms.ts';
import { listenToReminderForms } from './views/reminderForms.ts';
import { listenToRemoveForm } from './views/removeForm.ts';
import { listenToRequestForms } from './views/requestForms.ts';
import { listenToSetupForm } from './views/setupForm.ts';

export const EVENTS_PATH = '/slack/events';

/** How long Slack may take to give the address of a connection, before it is asked again. */
const CONNECT_MS = 10_000;

/** Of the 3 s in which Slack wants its answer. */
const IDENTITY_MS = 500;

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
  const connect = { slackApiUrl: apiUrl, timeout: CONNECT_MS };
  const receiver = appToken
    ? overTwoConnections(
        () => new SocketModeReceiver({ appToken, logger, installerOptions: { clientOptions: connect } }),
        (error) => services.log.error({ err: error }, 'The second connection to Slack does not open'),
      )
    : new HTTPReceiver({ signingSecret, endpoints: EVENTS_PATH, logger });
  const bolt = new App({
    receiver,
    logger,
    clientOptions,
    // Bolt asks before the ack, so Slack is not waited for: who we are is only needed to know our own messages.
    authorize: async () => ({
      botToken,
      ...(await Promise.race([identity.get().catch(() => ({})), services.wait(IDENTITY_MS)])),
    }),
  });
  const subcommands = new Set([...milestoneSubcommands, ...projectSubcommands].map(({ name }) => name));
  watchInteractions(bolt, { ...services, subcommands });
  bolt.error(async (error) => services.log.error({ err: error }, 'A listener failed'));
  listenToCommands(bolt, services);
  listenToAddForm(bolt, services);
  listenToAddOn(bolt, services);
  listenToPlanForm(bolt, services);
  listenToEditForm(bolt, services);
  listenToRemoveForm(bolt, services);
  listenToCompleteForm(bolt, services);
  listenToSetupForm(bolt, services);
  listenToProjectForms(bolt, services);
  listenToButtons(bolt, services);
  listenToReminderButtons(bolt, services);
  listenToReminderForms(bolt, services);
  listenToRequestButtons(bolt, services);
  listenToRequestForms(bolt, services);
  listenToDeliveryButtons(bolt, services);
  listenToHomeOpened(bolt, services);
  listenToBeingLetIn(bolt, services);
  return {
    ...(receiver instanceof HTTPReceiver ? { requestListener: receiver.requestListener } : {}),
    start: async () => {
      if (!(receiver instanceof HTTPReceiver)) await receiver.start();
    },
    stop: async () => {
      if (!(receiver instanceof HTTPReceiver)) await receiver.stop();
    },
  };
}

/**
 * Slack renews a connection every few hours, and Bolt is back only five seconds after it: what people do meanwhile comes
 * over the other one. The app runs once the first is open.
 */
function overTwoConnections(create: () => SocketModeReceiver, onFailure: (error: unknown) => void): Receiver {
  const [first, second] = [create(), create()];
  return {
    init: (app) => {
      first.init(app);
      second.init(app);
    },
    start: async () => {
      await first.start();
      second.start().catch(onFailure);
    },
    stop: () => Promise.all([first.stop(), second.stop()]),
  };
}
