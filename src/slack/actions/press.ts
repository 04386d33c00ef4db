import type { App, BlockAction, ButtonAction, StaticSelectAction } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import { noteModal } from '../../../blocks/modals.ts';
import type { Shown } from '../../../blocks/text.ts';
import type { Visitor } from '../../domain/permissions.ts';
import type { Place } from '../../projects/find.ts';
import { guarded } from '../guard.ts';
import type { Services } from '../services.ts';
import { type Tell, tellBy, tellIn } from '../tell.ts';
import { visitorOf } from '../visitor.ts';

/** One press of a button, with who pressed it. What the button stands for is in `value`. */
export type Press = {
  readonly services: Services;
  readonly slack: WebClient;
  readonly teamId: string;
  readonly visitor: Visitor;
  readonly value: string | undefined;
  readonly triggerId: string;
  readonly requestId: string;
  /** A form opened from a modal lies on top of it; from a message or from Home it opens alone. */
  readonly within: 'modal' | 'elsewhere';
  /** The message with the button; absent in views. */
  readonly message?: { readonly channelId: string; readonly ts: string } | undefined;
  /** Puts the answer in the place of the private message with the button: a question that is answered goes away. */
  readonly tellInstead: Tell;
};

export type { Place };

/** Hears presses of one button, or choices in one menu: ack, run, and tell the answer in private where it was pressed. */
export function onPress(
  bolt: App,
  services: Services,
  actionId: string,
  run: (press: Press) => Promise<Shown | undefined>,
): void {
  bolt.action<BlockAction<ButtonAction | StaticSelectAction>>(
    { type: 'block_actions', action_id: actionId },
    async (event) => {
      const { ack, action, body, client } = event;
      await ack();
      const inMessage = tellBy(
        event.respond,
        tellIn(client, services.log, { channelId: body.channel?.id, userId: body.user.id }),
        services.wait,
      );
      const tell = body.view ? tellInView(services, client, body) : inMessage;
      await guarded(services, actionId, tell, async () => {
        const { user } = body;
        const name = user.name ?? user.username;
        return run({
          services,
          slack: client,
          teamId: await services.teamId(),
          visitor: await visitorOf(services, { userId: user.id, teamId: user.team_id, name }),
          value: action.type === 'button' ? action.value : action.selected_option?.value,
          triggerId: body.trigger_id,
          requestId: `action:${body.trigger_id}:${action.action_ts}`,
          message: messageOf(body),
          within: body.view?.type === 'modal' ? 'modal' : 'elsewhere',
          tellInstead: body.view ? tell : tellBy(event.respond, inMessage, services.wait, 'instead'),
        });
      });
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
function tellInView(services: Services, slack: WebClient, body: BlockAction): Tell {
  const directly = tellIn(slack, services.log, { userId: body.user.id });
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
