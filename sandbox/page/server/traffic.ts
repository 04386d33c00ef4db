import { parse, text } from '../../slack/common/json.ts';
import type { StandIn } from '../../slack/standIn.ts';
import type { Call, Delivery } from '../../slack/types.ts';
import type { TrafficEntry } from '../pageState.ts';

/** Enough to see what one click set off, few enough to read. */
const SHOWN = 60;

/** The latest requests in both directions, newest first; those that broke a limit stay, however much came after them. */
export function traffic({ calls, deliveries }: Pick<StandIn, 'calls' | 'deliveries'>): readonly TrafficEntry[] {
  const newestFirst = (one: TrafficEntry, other: TrafficEntry) => other.at.localeCompare(one.at);
  const all = [...latest(calls, fromCall), ...latest(deliveries, fromDelivery)].sort(newestFirst).slice(0, SHOWN);
  const shown = new Set(all.map(({ id }) => id));
  const broken = calls
    .flatMap((call, place) => (call.violations.length > 0 ? [fromCall(call, place)] : []))
    .filter(({ id }) => !shown.has(id))
    .slice(-SHOWN);
  return [...all, ...broken.sort(newestFirst)];
}

function latest<T>(all: readonly T[], shown: (one: T, place: number) => TrafficEntry): readonly TrafficEntry[] {
  const first = Math.max(0, all.length - SHOWN);
  return all.slice(first).map((one, index) => shown(one, first + index));
}

function fromCall(call: Call, place: number): TrafficEntry {
  const ok = call.status === 200 && call.answer.ok !== false;
  return {
    id: `in ${place}`,
    at: call.at.toISOString(),
    direction: 'in',
    name: call.method,
    ok,
    summary: ok ? 'ok' : (text(call.answer.error) ?? (call.status === 0 ? 'no answer' : `status ${call.status}`)),
    violations: call.violations,
    sent: call.args,
    answered: call.answer,
  };
}

function fromDelivery(delivery: Delivery, place: number): TrafficEntry {
  const ok = delivery.status === 200 && delivery.failure === undefined;
  const retry = delivery.retry === undefined ? '' : `, retry ${delivery.retry}`;
  return {
    id: `out ${place}`,
    at: delivery.at.toISOString(),
    direction: 'out',
    name: delivery.kind,
    ok,
    summary: `${delivery.failure ?? `status ${delivery.status}`} after ${Math.round(delivery.tookMs)} ms${retry}`,
    violations: [],
    sent: delivery.body,
    answered: parse(delivery.answer) ?? delivery.answer,
  };
}
