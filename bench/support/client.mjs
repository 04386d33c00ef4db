import { Agent, createServer, request } from 'node:http';
import { signed } from './process.mjs';

let trigger = 0;

/**
 * Slack's side of slash commands: signed requests over connections that are kept, and the address for answers. One
 * client serves all that is compared.
 */
export async function createClient() {
  const agent = new Agent({ keepAlive: true, maxSockets: 256 });
  const waiting = new Map();
  const answers = createServer((incoming, response) => {
    incoming.resume();
    incoming.on('end', () => {
      response.end('ok');
      waiting.get(incoming.url)?.();
      waiting.delete(incoming.url);
    });
  });
  answers.keepAliveTimeout = 60_000;
  await new Promise((resolve) => answers.listen(0, '127.0.0.1', resolve));
  const answersUrl = `http://127.0.0.1:${answers.address().port}`;

  /** Sends one command. `ackMs`: until the acknowledgement; `answered` settles with the private answer. */
  function send(url, { channel, user, text }) {
    trigger += 1;
    const path = `/${trigger}`;
    const answered = new Promise((resolve) => waiting.set(path, resolve));
    const body = new URLSearchParams({
      command: '/milestone',
      text,
      team_id: 'T0BENCH',
      channel_id: channel,
      user_id: user,
      user_name: user,
      trigger_id: String(trigger),
      response_url: `${answersUrl}${path}`,
    }).toString();
    const at = performance.timeOrigin + performance.now();
    const began = performance.now();
    return post(url, body).then((status) => {
      if (status !== 200) throw new Error(`A command was answered with ${status}`);
      return { at, ackMs: performance.now() - began, answered };
    });
  }

  /** Once more where the server ended a connection that was kept, at the moment it was taken again. */
  function post(url, body) {
    const headers = { ...signed(body), 'content-type': 'application/x-www-form-urlencoded' };
    return new Promise((resolve, reject) => {
      const sent = request(url, { method: 'POST', agent, headers }, (response) => {
        response.resume();
        response.once('end', () => resolve(response.statusCode));
      });
      sent.once('error', (error) => {
        if (sent.reusedSocket && error.code === 'ECONNRESET') resolve(post(url, body));
        else reject(error);
      });
      sent.end(body);
    });
  }

  return {
    send,
    /**
     * So many commands, `inFlight` of them at a time. A command is in flight until it is acknowledged, or with `until:
     * 'answer'` until its person has the answer.
     */
    async sendMany(url, commandOf, count, inFlight, until = 'ack') {
      const ackMs = [];
      let next = 0;
      const began = performance.now();
      const one = async () => {
        while (next < count) {
          const index = next++;
          const sent = await send(url, commandOf(index));
          ackMs.push(sent.ackMs);
          if (until === 'answer') await sent.answered;
        }
      };
      await Promise.all(Array.from({ length: inFlight }, one));
      return { ackMs, seconds: (performance.now() - began) / 1000 };
    },
    close() {
      agent.destroy();
      answers.closeAllConnections();
      answers.close();
    },
  };
}
