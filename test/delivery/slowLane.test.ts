import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Connection } from 'mongoose';
import { pino } from 'pino';
import { createDelivery } from '../../src/delivery/delivery.ts';
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

const at = new Date('2026-11-23T09:00:00Z');

/** A delivery whose posts end when the test says so; what is owed to a person who was not posted to before. */
function started(whenGivenBack: () => Promise<void> = async () => {}) {
  const store = storeOn(connection);
  const posted: string[] = [];
  const endings = new Map<string, () => void>();
  const delivery = createDelivery({
    outbox: {
      ...store.outbox,
      async releaseLane(...left) {
        const isEmpty = await store.outbox.releaseLane(...left);
        await whenGivenBack();
        return isEmpty;
      },
    },
    store,
    messages: {
      channelOf: async (to) => ('userId' in to ? to.userId : to.channelId),
      async post(channelId) {
        posted.push(channelId);
        await new Promise<void>((resolve) => endings.set(channelId, resolve));
        return `${posted.length}.0`;
      },
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
    paceMs: 0,
    random: () => 0,
  });
  async function owe(userId: string): Promise<void> {
    const id = store.newId();
    await store.save({
      project: aProject({ id, channelId: `C${id}` }),
      milestones: [],
      changes: [],
      notices: [{ kind: 'parked', to: { userId }, receiver: { channelId: `C${id}` }, reason: 'is_archived' }],
      at,
      requestId: `owe:${id}`,
    });
    delivery.wake();
  }
  const until = async (isSo: () => boolean) => {
    while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5));
  };
  return { delivery, posted, owe, until, end: (channelId: string) => endings.get(channelId)?.() };
}

it('a call that Slack does not answer keeps no other lane waiting, nor one that is queued meanwhile', async () => {
  const { delivery, posted, owe, until, end } = started();
  await owe('USLOW');
  await until(() => posted.includes('USLOW'));
  await owe('UOTHER');
  await until(() => posted.includes('UOTHER'));
  end('UOTHER');
  await owe('UTHIRD');
  await until(() => posted.includes('UTHIRD'));
  // What is queued for the one in hand follows it.
  await owe('USLOW');
  end('USLOW');
  await until(() => posted.filter((userId) => userId === 'USLOW').length === 2);
  for (const userId of ['USLOW', 'UTHIRD']) end(userId);
  await delivery.stop();
  expect(posted).toEqual(['USLOW', 'UOTHER', 'UTHIRD', 'USLOW']);
});

it('what is queued for a lane in the moment it is given back empty needs no other wake-up', async () => {
  let times = 0;
  const { delivery, posted, owe, until, end } = started(async () => {
    times += 1;
    if (times > 1) return;
    await owe('UBUSY');
    // As long as a look takes.
    await new Promise((resolve) => setTimeout(resolve, 50));
  });
  await owe('UBUSY');
  await until(() => posted.length === 1);
  end('UBUSY');
  await until(() => posted.length === 2);
  end('UBUSY');
  await delivery.stop();
});
