import { expect, it } from '@jest/globals';
import { yieldToEventLoop } from '../../src/platform/yieldToEventLoop.ts';

it('spreads what many do at once over turns of the event loop, in the order asked', async () => {
  const order: string[] = [];
  const work = Array.from({ length: 10 }, (_, index) => yieldToEventLoop().then(() => order.push(`work ${index}`)));
  // What came in meanwhile has its turn between.
  setImmediate(() => order.push('came in'));
  await Promise.all(work);
  expect(order.indexOf('came in')).toBeLessThan(order.indexOf('work 9'));
  expect(order.filter((each) => each !== 'came in')).toEqual(work.map((_, index) => `work ${index}`));
});
