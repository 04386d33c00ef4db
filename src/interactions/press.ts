import type { App, BlockAction, ButtonAction, StaticSelectAction } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import type { ActionId } from '../../blocks/shared/ids.ts';
import { noteModal } from '../../blocks/shared/modals.ts';
import type { Rendered } from '../../blocks/shared/text.ts';
import type { Actor } from '../projects/permissions.ts';
import { actorOf, type Patience } from './actor.ts';
import { withErrorBoundary } from './errorBoundary.ts';
import { type Reply, replyBy, replyIn } from './reply.ts';
import type { Services } from './services.ts';
import { readMilestoneTarget, readProjectTarget } from './target.ts';

/** One press of a button, with who pressed it. What the button stands for is in `value`. */
export type Press = {
  readonly services: Services;
  readonly slack: WebClient;
  readonly teamId: string;
  readonly actor: Actor;
  readonly value: string | undefined;
  readonly triggerId: string;
  readonly idempotencyKey: string;
  /** A form opened from a modal lies on top of it; from a message or from Home it opens alone. */
  readonly within: 'modal' | 'elsewhere';
  /** The modal with the button; absent elsewhere. */
  readonly modalId?: string | undefined;
  /** The message with the button; absent in views. */
  readonly message?: { readonly channelId: string; readonly ts: string } | undefined;
  /** Puts the answer in the place of the private message with the button: a question that is answered goes away. */
  readonly replyInstead: Reply;
};

/** The project that a button names. */
export function projectOf({ teamId, value }: Press) {
  return { place: { teamId, ...readProjectTarget(value) } };
}

/** The milestone that a button names, as a verb asks for it. */
export function milestoneOf({ teamId, value, actor, idempotencyKey }: Press) {
  const { projectId, number } = readMilestoneTarget(value);
  return { place: { teamId, projectId }, actor, typed: String(number), idempotencyKey };
}

/** Hears presses of one button, or choices in one menu: ack, run, and reply in private where it was pressed. */
export function onPress(
  bolt: App,
  services: Services,
  actionId: ActionId,
  run: (press: Press) => Promise<Rendered | undefined>,
  /** `form`: it opens one. */
  patience: Patience = 'usual',
): void {
  bolt.action<BlockAction<ButtonAction | StaticSelectAction>>(
    { type: 'block_actions', action_id: actionId },
    async (event) => {
      const { ack, action, body, client } = event;
      const directly = replyIn(client, services, { channelId: body.channel?.id, userId: body.user.id });
      const inMessage = replyBy(services, body.response_url, directly);
      const reply = body.view ? replyInView(services, client, body) : inMessage;
      const idempotencyKey = `action:${body.trigger_id}:${action.action_ts}`;
      const who = {
        idempotencyKey,
        userId: body.user.id,
        responseUrl: body.response_url,
        channelId: body.channel?.id,
      };
      await withErrorBoundary(
        services,
        actionId,
        reply,
        async () => {
          const { user } = body;
          const name = user.name ?? user.username;
          return run({
            services,
            slack: client,
            teamId: await services.teamId(),
            actor: await actorOf(
              services,
              {
                userId: user.id,
                teamId: user.team_id,
                name,
                channelId: body.channel?.id,
              },
              false,
              patience,
            ),
            value: action.type === 'button' ? action.value : action.selected_option?.value,
            triggerId: body.trigger_id,
            idempotencyKey,
            message: messageOf(body),
            modalId: body.view?.type === 'modal' ? body.view.id : undefined,
            within: body.view?.type === 'modal' ? 'modal' : 'elsewhere',
            replyInstead: body.view ? reply : replyBy(services, body.response_url, directly, 'instead'),
          });
        },
        who,
        ack,
      );
      // Also after a refusal: then the Home showed what is no longer so.
      if (body.view?.type === 'home') services.refreshHome({ teamId: await services.teamId(), userId: body.user.id });
    },
  );
}

/** Private answers are none: they cannot be edited. */
function messageOf({ channel, message }: BlockAction): Press['message'] {
  return channel && message ? { channelId: channel.id, ts: message.ts } : undefined;
}

/** Views have no response_url: a modal turns into the answer, Home gets a small modal; else a direct message. */
function replyInView(services: Services, slack: WebClient, body: BlockAction): Reply {
  const directly = replyIn(slack, services, { userId: body.user.id });
  return async (shown) => {
    const view = noteModal('Milepost', shown.text);
    try {
      if (body.view?.type === 'modal') await slack.views.update({ view_id: body.view.id, view });
      else await slack.views.open({ trigger_id: body.trigger_id, view });
    } catch {
      await directly(shown);
    }
  };
}
