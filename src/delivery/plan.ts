import { updateMessage } from '../../blocks/history/update.ts';
import { effectText } from '../../blocks/verdict/effectText.ts';
import type { Said } from '../../blocks/verdict/verdictText.ts';
import { CLOCKS_APART_MS } from '../core/clock.ts';
import { dayAt } from '../core/day.ts';
import { quietEnd } from '../history/audience.ts';
import { partsOf } from '../history/audienceKey.ts';
import type { Change } from '../history/change.ts';
import { netChanges } from '../history/netChanges.ts';
import { planReminder } from '../reminders/planReminder.ts';
import { effectOf } from '../verdict/effect.ts';
import { planNotice, planThread } from './planNotice.ts';
import type { Facts, Plan } from './planned.ts';

/** The next message for one reader. The board is not planned here: it shows the present state (board.ts). */
export function planDelivery(facts: Facts): Plan {
  switch (partsOf(facts.subscription.key).stream) {
    case 'updates':
      return planUpdate(facts);
    case 'thread':
      return planThread(facts);
    case 'notices':
      return planNotice(facts);
    case 'reminders':
      return planReminder(facts);
    case 'board':
    case 'home':
      throw new Error('Boards and Homes are drawn, not planned');
  }
}

/** What the changes mean for the end, as the project stands now. */
function effectIn({ project, milestones, now }: Facts, changes: readonly Change[]): Said | undefined {
  const today = dayAt(now, project.timeZone);
  const effect = effectOf(project, changes, milestones, today);
  return effect && effectText(project, effect, today);
}

/** One update tells of everything that was saved until the quiet time of the first change was over. */
function planUpdate(facts: Facts): Plan {
  const { project, entries, now } = facts;
  const [first] = entries;
  const due = first.milestoneNumber === undefined ? first.at : quietEnd(project, first.at);
  // A clock that was set back since would keep the update waiting for as long as it was ahead.
  const isOfOtherTime = first.at.getTime() - now.getTime() > CLOCKS_APART_MS;
  if (due > now && !isOfOtherTime) return { kind: 'later', at: due };
  const upTo = entries.at(-1)?.seq ?? first.seq;
  const left = netChanges(entries);
  if (left.length === 0) return { kind: 'nothing', about: 'update', upTo };
  return { kind: 'post', about: 'update', shown: updateMessage(project, left, effectIn(facts, left)), upTo };
}
