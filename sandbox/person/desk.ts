import type { Deliver } from '../deliver.ts';
import { VERIFICATION_TOKEN } from '../events.ts';
import type { ResponseUrls } from '../responseUrls.ts';
import { teamOf } from '../shapes.ts';
import type { Triggers } from '../triggers.ts';
import type { Json, User } from '../types.ts';
import type { Workspace } from '../workspace.ts';
import { needUser } from '../workspace.ts';

/** Everything a person's doings need. */
export type Desk = {
  readonly workspace: Workspace;
  readonly triggers: Triggers;
  readonly responseUrls: ResponseUrls;
  readonly deliver: Deliver;
  /** Base of response_urls, without a slash at the end. */
  readonly baseUrl: () => string;
  readonly userId: string;
  /** Options the app last offered in menus that ask it, by view, block and action. */
  readonly offered: Map<string, readonly Json[]>;
};

/** Throws in words where Slack lets the person do nothing any more. */
export function self(desk: Desk): User {
  const user = needUser(desk.workspace, desk.userId);
  if (user.deleted) throw new Error(`${user.id} is deactivated and can do nothing`);
  return user;
}

/** Fields all interaction payloads share: docs.slack.dev/reference/interaction-payloads */
export function payloadBase(desk: Desk, type: string): Json {
  const user = self(desk);
  return {
    type,
    user: { id: user.id, username: user.name, name: user.name, team_id: user.teamId },
    api_app_id: desk.workspace.bot.appId,
    token: VERIFICATION_TOKEN,
    team: teamOf(desk.workspace, user),
    enterprise: null,
    is_enterprise_install: false,
  };
}

export function offeredKey(viewId: string, blockId: string, actionId: string): string {
  return `${viewId} ${blockId} ${actionId}`;
}
