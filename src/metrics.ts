import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Clock } from './core/clock.ts';
import type { Watch } from './delivery/attempt.ts';
import type { Subscriptions } from './delivery/subscription.ts';
import type { Meters } from './interactions/services.ts';

export type Metrics = {
  readonly contentType: string;
  /** Everything in Prometheus's text format, also while the database is away. */
  readonly text: () => Promise<string>;
  readonly meters: Meters;
  readonly watch: Watch;
};

/** Slack waits 3 s for an acknowledgement; the boundaries are close where it is decided. */
const ACK_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3];
/** How long a scrape waits for the database. */
const LOOK_MS = 1_000;

/** What docs/running.md explains, one registry for each app. */
export function createMetrics(subscriptions: Pick<Subscriptions, 'counts' | 'oldestDueAt'>, clock: Clock): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const counter = (name: string, help: string, ...labelNames: string[]) =>
    new Counter({ name, help, labelNames, registers });
  const gauge = (name: string, help: string, ...labelNames: string[]) =>
    new Gauge({ name, help, labelNames, registers });
  const acks = counter('milepost_acks_total', 'Deliveries of Slack that were acknowledged', 'kind');
  const ackSeconds = new Histogram({
    name: 'milepost_ack_seconds',
    help: 'Seconds from a verified delivery to its acknowledgement',
    labelNames: ['kind'],
    buckets: ACK_SECONDS,
    registers,
  });
  const deliveries = counter(
    'milepost_deliveries_total',
    'Messages that this process sent or dropped, or whose receiver it suspended',
    'kind',
    'state',
  );
  const reminders = counter('milepost_reminders_total', 'Reminders that Slack took', 'to');
  const errors = counter('milepost_slack_errors_total', 'Failed calls of delivery, by class', 'class');
  const faults = counter('milepost_faults_total', 'Faults of ours, by where they happened', 'where');
  const entries = gauge(
    'milepost_outbox_entries',
    'Readers that something is to be delivered to, of all processes',
    'state',
  );
  const oldest = gauge(
    'milepost_outbox_oldest_seconds',
    'Since when something should have been delivered; what is suspended does not count',
  );
  const database = gauge('milepost_database_up', '1 while the database answers');

  async function look(): Promise<void> {
    const now = clock.now();
    const [counts, since] = await Promise.all([subscriptions.counts(), subscriptions.oldestDueAt(now)]);
    for (const [state, count] of Object.entries(counts)) entries.set({ state }, count);
    oldest.set(since ? Math.max(0, (now.getTime() - since.getTime()) / 1000) : 0);
  }

  return {
    contentType: registry.contentType,
    async text() {
      const isUp = await within(LOOK_MS, look());
      database.set(isUp ? 1 : 0);
      return registry.metrics();
    },
    meters: {
      acked(kind, seconds) {
        acks.inc({ kind });
        ackSeconds.observe({ kind }, seconds);
      },
      faulted: (where) => faults.inc({ where }),
    },
    watch: {
      finished(kind, state, isToPerson) {
        deliveries.inc({ kind, state });
        if (kind === 'reminder' && state === 'sent') reminders.inc({ to: isToPerson ? 'person' : 'channel' });
      },
      failed: (trouble) => errors.inc({ class: trouble }),
    },
  };
}

async function within(ms: number, work: Promise<void>): Promise<boolean> {
  const timer: { id?: NodeJS.Timeout } = {};
  const tooLate = new Promise<false>((resolve) => {
    timer.id = setTimeout(resolve, ms, false);
  });
  const isDone = await Promise.race([
    work.then(
      () => true,
      () => false,
    ),
    tooLate,
  ]);
  clearTimeout(timer.id);
  return isDone;
}
