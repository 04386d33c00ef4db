import { App } from '@slack/bolt';
import { WebClient, type WebClientOptions } from '@slack/web-api';
import { listenToRequests } from '../change-requests/slack/requests.ts';
import type { Config } from '../config.ts';
import { listenToDelivery } from '../delivery/slack/delivery.ts';
import { listenToBeingLetIn } from '../delivery/slack/letIn.ts';
import { listenToHistory } from '../history/slack/history.ts';
import { listenToHomeOpened } from '../home/slack/homeOpened.ts';
import { answerBusy } from '../interactions/busy.ts';
import { logFault } from '../interactions/errorBoundary.ts';
import { watchInteractions } from '../interactions/interaction.ts';
import { LATE, within } from '../interactions/patience.ts';
import type { Services } from '../interactions/services.ts';
import { answerToUnheard } from '../interactions/unheard.ts';
import { listenToAdd } from '../milestones/slack/add.ts';
import { listenToAddOn } from '../milestones/slack/addOn.ts';
import { listenToComplete } from '../milestones/slack/complete.ts';
import { listenToEdit } from '../milestones/slack/edit.ts';
import { listenToList } from '../milestones/slack/list.ts';
import { listenToPlan } from '../milestones/slack/plan.ts';
import { listenToRemove } from '../milestones/slack/remove.ts';
import { listenToReopen } from '../milestones/slack/reopen.ts';
import { listenToShow } from '../milestones/slack/show.ts';
import { listenToUndo } from '../milestones/slack/undo.ts';
import { type HttpReceiver, httpReceiver } from '../platform/slack/httpReceiver.ts';
import type { Identity } from '../platform/slack/identity.ts';
import { slackLogger } from '../platform/slack/log.ts';
import { socketReceiver } from '../platform/slack/socketReceiver.ts';
import { listenToWorkspace } from '../projects/slack/follow.ts';
import { listenToProjectForms } from '../projects/slack/forms.ts';
import { listenToSetupForm } from '../projects/slack/setup.ts';
import { listenToTakeOver } from '../projects/slack/takeOver.ts';
import { listenToReminderButtons } from '../reminders/slack/reminderButtons.ts';
import { listenToReminderForms } from '../reminders/slack/reminderForms.ts';
import { listenToCommands } from './listenToCommands.ts';
import { milestoneSubcommands } from './milestoneCommand.ts';
import { projectSubcommands } from './projectCommand.ts';

export const EVENTS_PATH = '/slack/events';

/** How long Slack may take to give the address of a connection, before it is asked again. */
const CONNECT_MS = 10_000;

/** Of the 3 s in which Slack wants its answer. */
const IDENTITY_MS = 500;

/** The Web API, as the SDK knows it (@slack/web-api's default). */
const SLACK_API_URL = 'https://slack.com/api/';

/** Everything that the app listens to. */
const LISTENERS: readonly ((bolt: App, services: Services) => void)[] = [
  listenToCommands,
  listenToAdd,
  listenToAddOn,
  listenToPlan,
  listenToEdit,
  listenToRemove,
  listenToComplete,
  listenToReopen,
  listenToUndo,
  listenToShow,
  listenToList,
  listenToHistory,
  listenToSetupForm,
  listenToProjectForms,
  listenToTakeOver,
  listenToReminderButtons,
  listenToReminderForms,
  listenToRequests,
  listenToDelivery,
  listenToHomeOpened,
  listenToBeingLetIn,
  listenToWorkspace,
];

export type SlackDoor = {
  /** Answers requests to {@link EVENTS_PATH}; absent in Socket Mode. */
  readonly handle?: HttpReceiver['handle'];
  readonly start: () => Promise<unknown>;
  readonly stop: () => Promise<unknown>;
};

/** Bolt with all listeners, over signed HTTP or Socket Mode. */
export function openSlackDoor(
  config: Config,
  clientOptions: WebClientOptions,
  identity: Identity,
  services: Services,
  realNow: () => number,
): SlackDoor {
  const logger = slackLogger(services.log);
  const { appToken, signingSecret = '', botToken, apiUrl = SLACK_API_URL } = config.slack;
  const seams = { log: services.log, wait: services.wait };
  // The socket client's logger would give way to one in its options.
  const { logger: _logger, ...connectOptions } = clientOptions;
  const http = appToken ? undefined : httpReceiver({ ...seams, signingSecret, realNow });
  const receiver =
    http ??
    socketReceiver({
      ...seams,
      appToken: appToken ?? '',
      clientOptions: { ...connectOptions, slackApiUrl: apiUrl, timeout: CONNECT_MS },
      onFault: (error) => logFault(services, error, 'socket'),
    });
  const bolt = new App({
    receiver,
    // Nothing is kept for a conversation; looking for it would cost each command an error.
    convoStore: false,
    logger,
    clientOptions,
    // Bolt asks before the ack, so Slack is not waited for: who we are is only needed to know our own messages.
    async authorize() {
      const known = await within(services, IDENTITY_MS, identity.get()).catch((): typeof LATE => LATE);
      return { botToken, ...(known === LATE ? {} : known) };
    },
  });
  const subcommands = new Set([...milestoneSubcommands, ...projectSubcommands].map(({ name }) => name));
  const slack = new WebClient(botToken, clientOptions);
  watchInteractions(bolt, {
    ...services,
    subcommands,
    busy: (body, ack) => answerBusy(services, slack, body, ack),
    unheard: (body) => answerToUnheard(services, slack, body),
  });
  bolt.error(async (error) => {
    logFault(services, error, 'listener');
  });
  for (const listen of LISTENERS) listen(bolt, services);
  return { ...(http ? { handle: http.handle } : {}), start: () => receiver.start(), stop: () => receiver.stop() };
}
