import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checkMessage, checkOptions, checkView } from '../../../../sandbox/slack/limits/check.ts';
import { BLOCKS } from '../../../../sandbox/slack/limits/compound.ts';
import { ELEMENTS } from '../../../../sandbox/slack/limits/elements.ts';
import { MENUS } from '../../../../sandbox/slack/limits/menus.ts';
import type { Fields } from '../../../../sandbox/slack/limits/schema.ts';
import type { Json } from '../../../../sandbox/slack/types.ts';

const shapes = { ...BLOCKS, ...ELEMENTS, ...MENUS };
const fields: Fields = Object.assign({}, ...Object.values(shapes).flatMap(({ needs, may }) => [needs, may]));

/** Values made of the words of Block Kit, put together without sense. */
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 6, withCrossShrink: true },
    fc.constantFrom<unknown>('x', '', 0, -1, true, null, undefined),
    fc.array(tie('value'), { maxLength: 3 }),
    fc
      .tuple(
        fc.constantFrom(...Object.keys(shapes), 'plain_text', 'mrkdwn', 'raw_text', 'pie', 'line'),
        fc.dictionary(fc.constantFrom(...Object.keys(fields), 'series', 'axis_config'), tie('value'), { maxKeys: 5 }),
      )
      .map(([type, parts]) => ({ ...parts, type })),
  ),
}));

describe('whatever an app sends', () => {
  test('it is judged, never an exception', () => {
    fc.assert(
      fc.property(value, value, (blocks, other) => {
        const args: Json = { blocks, text: other, attachments: other, metadata: other, options: blocks };
        for (const found of [
          checkMessage(args),
          checkView(args, 'modal'),
          checkView(args, 'home'),
          checkOptions(args),
        ]) {
          for (const violation of found) {
            expect(violation.pointer).toMatch(/^(\/[^/]+)*$/);
            expect(violation.message).not.toBe('');
          }
        }
      }),
      { numRuns: 500 },
    );
  });
});
