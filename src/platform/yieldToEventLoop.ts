/** As many begin in one turn: more of them hold up what comes in, fewer cost what they could do together. */
const IN_ONE_TURN = 8;

const waiting: (() => void)[] = [];

/**
 * Waits for one of the next turns of the event loop, in the order asked. Work that many do at the same moment is spread
 * so: what Slack sends meanwhile is acknowledged in between, not after all of it.
 */
export function yieldToEventLoop(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    if (waiting.length === 1) setImmediate(turn);
  });
}

function turn(): void {
  for (const begin of waiting.slice(0, IN_ONE_TURN)) begin();
  waiting.splice(0, IN_ONE_TURN);
  if (waiting.length > 0) setImmediate(turn);
}
