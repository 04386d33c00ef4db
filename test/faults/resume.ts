import { ADMIN, type World } from './world.ts';

/** An admin looks after the channels as anyone would: with /project delivery and its button. */
export async function resumeAll({ slack, channels }: World): Promise<void> {
  const admin = slack.person(ADMIN);
  for (const channelId of channels) {
    await admin.command(channelId, '/project delivery');
    const hasButton = () =>
      admin
        .sees(channelId)
        .findLast(({ onlyFor, blocks }) => onlyFor === ADMIN && JSON.stringify(blocks).includes('delivery_retry'));
    const shown = await slack.until('the answer', hasButton, 3_000).catch(() => undefined);
    if (shown) await admin.act({ channelId, ts: shown.ts }, 'delivery_retry').catch(() => undefined);
  }
}
