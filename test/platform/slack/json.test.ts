import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { parseJson } from '../../../src/platform/slack/json.ts';

describe('reading JSON', () => {
  it('gives what JSON.parse gives, whatever strings hold', () => {
    const text = fc.oneof(fc.string(), fc.stringMatching(/^[\\"[\]{},:]*$/));
    const value = fc.letrec((tie) => ({
      any: fc.oneof(
        { maxDepth: 5 },
        text,
        fc.jsonValue(),
        fc.array(tie('any'), { maxLength: 4 }),
        fc.dictionary(text, tie('any'), { maxKeys: 4, noNullPrototype: true }),
      ),
    })).any;
    fc.assert(
      fc.property(value, (any) => {
        const json = JSON.stringify(any);
        expect(parseJson(json)).toEqual(JSON.parse(json));
      }),
    );
  });

  it('gives nothing where there is no JSON', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        let isJson = true;
        try {
          JSON.parse(text);
        } catch {
          isJson = false;
        }
        if (!isJson) expect(parseJson(text)).toBeUndefined();
      }),
    );
  });

  const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
  const list = (length: number) => `[${Array(length).fill('1').join()}]`;
  it.each([
    ['100 levels', nested(100), true],
    ['101 levels', nested(101), false],
    ['10,000 items', list(10_000), true],
    ['10,001 items', list(10_001), false],
    ['10,000 empty lists', `[${Array(10_000).fill('[]').join()}]`, false],
    ['brackets and commas in a string', JSON.stringify('[,'.repeat(50_000)), true],
    ['a string that does not end', `"${'[,'.repeat(50_000)}`, false],
    ['an escaped quotation mark before brackets', JSON.stringify(`"${'['.repeat(200)}`), true],
    ['an escaped backslash before brackets', `["\\\\",${nested(200)}]`, false],
  ])('of %s: %#', (_, text, isRead) => expect(parseJson(text) !== undefined).toBe(isRead));
});
