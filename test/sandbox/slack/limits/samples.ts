import { expect, test } from '@jest/globals';
import type { Violation } from '../../../../sandbox/slack/limits/check.ts';
import { checkMessage, checkView } from '../../../../sandbox/slack/limits/check.ts';
import type { Json } from '../../../../sandbox/slack/types.ts';

export const chars = (count: number): string => 'x'.repeat(count);
export const many = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i));
export const plain = (text: string): Json => ({ type: 'plain_text', text });
export const mrkdwn = (text: string): Json => ({ type: 'mrkdwn', text });
export const section = (text = 'Text'): Json => ({ type: 'section', text: mrkdwn(text) });
export const button = (more: Json = {}): Json => ({ type: 'button', text: plain('Go'), ...more });
export const option = (index = 0, more: Json = {}): Json => ({
  text: plain(`Option ${index}`),
  value: `${index}`,
  ...more,
});
export const options = (count: number): Json[] => many(count, (index) => option(index));
export const image = (more: Json = {}): Json => ({
  type: 'image',
  image_url: 'https://example.com/a.png',
  alt_text: 'A',
  ...more,
});
export const actions = (...elements: Json[]): Json => ({ type: 'actions', elements });
export const input = (element: Json, more: Json = {}): Json => ({
  type: 'input',
  label: plain('Label'),
  element,
  ...more,
});
export const richText = (text = 'Text'): Json => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }],
});
export const modal = (blocks: Json[], more: Json = {}): Json => ({
  type: 'modal',
  title: plain('Title'),
  submit: plain('Save'),
  blocks,
  ...more,
});
export const home = (blocks: Json[], more: Json = {}): Json => ({ type: 'home', blocks, ...more });

export const inMessage = (...blocks: Json[]): readonly Violation[] => checkMessage({ text: 'Text', blocks });
export const inModal = (...blocks: Json[]): readonly Violation[] => checkView(modal(blocks), 'modal');
export const inHome = (...blocks: Json[]): readonly Violation[] => checkView(home(blocks), 'home');

/** Name; what is just allowed; what is just not; where and why Slack refuses it. */
export type Case<T = Json> = readonly [what: string, allowed: T, refused: T, pointer: string, message: string];

/** For every limit: what stands at it passes, what goes over it is refused at the right place, for this reason alone. */
export function limits<T>(check: (value: T) => readonly Violation[], cases: readonly Case<T>[]): void {
  test.each(cases)('%s', (_what, allowed, refused, pointer, message) => {
    expect(check(allowed)).toEqual([]);
    expect(check(refused)).toEqual([{ pointer, message }]);
  });
}

/** A string of at most `max` characters. */
export const length = (what: string, make: (value: string) => Json, max: number, pointer: string): Case => [
  `${what}: ${max} characters`,
  make(chars(max)),
  make(chars(max + 1)),
  pointer,
  `must be less than ${max + 1} characters`,
];

/** A list of at least 1 and at most `max` items. */
export const items = (what: string, make: (count: number) => Json, max: number, pointer: string): readonly Case[] => [
  [`${what}: ${max}`, make(max), make(max + 1), pointer, `no more than ${max} items allowed`],
  [`${what}: at least 1`, make(1), make(0), pointer, 'no less than 1 items allowed'],
];

/** A number from `min` to `max`. */
export const range = (
  what: string,
  make: (value: number) => Json,
  min: number,
  max: number,
  pointer: string,
): readonly Case[] => [
  [`${what}: from ${min}`, make(min), make(min - 1), pointer, `must be greater than ${min - 1}`],
  [`${what}: up to ${max}`, make(max), make(max + 1), pointer, `must be less than ${max + 1}`],
];

/** Any other value of which one is allowed and another is not. */
export const value = <V, W>(
  what: string,
  make: (part: V | W) => Json,
  [allowed, refused]: readonly [V, W],
  pointer: string,
  message: string,
): Case => [what, make(allowed), make(refused), pointer, message];
