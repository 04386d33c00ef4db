import { once } from 'node:events';
import { here, pause, startProcess } from './process.mjs';

/** Starts quickSlack.mjs; `all` gives what it saw since `forget`. */
export async function startQuickSlack() {
  const server = startProcess(here('support/quickSlack.mjs'));
  const [{ port }] = await once(server.child, 'message');
  // One question at a time: an answer names none.
  let last = Promise.resolve();
  const ask = (question) => {
    last = last.then(async () => {
      const answer = once(server.child, 'message');
      server.child.send(question);
      return (await answer)[0];
    });
    return last;
  };
  return {
    apiUrl: `http://127.0.0.1:${port}/api/`,
    answerAfter: (ms) => ask({ ask: 'delay', ms }),
    forget: () => ask({ ask: 'forget' }),
    all: () => ask({ ask: 'all' }),
    /** Waits until so many posts, or marks, were accepted; throws where that takes too long. */
    async until(what, wanted, withinMs) {
      for (const deadline = performance.now() + withinMs; performance.now() < deadline; await pause(20)) {
        if ((await ask({ ask: 'count' }))[what] >= wanted) return;
      }
      const got = (await ask({ ask: 'count' }))[what];
      throw new Error(`${got} of ${wanted} ${what} were accepted within ${withinMs} ms`);
    },
    stop: server.stop,
  };
}
