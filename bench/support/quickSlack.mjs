/**
 * A stand-in for the Web API that does nothing but answer, so that it costs next to nothing under load: at once, or
 * after so many milliseconds. It keeps when each message was accepted, with the marks that the message carries, and tells
 * the parent process when asked. Runs as a process of its own.
 */
import { createServer } from 'node:http';

const IDS = { team_id: 'T0BENCH', user_id: 'U0BOT', bot_id: 'B0BOT' };
/** What the measurements put into titles, to know a milestone again in a message. */
const MARK = /mark-(\w+)-/g;

let delayMs = 0;
let count = 0;
let seen = fresh();

function fresh() {
  return { posts: [], marks: [], calls: {}, bytes: {} };
}

function answerTo(method, body) {
  switch (method) {
    case 'auth.test':
      return IDS;
    case 'users.info': {
      const id = new URLSearchParams(body).get('user');
      return { user: { id, team_id: IDS.team_id, name: id, real_name: `Expert ${id}`, tz: 'Etc/UTC' } };
    }
    case 'conversations.open':
      return { channel: { id: `D${new URLSearchParams(body).get('users')}` } };
    case 'chat.getPermalink':
      return { permalink: 'https://bench.example/board' };
    default:
      count += 1;
      return { ts: `${1_800_000_000 + count}.000100`, messages: [] };
  }
}

function note(method, body) {
  seen.calls[method] = (seen.calls[method] ?? 0) + 1;
  seen.bytes[method] = (seen.bytes[method] ?? 0) + body.length;
  if (method !== 'chat.postMessage') return;
  const at = performance.timeOrigin + performance.now();
  const marks = new Set([...body.matchAll(MARK)].map(([, mark]) => mark));
  seen.posts.push(at);
  for (const mark of marks) seen.marks.push([mark, at]);
}

const server = createServer((request, response) => {
  const parts = [];
  request.on('data', (part) => parts.push(part));
  request.on('end', () => {
    const body = Buffer.concat(parts).toString();
    const method = request.url.slice('/api/'.length);
    const answer = () => {
      note(method, body);
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ ok: true, ...answerTo(method, body) }));
    };
    if (delayMs > 0) setTimeout(answer, delayMs);
    else answer();
  });
});
server.keepAliveTimeout = 60_000;

process.on('message', ({ ask, ms }) => {
  if (ask === 'delay') delayMs = ms;
  if (ask === 'forget') seen = fresh();
  process.send(ask === 'all' ? seen : { posts: seen.posts.length, marks: seen.marks.length });
});
process.on('disconnect', () => process.exit(0));
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
