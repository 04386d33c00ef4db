import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { slowAnswer } from '../../blocks/shared/answers.ts';
import { TEAM } from '../../sandbox/milepost/cast.ts';
import { signedHeaders } from '../../sandbox/slack/deliver/sign.ts';
import { SIGNING_SECRET, type World } from './world.ts';

/** Longer than anyone waits, and shorter than the test. */
const ANSWER_MS = 20_000;

const isPatienceAsked = (words: string | undefined) => words === slowAnswer().text;

type Answer = { readonly words: string; readonly ms: number };

/** What an expert is answered to `/milestone …`, and after how many milliseconds: at an address of this command alone. */
export async function answerTo(world: World, text: string): Promise<Answer> {
  const { close, last, words, ms } = await answersTo(world, text);
  const until = performance.now() + ANSWER_MS;
  // On a busy machine the app may first ask for patience.
  while (isPatienceAsked(last()) && performance.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  close();
  return { words: last() ?? words, ms };
}

/** The first answer, and what was said last so far: the app may first say that it does not know yet. */
export async function answersTo(
  { apps, channels, now }: World,
  text: string,
): Promise<Answer & { readonly last: () => string | undefined; readonly close: () => void }> {
  const answers = createServer();
  const heard: string[] = [];
  await new Promise<void>((resolve) => answers.listen(0, '127.0.0.1', resolve));
  const answered = new Promise<string>((resolve, reject) => {
    setTimeout(() => reject(new Error(`No answer to ${text}`)), ANSWER_MS).unref();
    answers.on('request', async (request, response) => {
      let body = '';
      for await (const chunk of request) body += String(chunk);
      response.end('ok');
      heard.push(String((JSON.parse(body) as { text?: unknown }).text));
      resolve(heard[0] ?? '');
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
      ...signedHeaders(SIGNING_SECRET, raw, now()),
    },
    body: raw,
  });
  if (status !== 200) throw new Error(`${text} was acknowledged with ${status}`);
  const close = () => void answers.close();
  try {
    const words = await answered;
    return { words, ms: Math.round(performance.now() - began), last: () => heard.at(-1), close };
  } catch (error) {
    close();
    throw error;
  }
}
