/**
 * Checks what an app sends against Slack's limits. Pure: the answer depends on the argument alone.
 * The limits themselves are in the tables beside this file: objects, elements, menus, richtext, tables, charts, blocks,
 * compound, views.
 */
import type { Json } from '../types.ts';
import { BLOCKS } from './compound.ts';
import { check } from './interpret.ts';
import * as o from './objects.ts';
import { exactlyOne } from './rules.ts';
import type { Violation } from './schema.ts';
import { arrayOf, characters, isObject, list, object, text, typed } from './schema.ts';
import type { BlockList } from './together.ts';
import { checkTogether } from './together.ts';
import { HOME, MODAL } from './views.ts';
import { visibleCharacters } from './walk.ts';

export type { Violation } from './schema.ts';

/** docs.slack.dev/reference/methods/chat.postMessage: longer text is cut; chat.update answers `msg_too_long`. */
const TEXT_MAX = 40_000;
const UPDATE_TEXT_MAX = 4000;
const MARKDOWN_MAX = 12_000;
/** Our own budget: Slack publishes no number and refused ≈ 13,200 (slackapi/bolt-js#2509). */
const BLOCKS_TEXT_MAX = 12_000;
const ATTACHMENTS_MAX = 100;
/** docs.slack.dev/reference/methods/views.open: 250 KB. */
const VIEW_BYTES_MAX = 250_000;

const messageBlocks = list(typed(BLOCKS), 0, 50);
// The count of blocks in an attachment is not published.
const attachmentBlocks = list(typed(BLOCKS), 0);

/** Arguments of chat.postMessage, chat.update, chat.postEphemeral or a response_url; other arguments are not looked at. */
export function checkMessage(args: Json, options: { readonly method?: string } = {}): readonly Violation[] {
  const found: Violation[] = [];
  const refuse = (pointer: string, message: string): void => void found.push({ pointer, message });
  const { text: body, markdown_text: markdown, blocks, attachments, metadata } = args;

  if (body !== undefined) {
    const max = options.method === 'chat.update' ? UPDATE_TEXT_MAX : TEXT_MAX;
    if (typeof body !== 'string') refuse('/text', 'must provide a string');
    else if (characters(body) > max) refuse('/text', 'msg_too_long');
  }
  if (markdown !== undefined) {
    found.push(...check(markdown, text(0, MARKDOWN_MAX), '/markdown_text', 'message'));
    if (body !== undefined || blocks !== undefined) refuse('/markdown_text', 'markdown_text_conflict');
  }
  if (blocks !== undefined) found.push(...check(blocks, messageBlocks, '/blocks', 'message'));
  if (arrayOf(attachments).length > ATTACHMENTS_MAX) refuse('/attachments', 'too_many_attachments');
  if (metadata !== undefined) found.push(...checkMetadata(metadata));
  // A response_url also takes {"delete_original": true} alone.
  if (isEmpty(args) && args.delete_original !== true && !changesFiles(args, options.method)) refuse('', 'no_text');

  const lists = blockLists(args);
  for (const part of lists) {
    if (part.at !== '/blocks') found.push(...check(part.blocks, attachmentBlocks, part.at, 'message'));
  }
  found.push(...checkTogether(lists, 'message'));
  // A data table has a limit of its own, of 20,000.
  if (
    visibleCharacters(
      lists.map((part) => part.blocks),
      'data_table',
    ) > BLOCKS_TEXT_MAX
  )
    refuse('/blocks', 'msg_blocks_too_long');
  return found;
}

/** docs.slack.dev/reference/methods/chat.update: `file_ids` may stand alone. */
const changesFiles = (args: Json, method: string | undefined): boolean =>
  method === 'chat.update' && Array.isArray(args.file_ids);

const isEmpty = (args: Json): boolean =>
  ['text', 'markdown_text', 'blocks', 'attachments'].every((name) => {
    const part = args[name];
    return part === undefined || part === '' || (Array.isArray(part) && part.length === 0);
  });

function blockLists(args: Json): readonly BlockList[] {
  const own = args.blocks === undefined ? [] : [{ blocks: args.blocks, at: '/blocks' }];
  const attached = arrayOf(args.attachments).flatMap((attachment, index) =>
    isObject(attachment) && attachment.blocks !== undefined
      ? [{ blocks: attachment.blocks, at: `/attachments/${index}/blocks` }]
      : [],
  );
  return [...own, ...attached];
}

/** docs.slack.dev/messaging/message-metadata: event_type with event_payload; or entities (Work Objects). */
function checkMetadata(metadata: unknown): readonly Violation[] {
  const refused: readonly Violation[] = [{ pointer: '/metadata', message: 'invalid_metadata_format' }];
  if (!isObject(metadata)) return refused;
  const { event_type: type, event_payload: payload, entities } = metadata;
  if (entities !== undefined && !Array.isArray(entities)) return refused;
  if (type === undefined && payload === undefined && entities !== undefined) return [];
  return typeof type === 'string' && type !== '' && isObject(payload) ? [] : refused;
}

/** The view of views.open, views.update, views.push or views.publish, or of a response_action; pointers start at it. */
export function checkView(view: Json, surface: 'modal' | 'home'): readonly Violation[] {
  const shape = surface === 'modal' ? MODAL : HOME;
  const found = [...check(view, object(shape), '', surface)];
  found.push(...checkTogether([{ blocks: view.blocks, at: '/blocks' }], surface));
  if (new TextEncoder().encode(JSON.stringify(view)).length > VIEW_BYTES_MAX) {
    found.push({ pointer: '', message: 'view_too_large' });
  }
  return found;
}

/** docs.slack.dev/reference/interaction-payloads/block_suggestion-payload: 100 options or option groups; none is legal. */
const SUGGESTIONS = object({
  may: { options: list(o.menuOption, 0, 100), option_groups: list(o.optionGroup, 0, 100) },
  rules: [exactlyOne('options', 'option_groups')],
});

export function checkOptions(answer: Json): readonly Violation[] {
  return check(answer, SUGGESTIONS, '', 'modal');
}
