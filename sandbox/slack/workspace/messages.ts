import { isJson, records, strings, text } from '../common/json.ts';
import { withIds } from '../elements/blockTree.ts';
import type { Json, Message } from '../types.ts';
import type { Workspace } from './workspace.ts';

/** Longer text is cut and the answer warns: api.slack.com/changelog/2018-04-truncating-really-long-messages. */
const TEXT_LIMIT = 40_000;

/** Written `<…>` forms that mean something; any other angle bracket is a character. docs.slack.dev/messaging/formatting-message-text */
const MEANT = /&(?:amp|lt|gt);|<(?:[@#!]|https?:|mailto:|tel:|slack:)[^<>\n]*>|[&<>]/g;

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Text as Slack keeps it: the three control characters escaped wherever they mean nothing. */
export function storedText(sent: string): string {
  return sent.slice(0, TEXT_LIMIT).replace(MEANT, (found) => ESCAPES[found] ?? found);
}

/** Everything a person types into a command arrives escaped. */
export function escaped(typed: string): string {
  return typed.replace(/[&<>]/g, (found) => ESCAPES[found] ?? found);
}

export function isTruncated(args: Json): boolean {
  return (text(args.text) ?? '').length > TEXT_LIMIT;
}

export function hasContent(args: Json): boolean {
  const written = text(args.text) ?? text(args.markdown_text) ?? '';
  return written !== '' || records(args.blocks).length > 0 || records(args.attachments).length > 0;
}

/** An update may change a message's files and leave its words: docs.slack.dev/reference/methods/chat.update. */
export function changesFilesAlone(args: Json): boolean {
  return Array.isArray(args.file_ids) && !hasContent(args);
}

export type Draft = {
  readonly channelId: string;
  readonly userId: string;
  readonly args: Json;
  readonly threadTs?: string | undefined;
  readonly onlyFor?: string | undefined;
  readonly fileIds?: readonly string[];
  readonly isBroadcast?: boolean;
};

export function addMessage(workspace: Workspace, draft: Draft): Message {
  const { args, channelId, userId, threadTs, onlyFor, fileIds, isBroadcast = false } = draft;
  const message: Message = {
    channelId,
    ts: workspace.nextTs(),
    ...(threadTs === undefined ? {} : { threadTs }),
    userId,
    text: storedText(text(args.text) ?? text(args.markdown_text) ?? ''),
    blocks: withIds(records(args.blocks)),
    ...(isJson(args.metadata) ? { metadata: args.metadata } : {}),
    ...entitiesOf(args),
    ...(records(args.attachments).length === 0 ? {} : { attachments: records(args.attachments) }),
    ...(onlyFor === undefined ? {} : { onlyFor }),
    edited: false,
    ...(fileIds === undefined ? {} : { fileIds }),
    ...(isBroadcast ? { isBroadcast } : {}),
  };
  workspace.messages.add(message);
  workspace.changes.notify('message');
  return message;
}

/** Work Objects travel in `metadata`, of a message as of an unfurl. */
export function entitiesOf({ metadata }: Json): Pick<Message, 'entities'> {
  const entities = isJson(metadata) ? records(metadata.entities) : [];
  return entities.length === 0 ? {} : { entities };
}

/** Blocks given replace; text alone removes them. An update with blocks shows no "edited" mark. */
export function changeMessage(workspace: Workspace, message: Message, args: Json): void {
  if (Array.isArray(args.file_ids)) message.fileIds = strings(args.file_ids);
  if (!changesFilesAlone(args)) changeWords(message, args);
  workspace.changes.notify('message');
}

function changeWords(message: Message, args: Json): void {
  const written = text(args.text) ?? text(args.markdown_text);
  const blocks = records(args.blocks);
  message.text = storedText(written ?? '');
  message.blocks = withIds(blocks);
  message.edited = blocks.length === 0;
  // docs.slack.dev/reference/methods/chat.update: attachments that are not named stay.
  if (Array.isArray(args.attachments)) message.attachments = records(args.attachments);
  if (isJson(args.metadata)) {
    if (Object.keys(args.metadata).length === 0) delete message.metadata;
    else message.metadata = args.metadata;
  }
}

export function removeMessage(workspace: Workspace, message: Message): void {
  workspace.messages.remove(message);
  const channel = workspace.channels.find((other) => other.id === message.channelId);
  if (channel !== undefined) channel.pins = channel.pins.filter((ts) => ts !== message.ts);
  workspace.changes.notify('message');
}
