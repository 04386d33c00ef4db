import { describe, expect, it } from '@jest/globals';
import { ErrorCode } from '@slack/web-api';
import { pino } from 'pino';
import { createHomes, type HomesDeps } from '../../src/home/publishHomes.ts';

const log = pino({ level: 'silent' });
const reader = (userId: string) => ({ teamId: 'T1', userId });
const turn = async () => {
  for (let i = 0; i < 20; i++) await Promise.resolve();
};

/** Homes whose publishing ends when the test says so. */
function homesWith(fields: Partial<HomesDeps> = {}) {
  const published: string[] = [];
  const open: (() => void)[] = [];
  const waits: number[] = [];
  const homes = createHomes({
    publish({ userId }, when) {
      published.push(`${userId} ${when}`);
      return new Promise((resolve) => open.push(() => resolve(['atlas'])));
    },
    wait: async (ms) => void waits.push(ms),
    log,
    ...fields,
  });
  const finishOne = async () => {
    open.shift()?.();
    await turn();
  };
  return { homes, published, waits, finishOne };
}

const rateLimited = (retryAfter: number) =>
  Object.assign(new Error('ratelimited'), { code: ErrorCode.RateLimitedError, retryAfter });

describe('a Home', () => {
  it('is published by one call at a time: whatever changes meanwhile is in one more', async () => {
    const { homes, published, finishOne } = homesWith();
    const first = homes.refresh(reader('U1'));
    await turn();
    const refreshed = Promise.all([first, ...[1, 2, 3, 4].map(() => homes.refresh(reader('U1')))]);
    await turn();
    expect(published).toEqual(['U1 always']);
    await finishOne();
    expect(published).toEqual(['U1 always', 'U1 always']);
    await finishOne();
    await refreshed;
    expect(published).toHaveLength(2);
  });

  it('keeps no other waiting, and gives the projects in it', async () => {
    const { homes, published, finishOne } = homesWith();
    const first = homes.publish(reader('U1'), 'if-changed');
    const second = homes.publish(reader('U2'), 'if-changed');
    await turn();
    expect(published).toEqual(['U1 if-changed', 'U2 if-changed']);
    await finishOne();
    await finishOne();
    expect(await Promise.all([first, second])).toEqual([['atlas'], ['atlas']]);
  });

  it('has its turn also where the one before failed; the delivery hears of it', async () => {
    let calls = 0;
    const { homes } = homesWith({
      async publish() {
        calls += 1;
        if (calls === 1) throw new Error('no');
        return [];
      },
    });
    const first = homes.publish(reader('U1'), 'if-changed');
    const second = homes.publish(reader('U1'), 'if-changed');
    await expect(first).rejects.toThrow('no');
    expect(await second).toEqual([]);
  });

  it('that someone looks at is tried again when Slack says, a few times', async () => {
    let calls = 0;
    const { homes, waits } = homesWith({
      async publish() {
        calls += 1;
        throw rateLimited(2);
      },
    });
    await homes.refresh(reader('U1'));
    expect({ calls, waits }).toEqual({ calls: 3, waits: [2_000, 2_000] });
  });

  it('is given up where Slack asks for longer than anybody looks, or refuses it', async () => {
    for (const error of [rateLimited(3_000), new Error('no')]) {
      let calls = 0;
      const { homes, waits } = homesWith({
        async publish() {
          calls += 1;
          throw error;
        },
      });
      await homes.refresh(reader('U1'));
      expect({ calls, waits }).toEqual({ calls: 1, waits: [] });
    }
  });
});
