import type { WebClient } from '@slack/web-api';
import { homeView } from '../../../blocks/home/home.ts';
import { actorOf } from '../../interactions/actor.ts';
import type { Services } from '../../interactions/services.ts';
import type { HomeReader } from '../home.ts';
import { type HomeProjects, homeOf, homeProjects } from '../readHome.ts';

/** How often a Home is drawn again because its projects changed while it was on its way. */
const ROUNDS = 3;

/**
 * Draws someone's Home from what is stored, and shows it. Another process may show an older one in the same moment, so
 * it looks once more when Slack has taken it. `if-changed` is for changes that may have been shown already. Returns the
 * projects that it shows.
 */
export async function publishHome(
  services: Services,
  slack: WebClient,
  reader: HomeReader,
  when: 'always' | 'if-changed',
): Promise<readonly string[]> {
  const { teamId, userId } = reader;
  const actor = await actorOf(services, { userId, teamId, name: userId });
  let found = await homeProjects(services, teamId, actor);
  if (when === 'if-changed' && (await services.homeBook.lastStamp(reader)) === found.stamp) return shownIn(found);
  for (let round = 0; round < ROUNDS; round++) {
    // Without `hash`: whatever is shown, what is stored now is newer.
    await slack.views.publish({ user_id: userId, view: homeView(await homeOf(services, found)) });
    const { whose, stamp } = found;
    const showed = { projectIds: shownIn(found), whose, stamp };
    await services.homeBook.showed(reader, showed, services.clock.now());
    found = await homeProjects(services, teamId, actor);
    if (found.stamp === stamp) break;
  }
  return shownIn(found);
}

function shownIn({ projects, others }: HomeProjects): readonly string[] {
  return [...projects, ...others].map(({ id }) => id);
}
