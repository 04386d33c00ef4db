import type { Fault } from './types.ts';

export type Faults = {
  add(fault: Fault): void;
  /** How this call is to go wrong, if it is; counts it as one of the fault's `times`. */
  take(method: string): Fault['how'] | undefined;
  clear(): void;
};

export function createFaults(): Faults {
  let planned: { readonly fault: Fault; left: number }[] = [];
  return {
    add: (fault) => {
      planned.push({ fault, left: fault.times });
    },
    take: (method) => {
      const next = planned.find(({ fault, left }) => left > 0 && (fault.method === method || fault.method === '*'));
      if (next === undefined) return undefined;
      next.left -= 1;
      return next.fault.how;
    },
    clear: () => {
      planned = [];
    },
  };
}
