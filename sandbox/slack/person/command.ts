import { isJson, parse, text } from '../common/json.ts';
import { VERIFICATION_TOKEN } from '../events/events.ts';
import { inWords, violationsOf } from '../limits/violations.ts';
import type { Channel, Delivery, Json } from '../types.ts';
import { addMessage, escaped, hasContent } from '../workspace/messages.ts';
import { channelName, teamOf } from '../workspace/shapes.ts';
import { isMember, needChannel, needUser, recordCall, SLACKBOT } from '../workspace/workspace.ts';
import type { PersonContext } from './context.ts';
import { self } from './context.ts';

/** What Slack offers a person to type; throws in words where it does not. */
export function command(context: PersonContext, channelId: string, line: string): Promise<Delivery> {
  const { workspace, userId } = context;
  const channel = needChannel(workspace, channelId);
  if (channel.kind !== 'public' && !isMember(workspace, channel, userId)) {
    throw new Error(`${userId} cannot type into ${channelId}: not in it`);
  }
  // slackapi/bolt-python#767: commands of an app are its own workspace's; its buttons are everybody's.
  if (self(context).teamId !== workspace.team.id)
    throw new Error(`${userId} is of another workspace: no commands there`);
  return deliverCommand(context, channelId, line);
}

/** docs.slack.dev/interactivity/implementing-slash-commands */
export async function deliverCommand(context: PersonContext, channelId: string, line: string): Promise<Delivery> {
  const { workspace, userId } = context;
  const channel = needChannel(workspace, channelId);
  const [, name, rest = ''] = /^(\/\S+)(?:\s+([\s\S]*))?$/.exec(line.trim()) ?? [];
  if (name === undefined) throw new Error(`not a slash command: ${line}`);
  const user = needUser(workspace, userId);
  const team = teamOf(workspace, user);
  const delivery = await context.deliver.form('command', {
    token: VERIFICATION_TOKEN,
    team_id: text(team.id) ?? '',
    team_domain: text(team.domain) ?? '',
    channel_id: channel.id,
    channel_name: channelName(channel),
    user_id: user.id,
    user_name: user.name,
    command: name,
    text: escaped(rest),
    api_app_id: workspace.bot.appId,
    is_enterprise_install: 'false',
    response_url: context.baseUrl() + context.responseUrls.issue('commands', { channelId, userId }),
    trigger_id: context.triggers.issue(userId),
  });
  show(context, channel, name, delivery);
  return delivery;
}

/** What comes back is shown: the app's own words, or Slackbot's where it failed. */
function show(context: PersonContext, channel: Channel, name: string, delivery: Delivery): void {
  const { workspace, userId } = context;
  if (delivery.failure !== undefined) {
    const error = delivery.failure === 'http_timeout' ? 'operation_timeout' : 'dispatch_failed';
    const args = { text: `${name} failed with the error "${error}"` };
    addMessage(workspace, { channelId: channel.id, userId: SLACKBOT, args, onlyFor: userId });
    return;
  }
  if (delivery.answer.trim() === '') return;
  const args = answered(delivery.answer);
  if (!hasContent(args)) return;
  const violations = violationsOf('response_url', args).map(inWords);
  if (violations.length > 0) {
    const answer = { ok: false, error: 'invalid_blocks' };
    recordCall(workspace, { method: 'command_answer', args, status: delivery.status, answer, violations });
    return;
  }
  const onlyFor = args.response_type === 'in_channel' ? undefined : userId;
  addMessage(workspace, { channelId: channel.id, userId: workspace.bot.userId, args, onlyFor });
}

function answered(body: string): Json {
  const json = parse(body);
  return isJson(json) ? json : { text: body };
}
