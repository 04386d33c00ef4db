import { text } from '../common/json.ts';
import type { Json } from '../types.ts';
import type { Bookmark } from '../workspace/workspace.ts';
import type { Method } from './method.ts';
import { botChannel } from './method.ts';
import { isRefusal, refusal } from './refusal.ts';

function shape({ id, channelId, title, link }: Bookmark): Json {
  return { id, channel_id: channelId, title, link, type: 'link', entity_id: null, app_id: null };
}

/** docs.slack.dev/reference/methods/bookmarks.add */
const add: Method = ({ workspace, args }) => {
  const channel = botChannel(workspace, text(args.channel_id) ?? '', 'access_denied');
  if (isRefusal(channel)) return channel;
  if (args.type !== 'link') return refusal('invalid_bookmark_type');
  const link = text(args.link) ?? '';
  if (!URL.canParse(link)) return refusal('invalid_link');
  const bookmark = { id: workspace.nextId('Bk'), channelId: channel.id, title: text(args.title) ?? '', link };
  workspace.bookmarks.push(bookmark);
  workspace.changes.notify('bookmark');
  return { ok: true, bookmark: shape(bookmark) };
};

const list: Method = ({ workspace, args }) => {
  const channel = botChannel(workspace, text(args.channel_id) ?? '', 'access_denied');
  if (isRefusal(channel)) return channel;
  return { ok: true, bookmarks: workspace.bookmarks.filter(({ channelId }) => channelId === channel.id).map(shape) };
};

export const bookmarkMethods: Readonly<Record<string, Method>> = { 'bookmarks.add': add, 'bookmarks.list': list };
