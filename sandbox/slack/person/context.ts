import type { Deliver } from '../deliver/deliver.ts';
import { VERIFICATION_TOKEN } from '../events/events.ts';
import type { Json, User } from '../types.ts';
import type { ResponseUrls } from '../webApi/responseUrls.ts';
import type { Triggers } from '../webApi/triggers.ts';
import { teamOf } from '../workspace/shapes.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { needUser } from '../workspace/workspace.ts';

/** Everything a person's doings need. */
export type PersonContext = {
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
export function self(context: PersonContext): User {
  const user = needUser(context.workspace, context.userId);
  if (user.deleted) throw new Error(`${user.id} is deactivated and can do nothing`);
  return user;
}

/** Fields all interaction payloads share: docs.slack.dev/reference/interaction-payloads */
export function payloadBase(context: PersonContext, type: string): Json {
  const user = self(context);
  return {
    type,
    user: { id: user.id, username: user.name, name: user.name, team_id: user.teamId },
    api_app_id: context.workspace.bot.appId,
    token: VERIFICATION_TOKEN,
    team: teamOf(context.workspace, user),
    enterprise: null,
    is_enterprise_install: false,
  };
}

export function offeredKey(viewId: string, blockId: string, actionId: string): string {
  return `${viewId} ${blockId} ${actionId}`;
}
