import type { App } from '@slack/bolt';
import type { Services } from '../../interactions/services.ts';
import { readUser } from '../../platform/slack/directory.ts';
import { followLoss, followName, followReturn, followUnsharing } from '../follow.ts';

/** Bolt has acknowledged an event before it is saved: while the database is away, it is tried so often, so far apart. */
const TRIES = 30;
const BETWEEN_MS = 10_000;

/** Follows what becomes of channels and people in Slack (docs.slack.dev/reference/events). */
export function listenToWorkspace(bolt: App, services: Services): void {
  const placeOf = async (channelId: string) => ({ teamId: await services.teamId(), channelId });
  const isUs = async (userId: string) => userId === (await services.botUserId());
  const lost = async (channelId: string, reason: string) => {
    await settled(services, async () => followLoss(services, await placeOf(channelId), reason));
    services.wakeDelivery();
  };
  const returned = async (channelId: string) => {
    await settled(services, async () => followReturn(services, await placeOf(channelId)));
    services.wakeDelivery();
  };

  // With the string that Slack gives for a post there.
  bolt.event('channel_archive', ({ event }) => lost(event.channel, 'is_archived'));
  bolt.event('group_archive', ({ event }) => lost(event.channel, 'is_archived'));
  bolt.event('channel_deleted', ({ event }) => lost(event.channel, 'channel_not_found'));
  bolt.event('group_deleted', ({ event }) => lost(event.channel, 'channel_not_found'));
  bolt.event('channel_left', ({ event }) => lost(event.channel, 'not_in_channel'));
  bolt.event('group_left', ({ event }) => lost(event.channel, 'not_in_channel'));
  bolt.event('member_left_channel', async ({ event }) => {
    if (await isUs(event.user)) await lost(event.channel, 'not_in_channel');
  });
  bolt.event('channel_unarchive', ({ event }) => returned(event.channel));
  bolt.event('group_unarchive', ({ event }) => returned(event.channel));
  bolt.event('member_joined_channel', async ({ event }) => {
    if (await isUs(event.user)) await returned(event.channel);
  });
  bolt.event('channel_id_changed', async ({ event }) => {
    const { old_channel_id: from, new_channel_id: to } = event;
    await settled(services, async () => services.store.moveChannel(await services.teamId(), from, to));
    await returned(to);
  });
  bolt.event('channel_unshared', async ({ event, body }) => {
    const { channel, is_ext_shared: isStillShared, previously_connected_team_id: otherTeamId } = event;
    const unshared = { eventId: body.event_id, otherTeamId, isStillShared };
    await settled(services, async () => followUnsharing(services, await placeOf(channel), unshared));
    services.wakeDelivery();
  });
  bolt.event('user_change', async ({ event }) => {
    const user = readUser(event.user);
    services.directory.forget(user.userId);
    await settled(services, async () => followName(services, await services.teamId(), user));
  });
}

async function settled(services: Services, work: () => Promise<void>): Promise<void> {
  await services.track(
    (async () => {
      for (let tries = 1; ; tries++) {
        try {
          return await work();
        } catch (error) {
          if (!services.isDatabaseAway(error) || tries === TRIES || !(await services.waitLong(BETWEEN_MS))) throw error;
        }
      }
    })(),
  );
}
