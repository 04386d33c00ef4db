import { describe, expect, it } from '@jest/globals';
import type { Json } from '../../../../sandbox/slack/types.ts';
import { setting } from '../support/setting.ts';

type All = Awaited<ReturnType<typeof setting>>;

async function heard({ slack, app }: All, count: number): Promise<Json[]> {
  await slack.until('the events', () => app.got.length >= count);
  return app.got.map(({ body }) => body.event as Json);
}

describe('what people write', () => {
  it('reaches an app in the channel, as the client sends it', async () => {
    const all = await setting({ botEvents: ['message.channels'] });
    const message = all.slack.say('U0ANN', 'C0IN', 'Ask <@U0BEN> first');
    expect(await heard(all, 1)).toMatchObject([
      {
        type: 'message',
        user: 'U0ANN',
        text: 'Ask <@U0BEN> first',
        ts: message.ts,
        channel: 'C0IN',
        channel_type: 'channel',
        blocks: [
          {
            type: 'rich_text',
            elements: [
              {
                type: 'rich_text_section',
                elements: [
                  { type: 'text', text: 'Ask ' },
                  { type: 'user', user_id: 'U0BEN' },
                  { type: 'text', text: ' first' },
                ],
              },
            ],
          },
        ],
      },
    ]);
  });

  it('comes once more where the app is mentioned', async () => {
    const all = await setting({ botEvents: ['message.channels', 'app_mention'] });
    const parent = all.slack.say('U0ANN', 'C0IN', 'Nothing for you');
    all.slack.say('U0BEN', 'C0IN', 'Look, <@U0BOT>', parent.ts);
    const events = await heard(all, 3);
    expect(new Set(events.map(({ type }) => type))).toEqual(new Set(['message', 'app_mention']));
    const mention = events.find(({ type }) => type === 'app_mention');
    expect(mention).toMatchObject({ user: 'U0BEN', thread_ts: parent.ts, channel: 'C0IN' });
    expect(mention).not.toHaveProperty('channel_type');
  });

  it.each([
    ['that it has no subscription for', ['app_mention'], 'C0IN'],
    ['of a channel that it is not in', ['message.channels'], 'C0OUT'],
  ])('stays unheard: messages %s', async (_what, botEvents, channelId) => {
    const all = await setting({ botEvents });
    all.slack.say('U0ANN', channelId, 'Quietly');
    await all.slack.rename('C0IN', 'renamed');
    expect(all.slack.deliveries).toEqual([]);
  });
});
