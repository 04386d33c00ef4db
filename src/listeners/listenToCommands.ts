import { createHash } from 'node:crypto';
import type { App, SlashCommand } from '@slack/bolt';
import { elsewhereAnswer } from '../../blocks/projects/projectAnswers.ts';
import { refusal } from '../../blocks/shared/answers.ts';
import type { Rendered } from '../../blocks/shared/text.ts';
import { actorOf } from '../interactions/actor.ts';
import { commandProblem, isSlip, readCommandLine } from '../interactions/commandLine.ts';
import { withErrorBoundary } from '../interactions/errorBoundary.ts';
import { replyBy, replyIn } from '../interactions/reply.ts';
import type { Services } from '../interactions/services.ts';
import type { Call, Subcommand } from '../interactions/subcommand.ts';
import { personOf } from '../projects/project.ts';
import { MILESTONE, milestoneHelp, milestoneSubcommands } from './milestoneCommand.ts';
import { PROJECT, projectHelp, projectSubcommands } from './projectCommand.ts';

const COMMANDS = [
  { command: MILESTONE, table: milestoneSubcommands, help: milestoneHelp },
  { command: PROJECT, table: projectSubcommands, help: projectHelp },
] as const;

/** Each command: ack, refuse what is too long, find the subcommand in its table, run it, tell the answer in private. */
export function listenToCommands(bolt: App, services: Services): void {
  for (const { command, table, help } of COMMANDS) {
    bolt.command(command, async ({ command: body, ack, client }) => {
      const directly = replyIn(client, services, { channelId: body.channel_id, userId: body.user_id });
      const idempotencyKey = idempotencyKeyOf(body);
      const who = {
        idempotencyKey,
        userId: body.user_id,
        responseUrl: body.response_url,
        channelId: body.channel_id,
      };
      await withErrorBoundary(
        services,
        command,
        replyBy(services, body.response_url, directly),
        async () => {
          const problem = commandProblem(body.text);
          if (problem) return refusal(problem);
          const { subcommand, words } = readCommandLine(body.text);
          const teamId = await services.teamId();
          const found = table.find(({ name, also = [] }) => name === subcommand || also.includes(subcommand));
          const from = {
            userId: body.user_id,
            teamId: body.team_id,
            name: body.user_name,
            channelId: body.channel_id,
          };
          const patience = found?.opensForm ? 'form' : 'usual';
          const actor = await actorOf(services, from, found?.isFinal, patience);
          const call: Call = {
            services,
            slack: client,
            place: { teamId, channelId: body.channel_id },
            actor,
            isDirect: isDirect(body.channel_name),
            words,
            triggerId: body.trigger_id,
            idempotencyKey: idempotencyKeyOf(body),
          };
          if (call.isDirect && command === MILESTONE) return elsewhere(call);
          return run(command, table, help, subcommand, call);
        },
        who,
        () => ack(),
      );
    });
  }
}

/** Milestones are kept in channels: someone who writes elsewhere is led there. */
async function elsewhere({ services, place, actor }: Call): Promise<Rendered> {
  const found = actor.isDeactivated ? [] : await services.store.projectsOfPerson(place.teamId, actor.userId);
  const theirs = found.filter((project) => project.status !== 'closed' && personOf(project, actor) !== undefined);
  return theirs.length === 0 ? refusal({ kind: 'no-project-here' }) : elsewhereAnswer(theirs);
}

async function run(
  command: string,
  table: readonly Subcommand[],
  help: (call: Call) => Promise<Rendered>,
  typed: string,
  call: Call,
): Promise<Rendered | undefined> {
  if (typed === '' || typed === 'help') return help(call);
  const found = table.find(({ name, also = [] }) => name === typed || also.includes(typed));
  if (found) return found.run(call);
  const show = table.find(({ name }) => name === 'show');
  if (show && A_NUMBER.test(typed)) return show.run({ ...call, words: typed });
  const known = [...table.map(({ name }) => name), 'help'];
  const meant = known.find((name) => isSlip(typed, name));
  return refusal({ kind: 'unknown-subcommand', command, typed, known, ...(meant ? { meant } : {}) });
}

/** Slack's names for a direct message and for that of a group, `mpdm-ada--bo-1`. */
function isDirect(channelName = ''): boolean {
  return channelName === 'directmessage' || channelName.startsWith('mpdm-');
}

/** `/milestone 3` shows that milestone. */
const A_NUMBER = /^#?\d{1,6}$/;

/** The same for a delivery and its repetition, different for two commands with the same words. */
function idempotencyKeyOf(body: SlashCommand): string {
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
