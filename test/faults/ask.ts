import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { TEAM } from '../../sandbox/cast.ts';
import { signedHeaders } from '../../sandbox/sign.ts';
import { SIGNING_SECRET, type World } from './world.ts';

/** Longer than anyone waits, and shorter than the test. */
const ANSWER_MS = 20_000;

/** What an expert is answered to `/milestone …`, and after how many milliseconds: at an address of this command alone. */
export async function answerTo(
  { apps, channels }: World,
  text: string,
): Promise<{ readonly words: string; readonly ms: number }> {
  const answers = createServer();
  await new Promise<void>((resolve) => answers.listen(0, '127.0.0.1', resolve));
  const answered = new Promise<string>((resolve, reject) => {
    setTimeout(() => reject(new Error(`No answer to ${text}`)), ANSWER_MS).unref();
    answers.on('request', async (request, response) => {
      let body = '';
      for await (const chunk of request) body += String(chunk);
      response.end('ok');
      resolve(String((JSON.parse(body) as { text?: unknown }).text));
    });
  });
  const raw = new URLSearchParams({
    command: '/milestone',
    text,
    team_id: TEAM.id,
    channel_id: channels[0] ?? '',
    user_id: 'U0LEAD',
    trigger_id: randomUUID(),
    response_url: `http://127.0.0.1:${(answers.address() as AddressInfo).port}/`,
  }).toString();
  const began = performance.now();
  const { status } = await fetch(`http://127.0.0.1:${apps[0]?.port}/slack/events`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      ...signedHeaders(SIGNING_SECRET, raw, Date.now()),
    },
    body: raw,
  });
  if (status !== 200) throw new Error(`${text} was acknowledged with ${status}`);
  const words = await answered.finally(() => answers.close());
  return { words, ms: Math.round(performance.now() - began) };
}
