import { describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { createHomes, type HomesDeps } from '../../src/delivery/homes.ts';
import { aProject } from '../support/people.ts';

const log = pino({ level: 'silent' });
const reader = (userId: string) => ({ teamId: 'T1', userId });

/** Homes whose publishing ends when the test says so. */
function homesWith(fields: Partial<HomesDeps> = {}) {
  const published: string[] = [];
  const open: (() => void)[] = [];
  const homes = createHomes({
    book: { readersOf: async () => [reader('U1'), reader('U2')] },
    publish: ({ userId }, when) => {
      published.push(`${userId} ${when}`);
      return new Promise((resolve) => open.push(resolve));
    },
    log,
    ...fields,
  });
  const turn = async () => {
    for (let i = 0; i < 20; i++) await Promise.resolve();
  };
  const finishOne = async () => {
    open.shift()?.();
    await turn();
  };
  return { homes, published, turn, finishOne };
}

describe('Homes', () => {
  it('are published one call at a time each: what changes meanwhile is in one more', async () => {
    const { homes, published, finishOne } = homesWith();
    for (let i = 0; i < 5; i++) homes.refresh(reader('U1'));
    expect(published).toEqual(['U1 always']);
    await finishOne();
    expect(published).toEqual(['U1 always', 'U1 always']);
    await finishOne();
    expect(published).toHaveLength(2);
  });

  it('follow a change of their project only where they do not show it yet', async () => {
    const { homes, published, turn } = homesWith();
    homes.refreshOf(aProject());
    await turn();
    expect(published).toEqual(['U1 if-changed', 'U2 if-changed']);
  });

  it('are looked after once for each version of a project, whoever tells of it, and again where that failed', async () => {
    let looks = 0;
    const { homes, turn } = homesWith({
      book: {
        async readersOf() {
          looks += 1;
          if (looks === 1) throw new Error('away');
          return [];
        },
      },
    });
    for (const version of [1, 1, 1, 2, 1]) {
      homes.refreshOf(aProject({ version }));
      await turn();
    }
    expect(looks).toBe(3);
  });

  it('are drawn in any case for someone who opens theirs while a change waits', async () => {
    const { homes, published, turn, finishOne } = homesWith();
    homes.refreshOf(aProject());
    await turn();
    homes.refresh(reader('U1'));
    homes.refreshOf(aProject({ version: 2 }));
    await turn();
    await finishOne();
    expect(published.at(-1)).toBe('U1 always');
  });

  it('go a few at once, and all of them', async () => {
    const { homes, published, finishOne } = homesWith();
    for (let i = 1; i <= 10; i++) homes.refresh(reader(`U${i}`));
    expect(published).toHaveLength(4);
    for (let i = 0; i < 10; i++) await finishOne();
    expect(published).toHaveLength(10);
  });

  it('go on when one fails, or when the database is away', async () => {
    const done: string[] = [];
    const { homes, turn } = homesWith({
      book: {
        readersOf: async ({ id }) => (id === 'away' ? Promise.reject(new Error('away')) : [reader('U1'), reader('U2')]),
      },
      publish: async ({ userId }) => {
        if (userId === 'U1') throw new Error('no');
        done.push(userId);
      },
    });
    homes.refreshOf(aProject({ id: 'away' }));
    homes.refreshOf(aProject());
    await turn();
    expect(done).toEqual(['U2']);
  });

  it('end what is in hand, and begin nothing any more', async () => {
    const { homes, published, turn, finishOne } = homesWith();
    homes.refresh(reader('U1'));
    homes.refresh(reader('U1'));
    let stopped = false;
    const stop = homes.stop().finally(() => {
      stopped = true;
    });
    await turn();
    expect(stopped).toBe(false);
    await finishOne();
    await stop;
    homes.refresh(reader('U2'));
    homes.refreshOf(aProject());
    await turn();
    expect(published).toEqual(['U1 always']);
  });
});
