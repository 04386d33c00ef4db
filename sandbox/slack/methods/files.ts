import { isJson, parse, records, text } from '../common/json.ts';
import type { Channel, File, Json } from '../types.ts';
import { uploadPath } from '../webApi/uploads.ts';
import { addMessage } from '../workspace/messages.ts';
import { fileShape } from '../workspace/shapes.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Method } from './method.ts';
import { botChannel } from './method.ts';
import type { Refusal } from './refusal.ts';
import { isRefusal, refusal } from './refusal.ts';

const ALT_TEXT_MAX = 1000;
const SNIPPET_BYTES_MAX = 1_000_000;
const CHANNELS_MAX = 100;

/** docs.slack.dev/reference/methods/files.getUploadURLExternal: `length` is the exact count of bytes. */
const getUploadURLExternal: Method = ({ workspace, args, baseUrl }) => {
  const name = text(args.filename) ?? '';
  const size = Number(text(args.length) ?? '0');
  if (name === '' || !Number.isInteger(size) || size < 1) return refusal('missing_argument');
  const altText = text(args.alt_txt) ?? '';
  if (Array.from(altText).length > ALT_TEXT_MAX) return refusal('alt_txt_too_large');
  if (text(args.snippet_type) !== undefined && size > SNIPPET_BYTES_MAX) return refusal('snippet_too_large');
  const file: File = { id: workspace.nextId('F'), name, size, altText, title: name, isComplete: false };
  workspace.files.set(file.id, file);
  return { ok: true, upload_url: baseUrl() + uploadPath(file), file_id: file.id };
};

function uploaded(workspace: Workspace, given: Json): File | Refusal {
  const file = workspace.files.get(text(given.id) ?? '');
  return file?.content === undefined || file.isComplete ? refusal('file_not_found') : file;
}

function receivers(workspace: Workspace, args: Json): readonly Channel[] | Refusal {
  const ids = [text(args.channel_id) ?? '', ...(text(args.channels) ?? '').split(',')].filter((id) => id !== '');
  if (ids.length > CHANNELS_MAX) return refusal('channels_limit_exceeded');
  const found = ids.map((id) => botChannel(workspace, id));
  const refused = found.find(isRefusal);
  if (refused !== undefined) return refused;
  return found.filter((channel): channel is Channel => !isRefusal(channel));
}

/** docs.slack.dev/reference/methods/files.completeUploadExternal: the message comes after the answer, which names no ts. */
const completeUploadExternal: Method = ({ workspace, args }) => {
  const list = typeof args.files === 'string' ? parse(args.files) : args.files;
  if (!Array.isArray(list) || !list.every(isJson) || list.length === 0) return refusal('invalid_arguments');
  const channels = receivers(workspace, args);
  if (isRefusal(channels)) return channels;
  const files: File[] = [];
  for (const given of list) {
    const file = uploaded(workspace, given);
    if (isRefusal(file)) return file;
    file.title = text(given.title) ?? file.name;
    files.push(file);
  }
  for (const file of files) file.isComplete = true;
  setImmediate(() => {
    for (const channel of channels) share(workspace, channel, files, args);
  });
  return { ok: true, files: files.map(({ id, title }) => ({ id, title })) };
};

function share(workspace: Workspace, channel: Channel, files: readonly File[], args: Json): void {
  const comment = text(args.initial_comment) ?? '';
  addMessage(workspace, {
    channelId: channel.id,
    userId: workspace.bot.userId,
    args: { text: comment, ...(comment === '' ? { blocks: records(args.blocks) } : {}) },
    threadTs: text(args.thread_ts),
    fileIds: files.map(({ id }) => id),
  });
}

/** docs.slack.dev/reference/methods/files.info */
const info: Method = ({ workspace, args }) => {
  const file = workspace.files.get(text(args.file) ?? '');
  return file?.isComplete === true ? { ok: true, file: fileShape(workspace, file) } : refusal('file_not_found');
};

export const fileMethods: Readonly<Record<string, Method>> = {
  'files.completeUploadExternal': completeUploadExternal,
  'files.getUploadURLExternal': getUploadURLExternal,
  'files.info': info,
};
