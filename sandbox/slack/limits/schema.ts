/**
 * The words in which the tables of this folder are written. A table says what Slack accepts; check.ts reads it out.
 * Characters are Unicode code points: Slack's own `blocks.validate` takes a header of 150 emoji and refuses 151
 * (nicklambourne/slackblocks spec/CHANGELOG.md, 1.0.1 and "Align the contract with Slack's own validator").
 */
import type { Json } from '../types.ts';

export type Surface = 'message' | 'modal' | 'home';

export type Violation = {
  /** JSON pointer from the value that was checked; '' is that value itself. */
  readonly pointer: string;
  /** Slack's wording, or one of its error codes (`no_text`, `msg_too_long`, `view_too_large` …) where it has one. */
  readonly message: string;
};

/** What concerns several fields of one object. */
export type Rule = (object: Json, at: string) => readonly Violation[];

export type Format = { readonly fits: (text: string) => boolean; readonly says: string };

export type Kind =
  | { readonly is: 'text'; readonly min: number; readonly max: number; readonly format: Format | undefined }
  | { readonly is: 'choice'; readonly values: readonly (string | number)[] }
  | { readonly is: 'number'; readonly whole: boolean; readonly min: number; readonly max: number }
  | { readonly is: 'flag' }
  | { readonly is: 'list'; readonly of: Kind; readonly min: number; readonly max: number }
  /** An object without a `type` of its own: Slack refuses one there (CopilotKit/CopilotKit#6454). */
  | { readonly is: 'object'; readonly shape: Shape }
  /** An object that says with `type` which of these it is; without one it is `assumed`, where there is such a thing. */
  | { readonly is: 'typed'; readonly shapes: Shapes; readonly assumed: string | undefined };

export type Fields = Readonly<Record<string, Kind>>;

/** Every field not named in `needs` or `may` is refused: Slack's schema has `additionalProperties: false`. */
export type Shape = {
  readonly needs?: Fields;
  readonly may?: Fields;
  readonly rules?: readonly Rule[];
  /** Where it may stand; everywhere if absent. */
  readonly on?: readonly Surface[];
};

export type Shapes = Readonly<Record<string, Shape>>;

export const text = (min = 0, max = Number.POSITIVE_INFINITY, format?: Format): Kind => ({
  is: 'text',
  min,
  max,
  format,
});
export const choice = (...values: readonly (string | number)[]): Kind => ({ is: 'choice', values });
export const whole = (min: number, max = Number.POSITIVE_INFINITY): Kind => ({ is: 'number', whole: true, min, max });
export const decimal: Kind = {
  is: 'number',
  whole: false,
  min: Number.NEGATIVE_INFINITY,
  max: Number.POSITIVE_INFINITY,
};
export const flag: Kind = { is: 'flag' };
export const list = (of: Kind, min: number, max = Number.POSITIVE_INFINITY): Kind => ({ is: 'list', of, min, max });
export const object = (shape: Shape): Kind => ({ is: 'object', shape });
export const typed = (shapes: Shapes, assumed?: string): Kind => ({ is: 'typed', shapes, assumed });

/** The named entries of a table, as a list of what may stand in one place. */
export function pick(shapes: Shapes, ...names: readonly string[]): Shapes {
  return Object.fromEntries(
    names.map((name) => {
      const shape = shapes[name];
      if (shape === undefined) throw new Error(`no such type in the table: ${name}`);
      return [name, shape];
    }),
  );
}

export const characters = (value: string): number => Array.from(value).length;

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A value in a message: a string as it is, anything else as JSON. */
export const shown = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

export const arrayOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
