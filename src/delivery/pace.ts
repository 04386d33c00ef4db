/** Posts are about a second apart in one channel (docs.slack.dev/apis/web-api/rate-limits), over all its lanes. */
export type Pace = {
  /**
   * Milliseconds until the receiver may get its next post; 0 when it may now, and then the turn is the lane's until
   * `ended`, however long Slack takes.
   */
  readonly take: (receiver: string, laneId: string, now: Date) => number;
  readonly posted: (receiver: string, now: Date) => void;
  /** The turn was not needed. */
  readonly giveBack: (receiver: string) => void;
  /** The lane is given back, whatever came of it. */
  readonly ended: (receiver: string, laneId: string) => void;
};

/** Receivers remembered before those long past are forgotten. */
const REMEMBERED = 1_000;

export function createPace(paceMs: number): Pace {
  const last = new Map<string, number>();
  /** Which of a receiver's lanes is at work. */
  const turns = new Map<string, string>();

  function posted(receiver: string, now: Date): void {
    last.delete(receiver);
    last.set(receiver, now.getTime());
    if (last.size <= REMEMBERED) return;
    for (const [each, at] of last) if (now.getTime() - at >= paceMs) last.delete(each);
  }

  return {
    posted,
    take(receiver, laneId, now) {
      if ((turns.get(receiver) ?? laneId) !== laneId) return paceMs;
      const passed = now.getTime() - (last.get(receiver) ?? Number.NEGATIVE_INFINITY);
      // A clock that was set back has passed no time; one pause is still enough.
      if (passed >= 0 && passed < paceMs) return paceMs - passed;
      // Taken before the call: another lane of the receiver may be worked off at the same time.
      posted(receiver, now);
      turns.set(receiver, laneId);
      return 0;
    },
    giveBack: (receiver) => void last.delete(receiver),
    ended(receiver, laneId) {
      if (turns.get(receiver) === laneId) turns.delete(receiver);
    },
  };
}
