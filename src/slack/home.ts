import type { WebClient } from '@slack/web-api';
import { homeView } from '../../blocks/home.ts';
import type { HomeReader } from '../domain/home.ts';
import { homeOf, homeProjects } from '../projects/home.ts';
import type { Services } from './services.ts';
import { visitorOf } from './visitor.ts';

/** How often a Home is drawn again because its projects changed while it was on its way. */
const ROUNDS = 3;

/**
 * Draws someone's Home from what is stored, and shows it. Another process may show an older one in the same moment, so
 * it looks once more when Slack has taken it. `if-changed` is for changes that may have been shown already.
 */
export async function publishHome(
  services: Services,
  slack: WebClient,
  reader: HomeReader,
  when: 'always' | 'if-changed',
): Promise<void> {
  const { teamId, userId } = reader;
  const visitor = await visitorOf(services, { userId, name: userId });
  let found = await homeProjects(services, teamId, visitor);
  if (when === 'if-changed' && (await services.homeBook.lastStamp(reader)) === found.stamp) return;
  for (let round = 0; round < ROUNDS; round++) {
    // Without `hash`: whatever is shown, what is stored now is newer.
    await slack.views.publish({ user_id: userId, view: homeView(await homeOf(services, found)) });
    const { projects, whose, stamp } = found;
    await services.homeBook.showed(reader, { projectIds: projects.map(({ id }) => id), whose, stamp });
    found = await homeProjects(services, teamId, visitor);
    if (found.stamp === stamp) return;
  }
}
