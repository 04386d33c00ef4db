import type { App } from '@slack/bolt';
import { type HistoryPage, historyAnswer, historyModal, historyPage } from '../../../blocks/history/history.ts';
import type { Failure } from '../../core/failure.ts';
import type { Result } from '../../core/result.ts';
import { refusalAnswer } from '../../interactions/errorBoundary.ts';
import { openForm } from '../../interactions/openForm.ts';
import { onPress, type Press } from '../../interactions/press.ts';
import type { Services } from '../../interactions/services.ts';
import type { Opening, Subcommand } from '../../interactions/subcommand.ts';
import { readAskTarget, readHistoryTarget } from '../../interactions/target.ts';
import type { HistoryFrom } from '../historySlice.ts';
import { showHistory } from '../readHistory.ts';

export const history: Subcommand = {
  name: 'history',
  usage: '3',
  does: 'shows what happened to milestone 3; `history` alone, to the whole project',
  audience: 'project',
  async run({ services, place, actor, words }) {
    const page = await pageOf({ services, place, actor, typed: words });
    return page.ok ? historyAnswer(page.value) : refusalAnswer(page.failure);
  },
};

/** The same from a button: a modal. */
function openHistoryModal(opening: Opening & { readonly typed: string }) {
  return openForm({ ...opening, title: 'History' }, async () => {
    const page = await pageOf(opening);
    return page.ok ? { ok: true, value: historyModal(page.value) } : page;
  });
}

/** *Older* and *Newer*: the other page takes the place of the one with the button. */
async function turnHistoryPage(press: Press, side: HistoryFrom['side']): Promise<undefined> {
  const { services, slack, teamId, actor, value, modalId } = press;
  const { projectId, number, seq } = readHistoryTarget(value);
  const typed = number === undefined ? '' : String(number);
  const page = await pageOf({ services, place: { teamId, projectId }, actor, typed, from: { side, seq } });
  if (!page.ok) await press.replyInstead(refusalAnswer(page.failure));
  else if (modalId === undefined) await press.replyInstead(historyAnswer(page.value));
  else await slack.views.update({ view_id: modalId, view: historyModal(page.value) });
}

type Asked = Pick<Opening, 'services' | 'place' | 'actor'> & { readonly typed: string; readonly from?: HistoryFrom };

async function pageOf({ services, place, actor, typed, from }: Asked): Promise<Result<HistoryPage, Failure>> {
  const slice = await showHistory(services, { place, actor, typed, ...(from ? { from } : {}) });
  if (!slice.ok) return slice;
  const page = historyPage(slice.value);
  // Back at the top: a whole page with what came meanwhile, not the few entries above the last one.
  const isAtTop = from?.side === 'newer' && page.newerThan === undefined;
  return isAtTop ? pageOf({ services, place, actor, typed }) : { ok: true, value: page };
}

/** A button of one milestone, or of the project as a whole. */
function pressed({ teamId, value }: Press) {
  const { projectId, number } = readAskTarget(value);
  return { place: { teamId, projectId }, typed: number === undefined ? '' : String(number) };
}

export function listenToHistory(bolt: App, services: Services): void {
  onPress(bolt, services, 'milestone_history_older', (press) => turnHistoryPage(press, 'older'));
  onPress(bolt, services, 'milestone_history_newer', (press) => turnHistoryPage(press, 'newer'));
  onPress(bolt, services, 'milestone_history', (press) => openHistoryModal({ ...press, ...pressed(press) }), 'form');
}
