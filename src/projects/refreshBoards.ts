import { nextBoardLook } from '../domain/board.ts';
import type { Saved } from '../domain/ports.ts';
import type { Project } from '../domain/project.ts';
import type { Deps } from './decide.ts';

/** How many boards one turn of the job takes: pins.add allows 20 a minute (docs.slack.dev/reference/methods/pins.add). */
export const BOARDS_A_TURN = 15;

/** How often a turn looks again for boards whose project someone changed in the same moment. */
const LOOKS = 3;

/**
 * Once a day and project the board is shown anew though nothing changed: what it says of late and early is of one day,
 * and someone may have deleted or unpinned it. The project's version is the claim: of two processes that find it at
 * once, one saves. Returns how many boards were queued.
 */
export async function refreshDueBoards(deps: Deps): Promise<number> {
  let queued = 0;
  for (let look = 0; look < LOOKS; look++) {
    const now = deps.clock.now();
    const due = await deps.store.boardsToRefresh(now, BOARDS_A_TURN - queued);
    let isStale = false;
    for (const project of due) {
      const saved = await refresh(deps, project, now);
      if (saved === 'saved') queued += 1;
      // Someone changed the project just now.
      if (saved === 'stale') isStale = true;
    }
    if (!isStale || queued >= BOARDS_A_TURN) break;
  }
  return queued;
}

function refresh(deps: Deps, project: Project, now: Date): Promise<Saved> {
  const version = project.version + 1;
  return deps.store.save({
    project: { ...project, version, boardDueAt: nextBoardLook(project, now) },
    milestones: [],
    changes: [],
    notices: [{ kind: 'board', to: 'channel', daily: true }],
    at: now,
    requestId: `board:${project.id}:${version}`,
  });
}
