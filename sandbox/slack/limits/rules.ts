/** Rules over several fields of one object, and the formats of strings. */
import type { Json } from '../types.ts';
import type { Format, Rule, Violation } from './schema.ts';
import { arrayOf, characters, isObject } from './schema.ts';

const given = (value: unknown): boolean => value !== undefined && !(Array.isArray(value) && value.length === 0);

export const atLeastOne =
  (...names: readonly string[]): Rule =>
  (object, at) =>
    names.some((name) => given(object[name]))
      ? []
      : [{ pointer: at, message: `missing required field: ${names.join(' or ')}` }];

export const atMostOne =
  (...names: readonly string[]): Rule =>
  (object, at) =>
    names.filter((name) => object[name] !== undefined).length > 1
      ? [{ pointer: at, message: `only one of ${names.join(', ')} allowed` }]
      : [];

export const exactlyOne =
  (...names: readonly string[]): Rule =>
  (object, at) => {
    if (names.every((name) => object[name] === undefined)) {
      return [{ pointer: at, message: `missing required field: ${names.join(' or ')}` }];
    }
    return atMostOne(...names)(object, at);
  };

/** Equal as JSON; the order of the fields does not matter. */
const same = (a: unknown, b: unknown): boolean => canonical(a) === canonical(b);

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    isObject(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part,
  );
}

function optionsOf(menu: Json): readonly unknown[] {
  const grouped = arrayOf(menu.option_groups).flatMap((group) => (isObject(group) ? arrayOf(group.options) : []));
  return [...arrayOf(menu.options), ...grouped];
}

/** `initial_option` and each of `initial_options` is one of the options, field by field. */
export const initialIsAnOption: Rule = (menu, at) => {
  const options = optionsOf(menu);
  const unknown = (option: unknown): boolean => !options.some((other) => same(option, other));
  const message = 'must match one of the options';
  const found: Violation[] = [];
  const single = menu.initial_option;
  if (single !== undefined && unknown(single)) found.push({ pointer: `${at}/initial_option`, message });
  arrayOf(menu.initial_options).forEach((option, index) => {
    if (unknown(option)) found.push({ pointer: `${at}/initial_options/${index}`, message });
  });
  return found;
};

/** Numbers that travel as strings: `low` is not above `high`. */
export const ordered =
  (low: string, high: string): Rule =>
  (object, at) =>
    Number(object[low]) > Number(object[high])
      ? [{ pointer: `${at}/${low}`, message: `cannot be greater than ${high}` }]
      : [];

export const initialFitsMaxLength: Rule = (input, at) => {
  const { initial_value: value, max_length: max } = input;
  return typeof value === 'string' && typeof max === 'number' && characters(value) > max
    ? [{ pointer: `${at}/initial_value`, message: `must be less than ${max + 1} characters` }]
    : [];
};

export const unlessTrue =
  (name: string, condition: string): Rule =>
  (object, at) =>
    object[name] === true && object[condition] !== true
      ? [{ pointer: `${at}/${name}`, message: `requires ${condition}` }]
      : [];

export const DATE: Format = {
  fits: (text) => {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
    const date = new Date(`${text}T00:00:00Z`);
    // 2026-02-30 parses to March: only a day that exists comes back as it went in.
    return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
  },
  says: 'must be a valid date in the format YYYY-MM-DD',
};

export const TIME: Format = {
  fits: (text) => /^([01]\d|2[0-3]):[0-5]\d$/.test(text),
  says: 'must be a valid time in the format HH:mm',
};

export const NUMERAL: Format = { fits: (text) => /^-?\d+(\.\d+)?$/.test(text), says: 'must be a valid number' };

/** Slack's validator: `^F[A-Z0-9]{8,}$` (slackblocks spec/CHANGELOG.md). */
export const FILE_ID: Format = {
  fits: (text) => /^F[A-Z0-9]{8,}$/.test(text),
  says: 'must match the pattern ^F[A-Z0-9]{8,}$',
};

export const HTTPS: Format = { fits: (text) => text.startsWith('https://'), says: 'must be a valid https URL' };
