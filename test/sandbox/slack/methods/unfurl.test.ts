import { describe, expect, it } from '@jest/globals';
import { records } from '../../../../sandbox/slack/common/json.ts';
import type { Json, Message } from '../../../../sandbox/slack/types.ts';
import type { Setting } from '../support/setting.ts';
import { setting } from '../support/setting.ts';

const URL_SAID = 'https://docs.example.com/plans/7';
const ENTITY = {
  url: URL_SAID,
  app_unfurl_url: URL_SAID,
  external_ref: { id: '7' },
  entity_type: 'slack#/entities/task',
  entity_payload: { attributes: { title: { text: 'Plan 7' } } },
};

type Said = Setting & { readonly message: Message; readonly event: Json };

async function said(channelId = 'C0IN'): Promise<Said> {
  const all = await setting({ unfurlDomains: ['example.com'] });
  const message = all.slack.say('U0ANN', channelId, `see <${URL_SAID}> and https://elsewhere.example/`);
  const isLink = ({ body }: { body: Json }) => (body.event as Json).type === 'link_shared';
  const event = await all.slack.until('the link', () => all.app.got.find(isLink)?.body.event);
  return { ...all, message, event: event as Json };
}

describe('a link to a domain of the app', () => {
  it('is told to the app, and no other link is', async () => {
    const { event, message } = await said();
    expect(event).toMatchObject({
      channel: 'C0IN',
      is_bot_user_member: true,
      message_ts: message.ts,
      source: 'conversations_history',
      links: [{ domain: 'example.com', url: URL_SAID }],
    });
  });

  it('is told also where the app is not a member', async () => {
    const { event } = await said('C0OUT');
    expect(event).toMatchObject({ channel: 'C0OUT', is_bot_user_member: false });
  });

  it('is unfurled, by the message or by the unfurl_id', async () => {
    const { api, event, message, slack } = await said();
    const unfurl = (attachment: Json, more: Json) =>
      api('chat.unfurl', { unfurls: { [URL_SAID]: attachment }, ...more });
    expect(await unfurl({ text: 'first' }, { channel: 'C0IN', ts: message.ts })).toEqual({ ok: true });
    const blocks = [{ type: 'section', text: { type: 'mrkdwn', text: 'second' } }];
    expect(await unfurl({ blocks }, { unfurl_id: event.unfurl_id, source: event.source })).toEqual({ ok: true });
    expect(slack.messages('C0IN')[0]?.attachments).toMatchObject([{ blocks, from_url: URL_SAID, is_app_unfurl: true }]);
    const { messages } = await api('conversations.history', { channel: 'C0IN' });
    expect(records(messages)[0]).toMatchObject({ attachments: [{ app_unfurl_url: URL_SAID }] });
  });

  it.each([
    ['missing_channel', {}, false],
    ['missing_ts', { channel: 'C0IN' }, false],
    ['missing_source', { unfurl_id: 'x' }, false],
    ['missing_unfurl_id', { source: 'composer' }, false],
    ['cannot_find_channel', { channel: 'C0SECRET', ts: '1.1' }, false],
    ['cannot_find_message', { channel: 'C0IN', ts: '1.1' }, false],
    ['missing_unfurls', { unfurls: undefined }, true],
    ['invalid_unfurls_format', { unfurls: 'x' }, true],
    ['cannot_unfurl_message', { unfurls: { 'https://example.com/other': {} } }, true],
    ['cannot_unfurl_url', { unfurls: { 'https://elsewhere.example/': {} } }, true],
    ['cannot_parse_attachment', { unfurls: { [URL_SAID]: { blocks: [{ type: 'nonsense' }] } } }, true],
  ])('is not unfurled: %s', async (error, args, isThere) => {
    const { api, message } = await said();
    const place = isThere ? { channel: 'C0IN', ts: message.ts } : {};
    const answer = await api('chat.unfurl', { unfurls: { [URL_SAID]: { text: 'x' } }, ...place, ...args });
    expect(answer).toMatchObject({ ok: false, error });
  });

  it('wants links:write', async () => {
    const { api } = await setting({ scopes: [] });
    expect(await api('chat.unfurl')).toMatchObject({ error: 'missing_scope', needed: 'links:write' });
  });
});

describe('a Work Object', () => {
  async function opened() {
    const all = await said();
    const place = { channel: 'C0IN', ts: all.message.ts };
    expect(await all.api('chat.unfurl', { ...place, metadata: { entities: [ENTITY] } })).toEqual({ ok: true });
    const delivery = await all.slack.person('U0ANN').openDetails('C0IN', all.message.ts, URL_SAID);
    return { ...all, event: delivery.body.event as Json };
  }

  it('is asked for when somebody opens it, and shown to them alone', async () => {
    const { api, slack, event } = await opened();
    expect(event).toMatchObject({
      type: 'entity_details_requested',
      user: 'U0ANN',
      entity_url: URL_SAID,
      external_ref: { id: '7' },
      link: { url: URL_SAID, domain: 'docs.example.com' },
      user_locale: 'de-DE',
    });
    const show = () => api('entity.presentDetails', { trigger_id: event.trigger_id, metadata: ENTITY });
    expect(await show()).toEqual({ ok: true });
    expect(slack.details('U0ANN')).toMatchObject({ metadata: ENTITY });
    expect(slack.details('U0BEN')).toBeUndefined();
    expect(await show()).toMatchObject({ error: 'exchanged_trigger_id' });
  });

  it.each([
    ['invalid_trigger_id', { trigger_id: 'x' }],
    ['invalid_metadata', { metadata: 'x' }],
    ['entity_metadata_does_not_match_trigger', { metadata: { ...ENTITY, external_ref: { id: '8' } } }],
  ])('is not shown: %s', async (error, wrong) => {
    const { api, event } = await opened();
    const right = { trigger_id: event.trigger_id, metadata: ENTITY };
    expect(await api('entity.presentDetails', { ...right, ...wrong })).toEqual({ ok: false, error });
  });

  it('may be refused by the app, with its reason', async () => {
    const { api, slack, event } = await opened();
    const error = { status: 'restricted' };
    expect(await api('entity.presentDetails', { trigger_id: event.trigger_id, error })).toEqual({ ok: true });
    expect(slack.details('U0ANN')).toMatchObject({ error });
  });
});

describe('attachments', () => {
  it('are kept, and stay when an update does not name them', async () => {
    const { api, slack } = await setting();
    const { ts } = await api('chat.postMessage', { channel: 'C0IN', text: 'x', attachments: [{ text: 'more' }] });
    await api('chat.update', { channel: 'C0IN', ts, text: 'y' });
    expect(slack.messages('C0IN')[0]?.attachments).toEqual([{ text: 'more' }]);
    await api('chat.update', { channel: 'C0IN', ts, text: 'y', attachments: [] });
    expect(slack.messages('C0IN')[0]?.attachments).toEqual([]);
  });
});
