import { expect, it } from '@jest/globals';
import { createPace } from '../../src/delivery/pace.ts';
import { UNUSED } from '../support/unusedMessages.ts';

it('two messages for one receiver that reach their call at once make it one after the other', async () => {
  const clock = { now: () => new Date() };
  const sent: number[] = [];
  const slack = {
    channelOf: async () => 'D0LEAD',
    post: async () => `${sent.push(performance.now())}.0`,
    ...UNUSED,
  };
  const pace = createPace(200, clock);
  const named = (id: string) => ({ id, upTo: 1 });
  const shown = { text: 'A reminder', blocks: [] };
  await Promise.all([
    pace.inTurn(slack, 'T1:U1').post('D0LEAD', named('one'), shown),
    pace.inTurn(slack, 'T1:U1').post('D0LEAD', named('two'), shown),
    pace.inTurn(slack, 'T1:U2').post('D0OTHER', named('three'), shown),
  ]);
  const [first = 0, other = 0, second = 0] = sent;
  expect(other - first).toBeLessThan(second - first);
  expect(second - first).toBeGreaterThan(190);
});
