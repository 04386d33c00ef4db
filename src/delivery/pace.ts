/** Posts are about a second apart in one channel (docs.slack.dev/apis/web-api/rate-limits), over all its lanes. */
export type Pace = {
  /** Milliseconds until the receiver may get its next post; 0 when it may now. */
  readonly waitOf: (receiver: string, now: Date) => number;
  readonly posted: (receiver: string, now: Date) => void;
};

/** Receivers remembered before those long past are forgotten. */
const REMEMBERED = 1_000;

export function createPace(paceMs: number): Pace {
  const last = new Map<string, number>();
  return {
    waitOf(receiver, now) {
      const passed = now.getTime() - (last.get(receiver) ?? Number.NEGATIVE_INFINITY);
      // A clock that was set back has passed no time; one pause is still enough.
      return passed >= paceMs || passed < 0 ? 0 : paceMs - passed;
    },
    posted(receiver, now) {
      last.delete(receiver);
      last.set(receiver, now.getTime());
      if (last.size <= REMEMBERED) return;
      for (const [each, at] of last) if (now.getTime() - at >= paceMs) last.delete(each);
    },
  };
}
