import { projectStatusText } from '../../blocks/shared/answers.ts';
import { failureText } from '../../blocks/shared/failureText.ts';
import { quoted } from '../../blocks/shared/text.ts';
import type { Failure } from '../core/failure.ts';
import { history } from '../history/slack/history.ts';
import { refusalAnswer } from '../interactions/errorBoundary.ts';
import { type Audience, type Call, helpFor, type Subcommand } from '../interactions/subcommand.ts';
import { add } from '../milestones/slack/add.ts';
import { complete } from '../milestones/slack/complete.ts';
import { edit } from '../milestones/slack/edit.ts';
import { list } from '../milestones/slack/list.ts';
import { move } from '../milestones/slack/move.ts';
import { plan } from '../milestones/slack/plan.ts';
import { remove } from '../milestones/slack/remove.ts';
import { reopen } from '../milestones/slack/reopen.ts';
import { show } from '../milestones/slack/show.ts';
import { undo } from '../milestones/slack/undo.ts';
import { loadAuthorised } from '../projects/find.ts';
import { mayAct } from '../projects/permissions.ts';

export const MILESTONE = '/milestone';

/** Everything `/milestone` can do; the order is the order of help. */
export const milestoneSubcommands: readonly Subcommand[] = [
  add,
  plan,
  edit,
  move,
  complete,
  reopen,
  remove,
  undo,
  list,
  show,
  history,
];

/** Refusals that say themselves how the project stands. */
const SAY_HOW_IT_STANDS: readonly Failure['kind'][] = ['waiting-for-payment', 'waiting-for-opening', 'project-closed'];

/** What the reader may do in this channel, and why not more. */
export async function milestoneHelp({ services, place, actor }: Call) {
  const found = await loadAuthorised(services.store, place, actor, 'read');
  if (!found.ok) return refusalAnswer(found.failure);
  const { project } = found.value;
  const change = mayAct(project, actor, 'change-milestones');
  const statusText = `*${quoted(project.name)}* is ${projectStatusText(project)}.`;
  const audiences: readonly Audience[] = change.ok ? ['experts', 'project'] : ['project'];
  const isSaid = !change.ok && SAY_HOW_IT_STANDS.includes(change.failure.kind);
  const words = [...(isSaid ? [] : [statusText]), ...(change.ok ? [] : [failureText(change.failure)])].join(' ');
  return helpFor(MILESTONE, milestoneSubcommands, audiences, words);
}
