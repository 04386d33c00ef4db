import { randomBytes } from 'node:crypto';
import { evictOlderThan } from '../workspace/evict.ts';

/** 3 seconds, counted on the real clock: docs.slack.dev/reference/methods/views.open, expired_trigger_id. */
const LIFETIME_MS = 3000;

type Trigger = {
  readonly userId: string;
  /** The modal it came from, if any: only such a trigger may push. */
  readonly viewId: string | undefined;
  readonly at: number;
  used: boolean;
};

/** After this one that ran out is as unknown as one never issued. */
const REMEMBERED_MS = 60 * 60_000;

export type UsedTrigger =
  | { readonly ok: true; readonly userId: string; readonly viewId: string | undefined }
  | { readonly ok: false; readonly error: 'invalid_trigger_id' | 'expired_trigger_id' | 'exchanged_trigger_id' };

export type Triggers = {
  issue(userId: string, viewId?: string): string;
  use(triggerId: string): UsedTrigger;
};

export function createTriggers(realNow: () => number): Triggers {
  const issued = new Map<string, Trigger>();
  let count = 0;
  return {
    issue: (userId, viewId) => {
      evictOlderThan(issued, realNow() - REMEMBERED_MS);
      count += 1;
      const id = `${realNow()}.${count}.${randomBytes(16).toString('hex')}`;
      issued.set(id, { userId, viewId, at: realNow(), used: false });
      return id;
    },
    use: (triggerId) => {
      const trigger = issued.get(triggerId);
      if (trigger === undefined) return { ok: false, error: 'invalid_trigger_id' };
      if (trigger.used) return { ok: false, error: 'exchanged_trigger_id' };
      if (realNow() - trigger.at > LIFETIME_MS) return { ok: false, error: 'expired_trigger_id' };
      trigger.used = true;
      return { ok: true, userId: trigger.userId, viewId: trigger.viewId };
    },
  };
}
