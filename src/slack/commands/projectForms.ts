import type { ModalView } from '@slack/types';
import { closeForm, editForm, PROJECT_FORM_TITLES, peopleForm, settingsForm } from '../../../blocks/projectForms.ts';
import type { Project } from '../../domain/project.ts';
import { refuse } from '../../domain/result.ts';
import { findFor } from '../../projects/find.ts';
import { openForm } from '../openForm.ts';
import type { Call, Subcommand } from '../subcommand.ts';

/** The subcommands of `/project` that open a form on the project as it is. */

export const people: Subcommand = {
  name: 'people',
  usage: '',
  does: 'changes who is on the project, with a form',
  audience: 'admins',
  run: (call) => openOn(call, PROJECT_FORM_TITLES.people, peopleForm),
};

export const edit: Subcommand = {
  name: 'edit',
  usage: '',
  does: 'changes name, dates, time zone and working days, with a form',
  audience: 'admins',
  run: (call) => openOn(call, PROJECT_FORM_TITLES.edit, editForm),
};

export const settings: Subcommand = {
  name: 'settings',
  usage: '',
  does: 'changes the quiet time and when people are reminded, with a form',
  audience: 'admins',
  run: (call) => openOn(call, PROJECT_FORM_TITLES.settings, settingsForm),
};

export const close: Subcommand = {
  name: 'close',
  usage: '',
  does: 'closes the project for good; asks first',
  audience: 'admins',
  run: (call) =>
    openOn(call, PROJECT_FORM_TITLES.close, async (project) => {
      const milestones = await call.services.store.milestonesOf(project.id);
      return closeForm(project, milestones.filter(({ state }) => state === 'open').length);
    }),
};

/** Opens a form for an admin, unless the project is closed: then nothing of it changes any more. */
function openOn(
  { services, slack, place, visitor, triggerId }: Call,
  title: string,
  formOf: (project: Project) => ModalView | Promise<ModalView>,
) {
  return openForm({ services, slack, triggerId, title }, async () => {
    const found = await findFor(services.store, place, visitor, 'administer');
    if (!found.ok) return found;
    const { project } = found.value;
    if (project.status === 'closed') return refuse({ kind: 'project-closed', projectName: project.name });
    return { ok: true, value: await formOf(project) };
  });
}
