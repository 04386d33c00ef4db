import type { Fault } from '../types.ts';

export type Faults = {
  add(fault: Fault): void;
  /** How this call is to go wrong, if it is. Counts the call as one of the fault's `times`. */
  take(method: string, channelId?: string): Fault['how'] | undefined;
  clear(): void;
};

export function createFaults(): Faults {
  let planned: { readonly fault: Fault; left: number }[] = [];
  return {
    add: (fault) => {
      planned.push({ fault, left: fault.times });
    },
    take: (method, channelId) => {
      const next = planned.find(({ fault, left }) => left > 0 && concerns(fault, method, channelId));
      if (next === undefined) return undefined;
      next.left -= 1;
      return next.fault.how;
    },
    clear: () => {
      planned = [];
    },
  };
}

function concerns(fault: Fault, method: string, channelId: string | undefined): boolean {
  if (fault.method !== method && fault.method !== '*') return false;
  return fault.channel === undefined || fault.channel === channelId;
}
