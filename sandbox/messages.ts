import { withIds } from './blockTree.ts';
import { isJson, records, text } from './json.ts';
import type { Json, Message } from './types.ts';
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

export type Draft = {
  readonly channelId: string;
  readonly userId: string;
  readonly args: Json;
  readonly threadTs?: string | undefined;
  readonly onlyFor?: string | undefined;
  readonly fileIds?: readonly string[];
};

export function addMessage(workspace: Workspace, draft: Draft): Message {
  const { args, channelId, userId, threadTs, onlyFor, fileIds } = draft;
  const message: Message = {
    channelId,
    ts: workspace.nextTs(),
    ...(threadTs === undefined ? {} : { threadTs }),
    userId,
    text: storedText(text(args.text) ?? text(args.markdown_text) ?? ''),
    blocks: withIds(records(args.blocks)),
    ...(isJson(args.metadata) ? { metadata: args.metadata } : {}),
    ...(onlyFor === undefined ? {} : { onlyFor }),
    edited: false,
    ...(fileIds === undefined ? {} : { fileIds }),
  };
  workspace.messages.add(message);
  workspace.changes.tell('message');
  return message;
}

/** Blocks given replace; text alone removes them. An update with blocks shows no "edited" mark. */
export function changeMessage(workspace: Workspace, message: Message, args: Json): void {
  const written = text(args.text) ?? text(args.markdown_text);
  const blocks = records(args.blocks);
  message.text = storedText(written ?? '');
  message.blocks = withIds(blocks);
  message.edited = blocks.length === 0;
  if (isJson(args.metadata)) {
    if (Object.keys(args.metadata).length === 0) delete message.metadata;
    else message.metadata = args.metadata;
  }
  workspace.changes.tell('message');
}

export function removeMessage(workspace: Workspace, message: Message): void {
  workspace.messages.remove(message);
  const channel = workspace.channels.find((other) => other.id === message.channelId);
  if (channel !== undefined) channel.pins = channel.pins.filter((ts) => ts !== message.ts);
  workspace.changes.tell('message');
}
