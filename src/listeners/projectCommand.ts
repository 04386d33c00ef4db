import { projectStatusText } from '../../blocks/shared/answers.ts';
import { failureText } from '../../blocks/shared/failureText.ts';
import { quoted } from '../../blocks/shared/text.ts';
import { delivery } from '../delivery/slack/delivery.ts';
import { type Call, helpFor, type Subcommand } from '../interactions/subcommand.ts';
import { loadAuthorised } from '../projects/find.ts';
import { notAdmin } from '../projects/permissions.ts';
import { open, payment } from '../projects/slack/advance.ts';
import { projectFormSubcommands } from '../projects/slack/forms.ts';
import { setup } from '../projects/slack/setup.ts';
import { status } from '../projects/slack/status.ts';

export const PROJECT = '/project';

/** Everything `/project` can do; the order is the order of help. */
export const projectSubcommands: readonly Subcommand[] = [
  setup,
  payment,
  open,
  ...projectFormSubcommands,
  status,
  delivery,
];

/** What an admin may do in this channel; anyone else learns that this is for admins. */
export async function projectHelp({ services, place, actor }: Call) {
  if (!actor.isAdmin) return helpFor(PROJECT, [], [], failureText(notAdmin(actor)));
  const found = await loadAuthorised(services.store, place, actor, 'administer');
  const statusText = found.ok
    ? `*${quoted(found.value.project.name)}* is ${projectStatusText(found.value.project)}.`
    : 'There is no project in this channel yet.';
  return helpFor(PROJECT, projectSubcommands, ['admins'], statusText);
}
