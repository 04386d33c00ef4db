import { record } from '../common/json.ts';
import { userById } from '../workspace/workspace.ts';
import type { Method } from './method.ts';

/** docs.slack.dev/reference/methods/auth.test: for a bot token `user_id` is the bot's user. */
const test: Method = ({ workspace }) => ({
  ok: true,
  url: `https://${workspace.team.domain}.slack.com/`,
  team: workspace.team.name,
  user: userById(workspace, workspace.bot.userId)?.name ?? '',
  team_id: workspace.team.id,
  user_id: workspace.bot.userId,
  bot_id: workspace.bot.botId,
  is_enterprise_install: false,
});

/** docs.slack.dev/reference/methods/api.test: says back what it was told. */
const apiTest: Method = ({ args }) => {
  const { token: _, ...told } = args;
  const error = record(told).error;
  return typeof error === 'string' ? { ok: false, error, args: told } : { ok: true, args: told };
};

/** docs.slack.dev/reference/methods/team.info */
const teamInfo: Method = ({ workspace }) => ({ ok: true, team: { ...workspace.team, email_domain: '' } });

export const authMethods: Readonly<Record<string, Method>> = {
  'auth.test': test,
  'api.test': apiTest,
  'team.info': teamInfo,
};
