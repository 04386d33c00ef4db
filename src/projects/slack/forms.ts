import type { App } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { closedAnswer, revisedAnswer } from '../../../blocks/projects/projectAnswers.ts';
import {
  closeForm,
  editForm,
  PROJECT_FORM_TITLES,
  peopleForm,
  settingsForm,
} from '../../../blocks/projects/projectForms.ts';
import { CLOSE_FORM, PEOPLE_FORM, PROJECT_EDIT_FORM, SETTINGS_FORM } from '../../../blocks/shared/ids.ts';
import { refuse } from '../../core/result.ts';
import { refusalAnswer } from '../../interactions/errorBoundary.ts';
import { openForm } from '../../interactions/openForm.ts';
import type { Services } from '../../interactions/services.ts';
import type { Call, Subcommand } from '../../interactions/subcommand.ts';
import { type Outcome, onSubmit, outcomeOf, type Submission } from '../../interactions/submission.ts';
import { readProjectVersionTarget } from '../../interactions/target.ts';
import { closeProject } from '../close.ts';
import { changePeople, editProject } from '../edit.ts';
import { loadAuthorised } from '../find.ts';
import type { Project } from '../project.ts';
import type { FormRequest } from '../revise.ts';
import { changeSettings } from '../settings.ts';
import { peopleOf, projectWordsOf, settingsWordsOf } from './projectFields.ts';

type Target = ReturnType<typeof readProjectVersionTarget>;

/** One of an admin's forms: its subcommand of `/project`, its verb, and the words when it is saved. */
type ProjectForm = {
  readonly subcommand: Subcommand;
  readonly callbackId: string;
  readonly firstField?: string;
  readonly save: (request: FormRequest, submission: Submission<Target>) => Promise<Outcome>;
};

const people: ProjectForm = {
  subcommand: {
    name: 'people',
    usage: '',
    does: 'changes who is on the project, with a form',
    audience: 'admins',
    opensForm: true,
    run: (call) => openOn(call, PROJECT_FORM_TITLES.people, peopleForm),
  },
  callbackId: PEOPLE_FORM,
  firstField: 'clients',
  async save(request, { services, fields }) {
    const changed = await changePeople(services, { ...request, people: await peopleOf(services, fields) });
    return outcomeOf(changed, ({ project, details }) => revisedAnswer(project, details, true));
  },
};

const edit: ProjectForm = {
  subcommand: {
    name: 'edit',
    usage: '',
    does: 'changes name, dates, time zone and working days, with a form',
    audience: 'admins',
    opensForm: true,
    run: (call) => openOn(call, PROJECT_FORM_TITLES.edit, editForm),
  },
  callbackId: PROJECT_EDIT_FORM,
  firstField: 'name',
  async save(request, { services, fields }) {
    const edited = await editProject(services, { ...request, words: projectWordsOf(fields) });
    return outcomeOf(edited, ({ project, details }) => revisedAnswer(project, details, true));
  },
};

const settings: ProjectForm = {
  subcommand: {
    name: 'settings',
    usage: '',
    does: 'changes the quiet time and when people are reminded, with a form',
    audience: 'admins',
    opensForm: true,
    run: (call) => openOn(call, PROJECT_FORM_TITLES.settings, settingsForm),
  },
  callbackId: SETTINGS_FORM,
  firstField: 'quietSeconds',
  async save(request, { services, fields }) {
    const changed = await changeSettings(services, { ...request, words: settingsWordsOf(fields) });
    return outcomeOf(changed, ({ project, details }) => revisedAnswer(project, details, false));
  },
};

const close: ProjectForm = {
  subcommand: {
    name: 'close',
    usage: '',
    does: 'closes the project for good; asks first',
    audience: 'admins',
    opensForm: true,
    run: (call) =>
      openOn(call, PROJECT_FORM_TITLES.close, async (project) => {
        const milestones = await call.services.store.milestonesOf(project.id);
        return closeForm(project, milestones.filter(({ state }) => state === 'open').length);
      }),
  },
  callbackId: CLOSE_FORM,
  save: async (request, { services }) => outcomeOf(await closeProject(services, request), closedAnswer),
};

const FORMS = { people, edit, settings, close };

/** The subcommands of `/project` that open a form on the project as it is. */
export const projectFormSubcommands: readonly Subcommand[] = Object.values(FORMS).map(({ subcommand }) => subcommand);

/** Opens a form for an admin, unless the project is closed: then nothing of it changes any more. */
function openOn(
  { services, slack, place, actor, triggerId }: Call,
  title: string,
  formOf: (project: Project) => ModalView | Promise<ModalView>,
) {
  return openForm({ services, slack, triggerId, title }, async () => {
    const found = await loadAuthorised(services.store, place, actor, 'administer');
    if (!found.ok) return found;
    const { project } = found.value;
    if (project.status === 'closed') return refuse({ kind: 'project-closed', projectName: project.name });
    return { ok: true, value: await formOf(project) };
  });
}

export function listenToProjectForms(bolt: App, services: Services): void {
  for (const { callbackId, firstField, save } of Object.values(FORMS)) {
    onSubmit(bolt, services, {
      callbackId,
      ...(firstField === undefined ? {} : { firstField }),
      readTarget: readProjectVersionTarget,
      isFinal: true,
      async run(submission) {
        const { place, actor, idempotencyKey, target } = submission;
        const outcome = await save({ place, actor, idempotencyKey, version: target.version }, submission);
        const isUnchanged =
          outcome.kind === 'refused' && 'kind' in outcome.refused && outcome.refused.kind === 'project-unchanged';
        // Nothing to mend: the form closes as after any other save.
        return isUnchanged ? { kind: 'done', words: refusalAnswer(outcome.refused) } : outcome;
      },
    });
  }
}
