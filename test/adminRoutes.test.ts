import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from '@jest/globals';
import { adminRoutes } from '../src/adminRoutes.ts';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

async function serve(readiness: Parameters<typeof adminRoutes>[0], now: () => number) {
  const routes = adminRoutes(readiness, { contentType: 'text/plain', text: async () => 'metric 1' }, now);
  const server = createServer((request, response) => void routes.get(request.url ?? '')?.(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => server.close());
  const { port } = server.address() as AddressInfo;
  return async (path: string) => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`);
    return `${answer.status} ${(await answer.text()).trim()}`;
  };
}

it('asks once a second, however many want to know', async () => {
  let time = 0;
  let asked = 0;
  const ask = await serve(
    async () => {
      asked += 1;
      return { ready: asked > 1, words: `asked ${asked}` };
    },
    () => time,
  );
  const answers = await Promise.all(Array.from({ length: 50 }, () => ask('/readyz')));
  expect(new Set(answers)).toEqual(new Set(['503 asked 1']));
  time = 999;
  expect(await ask('/readyz')).toBe('503 asked 1');
  time = 1_000;
  expect(await ask('/readyz')).toBe('200 asked 2');
  expect(asked).toBe(2);
});
