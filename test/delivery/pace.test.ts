import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Connection } from 'mongoose';
import { pino } from 'pino';
import { createDelivery } from '../../src/delivery/delivery.ts';
import { createPace } from '../../src/delivery/pace.ts';
import { storeOn } from '../../src/store/store.ts';
import { freshConnection } from '../support/database.ts';
import { aProject } from '../support/people.ts';
import { UNUSED } from '../support/unusedMessages.ts';

let connection: Connection;
let drop: () => Promise<void>;
beforeAll(async () => {
  ({ connection, drop } = await freshConnection());
  await storeOn(connection).prepare();
});
afterAll(() => drop());

it('a lane that was emptied is for no process before its receiver may get the next post', async () => {
  const store = storeOn(connection);
  const at = new Date('2026-11-23T09:00:00Z');
  const after = (ms: number) => new Date(at.getTime() + ms);
  const project = aProject({ id: store.newId(), channelId: 'CPACE' });
  const owe = (version: number) =>
    store.save({
      project: { ...project, version },
      milestones: [],
      changes: [],
      notices: [{ kind: 'parked', to: { userId: 'U0ADMIN' }, receiver: { channelId: 'CPACE' }, reason: 'is_archived' }],
      at,
      requestId: `pace:${version}`,
    });
  const claimed = (now: Date) => store.outbox.claimLane('T1:U0ADMIN', now, 'another', after(60_000));
  await owe(1);
  const posted: string[] = [];
  const delivery = createDelivery({
    outbox: store.outbox,
    store,
    messages: {
      channelOf: async () => 'D0ADMIN',
      post: async (channelId) => `${posted.push(channelId)}.0`,
      ...UNUSED,
    },
    homes: { refreshOf: () => undefined },
    clock: { now: () => at },
    log: pino({ level: 'silent' }),
    owner: 'one',
    adminUserIds: [],
    lateMs: 0,
    watch: { finished: () => undefined, failed: () => undefined },
    isDatabaseAway: () => false,
    paceMs: 1_000,
    random: () => 0,
  });
  delivery.wake();
  while ((await connection.collection('lanes').countDocuments({ pending: true })) > 0);
  await delivery.stop();
  expect(posted).toEqual(['D0ADMIN']);
  await owe(2);
  expect(await claimed(after(999))).toBe(false);
  expect(await claimed(after(1_000))).toBe(true);
});

it('two lanes that reach their call at once make it one after the other', async () => {
  const clock = { now: () => new Date() };
  const sent: number[] = [];
  const slack = {
    channelOf: async () => 'D0LEAD',
    post: async () => `${sent.push(performance.now())}.0`,
    ...UNUSED,
  };
  const pace = createPace(200, clock);
  const shown = { text: 'A reminder', blocks: [] };
  await Promise.all([
    pace.inTurn(slack, 'T1:U1').post('D0LEAD', 'one', shown),
    pace.inTurn(slack, 'T1:U1').post('D0LEAD', 'two', shown),
    pace.inTurn(slack, 'T1:U2').post('D0OTHER', 'three', shown),
  ]);
  const [first = 0, other = 0, second = 0] = sent;
  expect(other - first).toBeLessThan(second - first);
  expect(second - first).toBeGreaterThan(190);
});
