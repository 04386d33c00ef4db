import { projectStanding } from '../../../blocks/answers.ts';
import { failureText } from '../../../blocks/failureText.ts';
import { quoted } from '../../../blocks/text.ts';
import { mayAct } from '../../domain/permissions.ts';
import { findFor } from '../../projects/find.ts';
import { refusalAnswer } from '../guard.ts';
import { type Audience, type Call, helpFor, type Subcommand } from '../subcommand.ts';
import { add } from './add.ts';
import { complete } from './complete.ts';
import { edit } from './edit.ts';
import { history } from './history.ts';
import { list } from './list.ts';
import { plan } from './plan.ts';
import { remove } from './remove.ts';
import { reopen } from './reopen.ts';
import { show } from './show.ts';
import { undo } from './undo.ts';

export const MILESTONE = '/milestone';

/** Everything `/milestone` can do; the order is the order of help. */
export const milestoneSubcommands: readonly Subcommand[] = [
  add,
  plan,
  edit,
  complete,
  reopen,
  remove,
  undo,
  list,
  show,
  history,
];

/** What the reader may do in this channel, and why not more. */
export async function milestoneHelp({ services, place, visitor }: Call) {
  const found = await findFor(services.store, place, visitor, 'read');
  if (!found.ok) return refusalAnswer(found.failure);
  const { project } = found.value;
  const change = mayAct(project, visitor, 'change-milestones');
  const standing = `*${quoted(project.name)}* is ${projectStanding(project)}.`;
  const audiences: readonly Audience[] = change.ok ? ['experts', 'project'] : ['project'];
  const words = change.ok ? standing : `${standing} ${failureText(change.failure)}`;
  return helpFor(MILESTONE, milestoneSubcommands, audiences, words);
}
