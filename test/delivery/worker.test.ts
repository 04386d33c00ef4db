import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Connection } from 'mongoose';
import { pino } from 'pino';
import type { Subscriptions } from '../../src/delivery/subscription.ts';
import { createDelivery } from '../../src/delivery/worker.ts';
import { wakesOf } from '../../src/history/audience.ts';
import { storeOn } from '../../src/store.ts';
import { freshConnection } from '../support/database.ts';
import { AT, aLogged, aNoticeTo, anEntry } from '../support/entries.ts';
import { aProject } from '../support/people.ts';
import { UNUSED } from '../support/unusedMessages.ts';

let connection: Connection;
let drop: () => Promise<void>;
beforeAll(async () => {
  ({ connection, drop } = await freshConnection());
  await storeOn(connection).prepare();
});
afterAll(() => drop());

/** A delivery whose posts end when the test says so, or at once. */
function started(over: Partial<Subscriptions> = {}, isQuick = false, giveUpMs = 60_000) {
  const store = storeOn(connection);
  const posted: string[] = [];
  const endings = new Map<string, () => void>();
  let tokens = 0;
  const delivery = createDelivery({
    subscriptions: { ...store.subscriptions, ...over },
    store,
    messages: {
      channelOf: async (to) => ('userId' in to ? to.userId : to.channelId),
      async post(channelId) {
        posted.push(channelId);
        if (isQuick) return `${posted.length}.0`;
        await new Promise<void>((resolve) => endings.set(channelId, resolve));
        return `${posted.length}.0`;
      },
      ...UNUSED,
    },
    homes: { publish: async () => [] },
    clock: { now: () => AT },
    log: pino({ level: 'silent' }),
    newToken: () => `token ${++tokens}`,
    adminUserIds: [],
    isLetIn: async () => 'yes' as const,
    lateMs: 0,
    watch: { finished: () => undefined, failed: () => undefined },
    isDatabaseAway: () => false,
    paceMs: 0,
    random: () => 0,
    giveUpMs,
  });
  const projects = new Map<string, ReturnType<typeof aProject>>();
  async function notify(userId: string): Promise<void> {
    const id = projects.get(userId)?.id ?? store.newId();
    const version = (projects.get(userId)?.version ?? 0) + 1;
    const project = aProject({ id, channelId: `C${id}`, version });
    projects.set(userId, project);
    await store.save(aLogged(project, { ...aNoticeTo(userId, project), id: store.newId() }));
    delivery.wake();
  }
  const until = async (isSo: () => boolean) => {
    while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5));
  };
  return { store, delivery, posted, notify, until, end: (channelId: string) => endings.get(channelId)?.() };
}

it('a look that the database never answers is given up, and so is a claim', async () => {
  let lost = 0;
  const never = () => {
    lost += 1;
    return new Promise<never>(() => undefined);
  };
  const { subscriptions } = storeOn(connection);
  const { delivery, notify, posted, until } = started(
    {
      soonest: (...args) => (lost === 0 ? never() : subscriptions.soonest(...args)),
      claim: (...args) => (lost === 1 ? never() : subscriptions.claim(...args)),
    },
    true,
    100,
  );
  await notify('ULOST');
  while (!posted.includes('ULOST')) {
    delivery.wake();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await until(() => lost >= 2);
  await delivery.stop();
});

it('a call that Slack does not answer keeps no other reader waiting, nor one that is woken meanwhile', async () => {
  const { delivery, posted, notify, until, end } = started();
  await notify('USLOW');
  await until(() => posted.includes('USLOW'));
  await notify('UOTHER');
  await until(() => posted.includes('UOTHER'));
  end('UOTHER');
  await notify('UTHIRD');
  await until(() => posted.includes('UTHIRD'));
  // An entry for the reader in hand follows its message.
  await notify('USLOW');
  end('USLOW');
  await until(() => posted.filter((userId) => userId === 'USLOW').length === 2);
  for (const userId of ['USLOW', 'UTHIRD']) end(userId);
  await delivery.stop();
  expect(posted).toEqual(['USLOW', 'UOTHER', 'UTHIRD', 'USLOW']);
});

it('an entry that is saved in the moment its reader is given back needs no other wake-up', async () => {
  let times = 0;
  const { store, delivery, posted, notify, until, end } = started({
    async advance(...given) {
      const isIdle = await store.subscriptions.advance(...given);
      times += 1;
      if (times > 1) return isIdle;
      await notify('UBUSY');
      // As long as a look takes.
      await new Promise((resolve) => setTimeout(resolve, 50));
      return isIdle;
    },
  });
  await notify('UBUSY');
  await until(() => posted.length === 1);
  end('UBUSY');
  await until(() => posted.length === 2);
  end('UBUSY');
  await delivery.stop();
});

it('a board that the project, as it was saved, does not know of yet is edited, and not posted again', async () => {
  const { store, delivery, posted, until } = started({}, true);
  const first = aProject({ id: store.newId(), channelId: 'CBOARD' });
  const at = (project: typeof first) =>
    aLogged(project, { ...anEntry(project, { kind: 'milestones-opened' }), id: store.newId() });
  const rest = async () => {
    const busy = { projectId: first.id, pending: true };
    while ((await connection.collection('subscriptions').countDocuments(busy)) > 0);
  };
  for (const project of [first, { ...first, version: 2 }]) {
    const changeSet = at(project);
    await store.save(changeSet);
    delivery.saved(wakesOf(changeSet), { project, entries: changeSet.changes });
    await until(() => posted.length > 0);
    await rest();
  }
  await delivery.stop();
  // The board, and an update for each.
  expect(posted).toEqual(['CBOARD', 'CBOARD', 'CBOARD']);
  expect((await store.projectById(first.id))?.boardTs).toBeDefined();
});
