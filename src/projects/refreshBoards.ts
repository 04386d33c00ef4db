import { nextBoardLook } from '../domain/board.ts';
import type { Deps } from './decide.ts';

/** How many boards one turn of the job takes: pins.add allows 20 a minute (docs.slack.dev/reference/methods/pins.add). */
export const BOARDS_A_TURN = 15;

/**
 * Once a day and project the board is shown anew though nothing changed: what it says of late and early is of one day,
 * and someone may have deleted or unpinned it. The project's version is the claim: of two processes that find it at
 * once, one saves. Returns how many boards were queued.
 */
export async function refreshDueBoards(deps: Deps): Promise<number> {
  const now = deps.clock.now();
  const due = await deps.store.boardsToRefresh(now, BOARDS_A_TURN);
  let queued = 0;
  for (const project of due) {
    const version = project.version + 1;
    const saved = await deps.store.save({
      project: { ...project, version, boardDueAt: nextBoardLook(project, now) },
      milestones: [],
      changes: [],
      notices: [{ kind: 'board', to: 'channel', daily: true }],
      at: now,
      requestId: `board:${project.id}:${version}`,
    });
    // Stale: someone changed the project just now; it is found again in the next turn.
    if (saved === 'saved') queued += 1;
  }
  return queued;
}
