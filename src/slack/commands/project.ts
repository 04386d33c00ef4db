import { projectStanding } from '../../../blocks/answers.ts';
import { failureText } from '../../../blocks/failureText.ts';
import { quoted } from '../../../blocks/text.ts';
import { notAdmin } from '../../domain/permissions.ts';
import { findFor } from '../../projects/find.ts';
import { type Call, helpFor, type Subcommand } from '../subcommand.ts';
import { delivery } from './delivery.ts';
import { open } from './open.ts';
import { payment } from './payment.ts';
import { close, edit, people, settings } from './projectForms.ts';
import { setup } from './setup.ts';
import { status } from './status.ts';

export const PROJECT = '/project';

/** Everything `/project` can do; the order is the order of help. */
export const projectSubcommands: readonly Subcommand[] = [
  setup,
  payment,
  open,
  people,
  edit,
  settings,
  close,
  status,
  delivery,
];

/** What an admin may do in this channel; anyone else learns that this is for admins. */
export async function projectHelp({ services, place, visitor }: Call) {
  if (!visitor.isAdmin) return helpFor(PROJECT, [], [], failureText(notAdmin(visitor)));
  const found = await findFor(services.store, place, visitor, 'administer');
  const standing = found.ok
    ? `*${quoted(found.value.project.name)}* is ${projectStanding(found.value.project)}.`
    : 'There is no project in this channel yet.';
  return helpFor(PROJECT, projectSubcommands, ['admins'], standing);
}
