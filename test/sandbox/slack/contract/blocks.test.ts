import { describe, expect, it } from '@jest/globals';
import { call } from './slack.ts';

const wrong = { type: 'section', text: { type: 'invalid', text: 'x' } };
const right = { type: 'section', text: { type: 'mrkdwn', text: 'x' } };

/** docs.slack.dev/reference/methods/blocks.validate */
describe('blocks.validate', () => {
  it.each([
    ['blocks', { blocks: [right] }],
    ['a message', { message: { text: 'x', blocks: [right] } }],
    ['a view', { view: { type: 'home', blocks: [right] } }],
  ])('takes %s', async (_what, args) => {
    expect(await call('blocks.validate', args)).toMatchObject({ ok: true });
  });

  it('says what is wrong and where', async () => {
    expect(await call('blocks.validate', { blocks: [wrong] })).toMatchObject({
      ok: false,
      error: 'invalid_blocks',
      errors: [{ code: 'failed_constraint', message: 'unsupported type: invalid', pointer: '/0/text/type' }],
    });
    expect(await call('blocks.validate', { message: { blocks: [wrong] } })).toMatchObject({
      errors: [{ pointer: '/blocks/0/text/type' }],
    });
    expect(await call('blocks.validate', { view: { type: 'home', blocks: [wrong] } })).toMatchObject({
      errors: [{ pointer: '/blocks/0/text/type' }],
    });
  });

  it.each([
    ['nothing', {}],
    ['two things', { blocks: [right], view: { type: 'home', blocks: [] } }],
  ])('refuses %s', async (_what, args) => {
    expect(await call('blocks.validate', args)).toMatchObject({ ok: false, error: 'invalid_arguments' });
  });
});
