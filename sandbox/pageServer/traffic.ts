import { parse, text } from '../json.ts';
import type { TrafficEntry } from '../pageState.ts';
import type { StandIn } from '../standIn.ts';
import type { Call, Delivery } from '../types.ts';

/** Enough to see what one click set off, few enough to read. */
const SHOWN = 60;

/** The latest requests in both directions, newest first. */
export function traffic({ calls, deliveries }: Pick<StandIn, 'calls' | 'deliveries'>): readonly TrafficEntry[] {
  return [...calls.slice(-SHOWN).map(fromCall), ...deliveries.slice(-SHOWN).map(fromDelivery)]
    .sort((one, other) => other.at.localeCompare(one.at))
    .slice(0, SHOWN);
}

function fromCall(call: Call): TrafficEntry {
  const ok = call.status === 200 && call.answer.ok !== false;
  return {
    at: call.at.toISOString(),
    direction: 'in',
    name: call.method,
    ok,
    summary: ok ? 'ok' : (text(call.answer.error) ?? `status ${call.status}`),
    violations: call.violations,
    sent: call.args,
    answered: call.answer,
  };
}

function fromDelivery(delivery: Delivery): TrafficEntry {
  const ok = delivery.status === 200 && delivery.failure === undefined;
  const retry = delivery.retry === undefined ? '' : `, retry ${delivery.retry}`;
  return {
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
