import type { Clock } from '../core/clock.ts';

/** The wall clock, ahead by what the parent process says: how the sandbox moves time. Never used by `npm start`. */
export function clockOfParent(parent: NodeJS.Process, onMove: () => void): Clock {
  let offsetMs = 0;
  parent.on('message', (message: unknown) => {
    if (typeof message !== 'object' || message === null || !('clockOffsetMs' in message)) return;
    if (typeof message.clockOffsetMs !== 'number') return;
    offsetMs = message.clockOffsetMs;
    onMove();
  });
  return { now: () => new Date(Date.now() + offsetMs) };
}
