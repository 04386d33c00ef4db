/** Posts are about a second apart in one channel (docs.slack.dev/apis/web-api/rate-limits), over all its lanes. */
export type Pace = {
  /** Milliseconds until the receiver may get its next post; 0 when it may now, and then the turn is taken. */
  readonly take: (receiver: string, now: Date) => number;
  readonly posted: (receiver: string, now: Date) => void;
  /** The turn was not needed. */
  readonly giveBack: (receiver: string) => void;
};

/** Receivers remembered before those long past are forgotten. */
const REMEMBERED = 1_000;

export function createPace(paceMs: number): Pace {
  const last = new Map<string, number>();

  function posted(receiver: string, now: Date): void {
    last.delete(receiver);
    last.set(receiver, now.getTime());
    if (last.size <= REMEMBERED) return;
    for (const [each, at] of last) if (now.getTime() - at >= paceMs) last.delete(each);
  }

  return {
    posted,
    take(receiver, now) {
      const passed = now.getTime() - (last.get(receiver) ?? Number.NEGATIVE_INFINITY);
      // A clock that was set back has passed no time; one pause is still enough.
      if (passed >= 0 && passed < paceMs) return paceMs - passed;
      // Taken before the call: another lane of the receiver may be worked off at the same time.
      posted(receiver, now);
      return 0;
    },
    giveBack: (receiver) => void last.delete(receiver),
  };
}
