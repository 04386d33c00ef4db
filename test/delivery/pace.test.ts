import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Connection } from 'mongoose';
import { pino } from 'pino';
import { createDelivery } from '../../src/delivery/delivery.ts';
import { createPace } from '../../src/delivery/pace.ts';
import { storeOn } from '../../src/store/store.ts';
import { freshConnection } from '../support/database.ts';
import { aProject } from '../support/people.ts';

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
  const nothing = async () => undefined;
  await owe(1);
  const posted: string[] = [];
  const delivery = createDelivery({
    outbox: store.outbox,
    store,
    messages: {
      channelOf: async () => 'D0ADMIN',
      post: async (channelId) => `${posted.push(channelId)}.0`,
      edit: nothing,
      find: nothing,
      permalink: nothing,
      pin: nothing,
      unpin: nothing,
      remove: nothing,
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
  expect(await claimed(after(999))).toBeUndefined();
  expect(await claimed(after(1_000))).toMatchObject({ to: { userId: 'U0ADMIN' } });
});

it('a turn is no other lane’s while it lasts, however long Slack takes', () => {
  const pace = createPace(1_000);
  const at = (ms: number) => new Date(ms);
  expect(pace.take('U1', 'one', at(0))).toBe(0);
  expect(pace.take('U1', 'other', at(5_000))).toBe(1_000);
  expect(pace.take('U2', 'third', at(5_000))).toBe(0);
  pace.ended('U1', 'other');
  expect(pace.take('U1', 'other', at(5_500))).toBe(1_000);
  pace.posted('U1', at(6_000));
  pace.ended('U1', 'one');
  expect(pace.take('U1', 'other', at(6_400))).toBe(600);
  expect(pace.take('U1', 'other', at(7_000))).toBe(0);
});
