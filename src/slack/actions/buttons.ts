import type { App, BlockAction, ButtonAction, RespondFn } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import { openAddForm } from '../commands/add.ts';
import { completeByNumber } from '../commands/complete.ts';
import { guarded } from '../guard.ts';
import type { Services } from '../services.ts';
import { readMilestoneTarget, readProjectTarget } from '../target.ts';
import { tellBy, tellIn } from '../tell.ts';
import { visitorOf } from '../visitor.ts';

export function listenToButtons(bolt: App, services: Services): void {
  bolt.action<BlockAction<ButtonAction>>({ type: 'block_actions', action_id: 'milestone_complete' }, async (event) => {
    await event.ack();
    await guarded(services, 'milestone_complete', tellTo(event, services), async () => {
      const { projectId, number } = readMilestoneTarget(event.action.value);
      const place = { teamId: await services.teamId(), projectId };
      const visitor = await visitorOf(services, pressedBy(event.body));
      const requestId = `action:${event.body.trigger_id}:${event.action.action_ts}`;
      return completeByNumber(services, { place, visitor, typed: String(number), requestId });
    });
  });

  bolt.action<BlockAction<ButtonAction>>({ type: 'block_actions', action_id: 'milestone_add' }, async (event) => {
    await event.ack();
    await guarded(services, 'milestone_add', tellTo(event, services), async () => {
      const { projectId } = readProjectTarget(event.action.value);
      const place = { teamId: await services.teamId(), projectId };
      const visitor = await visitorOf(services, pressedBy(event.body));
      return openAddForm({ services, slack: event.client, place, visitor, triggerId: event.body.trigger_id });
    });
  });
}

function pressedBy({ user }: BlockAction) {
  return { userId: user.id, teamId: user.team_id, name: user.name ?? user.username };
}

type Pressed = { readonly respond: RespondFn; readonly client: WebClient; readonly body: BlockAction };

function tellTo({ respond, client, body }: Pressed, services: Services) {
  return tellBy(respond, tellIn(client, services.log, { channelId: body.channel?.id, userId: body.user.id }));
}
