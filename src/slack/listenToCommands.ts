import { createHash } from 'node:crypto';
import type { App, SlashCommand } from '@slack/bolt';
import { refusal } from '../../blocks/answers.ts';
import type { Shown } from '../../blocks/text.ts';
import { readCommandLine } from './commandLine.ts';
import { MILESTONE, milestoneHelp, milestoneSubcommands } from './commands/milestone.ts';
import { PROJECT, projectHelp, projectSubcommands } from './commands/project.ts';
import { guarded } from './guard.ts';
import type { Services } from './services.ts';
import type { Call, Subcommand } from './subcommand.ts';
import { tellBy, tellIn } from './tell.ts';
import { visitorOf } from './visitor.ts';

const COMMANDS = [
  { command: MILESTONE, table: milestoneSubcommands, help: milestoneHelp },
  { command: PROJECT, table: projectSubcommands, help: projectHelp },
] as const;

/** Each command: ack, find the subcommand in its table, run it, tell the answer in private. */
export function listenToCommands(bolt: App, services: Services): void {
  for (const { command, table, help } of COMMANDS) {
    bolt.command(command, async ({ command: body, ack, respond, client }) => {
      await ack();
      const directly = tellIn(client, services.log, { channelId: body.channel_id, userId: body.user_id });
      await guarded(services, command, tellBy(respond, directly, services.wait), async () => {
        const { subcommand, words } = readCommandLine(body.text);
        const teamId = await services.teamId();
        const visitor = await visitorOf(services, { userId: body.user_id, teamId: body.team_id, name: body.user_name });
        const call: Call = {
          services,
          slack: client,
          place: { teamId, channelId: body.channel_id },
          visitor,
          words,
          triggerId: body.trigger_id,
          requestId: requestIdOf(body),
        };
        return run(command, table, help, subcommand, call);
      });
    });
  }
}

async function run(
  command: string,
  table: readonly Subcommand[],
  help: (call: Call) => Promise<Shown>,
  typed: string,
  call: Call,
): Promise<Shown | undefined> {
  if (typed === '' || typed === 'help') return help(call);
  const found = table.find(({ name }) => name === typed);
  if (found) return found.run(call);
  const known = [...table.map(({ name }) => name), 'help'];
  return refusal({ kind: 'unknown-subcommand', command, typed, known });
}

/** The same for a delivery and its repetition, different for two commands with the same words. */
function requestIdOf(body: SlashCommand): string {
  const once = [
    body.team_id,
    body.channel_id,
    body.user_id,
    body.command,
    body.text,
    body.trigger_id,
    body.response_url,
  ];
  return `command:${createHash('sha256').update(JSON.stringify(once)).digest('base64url')}`;
}
