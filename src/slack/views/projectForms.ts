import type { App, ViewSubmitAction } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import { repeatedAnswer } from '../../../blocks/answers.ts';
import { closedAnswer, revisedAnswer } from '../../../blocks/projectAnswers.ts';
import { CLOSE_FORM, EDIT_FORM, PEOPLE_FORM, SETTINGS_FORM } from '../../../blocks/projectForms.ts';
import type { Shown } from '../../../blocks/text.ts';
import type { Result } from '../../domain/result.ts';
import { closeProject } from '../../projects/close.ts';
import { changePeople, editProject } from '../../projects/edit.ts';
import type { FormRequest, Revised } from '../../projects/revise.ts';
import { changeSettings } from '../../projects/settings.ts';
import { fieldsOf } from '../fields.ts';
import { type Refused, refusalAnswer } from '../guard.ts';
import { peopleOf, projectWordsOf, settingsWordsOf } from '../projectFields.ts';
import type { Services } from '../services.ts';
import { answerForm, type Outcome } from '../submission.ts';
import { readProjectVersionTarget } from '../target.ts';
import { tellIn } from '../tell.ts';
import { visitorOf } from '../visitor.ts';

type Fields = ReturnType<typeof fieldsOf>;
type Saved<T> = Promise<Result<T | 'repeated', Refused>>;

/** One of an admin's forms: its verb, and the words when it is saved. */
type ProjectForm<T> = {
  readonly callbackId: string;
  readonly firstField?: string;
  readonly save: (services: Services, request: FormRequest, fields: Fields) => Saved<T>;
  readonly words: (saved: T) => Shown;
};

const people: ProjectForm<Revised> = {
  callbackId: PEOPLE_FORM,
  firstField: 'clients',
  save: async (services, request, fields) =>
    changePeople(services, { ...request, people: await peopleOf(services, fields) }),
  words: ({ project, details }) => revisedAnswer(project, details, true),
};

const edit: ProjectForm<Revised> = {
  callbackId: EDIT_FORM,
  firstField: 'name',
  save: (services, request, fields) => editProject(services, { ...request, words: projectWordsOf(fields) }),
  words: ({ project, details }) => revisedAnswer(project, details, true),
};

const settings: ProjectForm<Revised> = {
  callbackId: SETTINGS_FORM,
  firstField: 'quietSeconds',
  save: (services, request, fields) => changeSettings(services, { ...request, words: settingsWordsOf(fields) }),
  words: ({ project, details }) => revisedAnswer(project, details, false),
};

const close: ProjectForm<Parameters<typeof closedAnswer>[0]> = {
  callbackId: CLOSE_FORM,
  save: (services, request) => closeProject(services, request),
  words: closedAnswer,
};

export function listenToProjectForms(bolt: App, services: Services): void {
  listenTo(bolt, services, people);
  listenTo(bolt, services, edit);
  listenTo(bolt, services, settings);
  listenTo(bolt, services, close);
}

function listenTo<T>(bolt: App, services: Services, form: ProjectForm<T>): void {
  const { callbackId, firstField } = form;
  bolt.view<ViewSubmitAction>(
    { callback_id: callbackId, type: 'view_submission' },
    async ({ ack, body, view, client }) => {
      const field = firstField === undefined ? {} : { firstField };
      await answerForm(services, client, { view, ack, ...field }, () => submitted(services, form, body, client));
    },
  );
}

async function submitted<T>(
  services: Services,
  form: ProjectForm<T>,
  { user, view }: ViewSubmitAction,
  client: WebClient,
): Promise<Outcome> {
  const { projectId, version } = readProjectVersionTarget(view.private_metadata);
  const request: FormRequest = {
    place: { teamId: await services.teamId(), projectId },
    visitor: await visitorOf(services, { userId: user.id, teamId: user.team_id, name: user.name }),
    requestId: `view:${view.id}`,
    version,
  };
  const saved = await form.save(services, request, fieldsOf(view));
  const project = await services.store.projectById(projectId);
  const tell = tellIn(client, services.log, { channelId: project?.channelId, userId: user.id });
  if (!saved.ok) {
    const isUnchanged = 'kind' in saved.failure && saved.failure.kind === 'project-unchanged';
    // Nothing to mend: the form closes as after any other save.
    if (isUnchanged) return { kind: 'done', words: refusalAnswer(saved.failure), tell };
    return { kind: 'refused', refused: saved.failure };
  }
  services.wakeDelivery();
  return { kind: 'done', words: saved.value === 'repeated' ? repeatedAnswer() : form.words(saved.value), tell };
}
