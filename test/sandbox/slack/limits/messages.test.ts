import { describe, expect, test } from '@jest/globals';
import { checkMessage } from '../../../../sandbox/slack/limits/check.ts';
import type { Json } from '../../../../sandbox/slack/types.ts';
import { chars, inMessage, limits, many, plain, section } from './samples.ts';

const divider: Json = { type: 'divider' };
const pie: Json = {
  type: 'data_visualization',
  title: 'x',
  chart: { type: 'pie', segments: [{ label: 'x', value: 1 }] },
};

describe('a message', () => {
  limits(checkMessage, [
    ['text 40,000', { text: chars(40_000) }, { text: chars(40_001) }, '/text', 'msg_too_long'],
    ['text is a string', { text: 'x' }, { text: 7 }, '/text', 'must provide a string'],
    [
      'markdown_text 12,000',
      { markdown_text: chars(12_000) },
      { markdown_text: chars(12_001) },
      '/markdown_text',
      'must be less than 12001 characters',
    ],
    [
      'markdown_text without text',
      { markdown_text: 'x' },
      { markdown_text: 'x', text: 'x' },
      '/markdown_text',
      'markdown_text_conflict',
    ],
    [
      'markdown_text without blocks',
      { markdown_text: 'x' },
      { markdown_text: 'x', blocks: [] },
      '/markdown_text',
      'markdown_text_conflict',
    ],
    [
      '50 blocks',
      { blocks: many(50, () => divider) },
      { blocks: many(51, () => divider) },
      '/blocks',
      'no more than 50 items allowed',
    ],
    [
      '100 attachments',
      { text: 'x', attachments: many(100, () => ({})) },
      { text: 'x', attachments: many(101, () => ({})) },
      '/attachments',
      'too_many_attachments',
    ],
    [
      'says something',
      { text: 'x', channel: 'C1', thread_ts: '1.2' },
      { text: '', blocks: [], channel: 'C1' },
      '',
      'no_text',
    ],
    ['says something, or goes', { delete_original: true }, { replace_original: true }, '', 'no_text'],
    [
      'metadata: type and payload',
      { text: 'x', metadata: { event_type: 'a', event_payload: {} } },
      { text: 'x', metadata: { event_type: 'a' } },
      '/metadata',
      'invalid_metadata_format',
    ],
    [
      'metadata: payload is an object',
      { text: 'x', metadata: { entities: [] } },
      { text: 'x', metadata: { event_type: 'a', event_payload: [] } },
      '/metadata',
      'invalid_metadata_format',
    ],
    [
      'metadata: is an object',
      { text: 'x', metadata: { event_type: 'a', event_payload: { k: 1 } } },
      { text: 'x', metadata: 'a' },
      '/metadata',
      'invalid_metadata_format',
    ],
    ['blocks is a list', { text: 'x', blocks: [] }, { text: 'x', blocks: {} }, '/blocks', 'must provide an array'],
    ['2 charts', { blocks: [pie, pie] }, { blocks: [pie, pie, pie] }, '/blocks/2', 'no more than 2 items allowed'],
  ]);

  test('chat.update takes 4,000 characters of text', () => {
    const update = { method: 'chat.update' };
    expect(checkMessage({ text: chars(4000) }, update)).toEqual([]);
    expect(checkMessage({ text: chars(4001) }, update)).toEqual([{ pointer: '/text', message: 'msg_too_long' }]);
    expect(checkMessage({ text: chars(4001) }, { method: 'chat.postMessage' })).toEqual([]);
  });

  test('12,000 characters in all its blocks', () => {
    const parts = many(4, () => section(chars(2990)));
    expect(inMessage(...parts, { type: 'header', text: plain(chars(40)) })).toEqual([]);
    expect(inMessage(...parts, { type: 'header', text: plain(chars(41)) })).toEqual([
      { pointer: '/blocks', message: 'msg_blocks_too_long' },
    ]);
  });

  test('a data table counts by itself', () => {
    const cell = (text: string) => [{ type: 'raw_text', text }];
    const table = { type: 'data_table', caption: 'x', rows: [cell('x'), cell(chars(15_000))] };
    expect(inMessage(table, section(chars(2990)))).toEqual([]);
  });

  test('12,000 characters in a markdown block', () => {
    expect(inMessage({ type: 'markdown', text: chars(12_000) })).toEqual([]);
    expect(inMessage({ type: 'markdown', text: chars(12_001) })).toEqual([
      { pointer: '/blocks/0/text', message: 'must be less than 12001 characters' },
      { pointer: '/blocks', message: 'msg_blocks_too_long' },
    ]);
  });

  test('an action_id is one per child of a container', () => {
    const child = { type: 'actions', elements: [{ type: 'button', text: plain('Go'), action_id: 'go' }] };
    const twice = { type: 'actions', elements: [...child.elements, ...child.elements] };
    const container = (...children: Json[]): Json => ({ type: 'container', title: plain('x'), child_blocks: children });
    expect(inMessage(container(child, child))).toEqual([]);
    expect(inMessage(container(child, twice))).toEqual([
      { pointer: '/blocks/0/child_blocks/1/elements/1/action_id', message: 'action_id already exists: go' },
    ]);
  });

  test('blocks in attachments', () => {
    const args = (...blocks: Json[]): Json => ({
      text: 'x',
      blocks: [section()],
      attachments: [{ color: 'good', blocks }],
    });
    expect(checkMessage(args(section()))).toEqual([]);
    expect(checkMessage(args(section('')))).toEqual([
      { pointer: '/attachments/0/blocks/0/text/text', message: 'must be more than 0 characters' },
    ]);
  });

  test('a block_id stands once, attachments included', () => {
    const block = { ...section(), block_id: 'a' };
    expect(checkMessage({ blocks: [block], attachments: [{ blocks: [block] }] })).toEqual([
      { pointer: '/attachments/0/blocks/0/block_id', message: 'block_id already exists: a' },
    ]);
  });

  test('the argument is left as it was', () => {
    const args = Object.freeze({ text: 'x', blocks: Object.freeze([Object.freeze(section())]) });
    expect(checkMessage(args)).toEqual([]);
  });
});
