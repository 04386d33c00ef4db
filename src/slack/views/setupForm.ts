import type { App, ViewSubmitAction } from '@slack/bolt';
import { repeatedAnswer, setUpAnswer } from '../../../blocks/answers.ts';
import { SETUP_FORM } from '../../../blocks/setupForm.ts';
import type { Weekday } from '../../domain/day.ts';
import type { Person, ProjectRole } from '../../domain/project.ts';
import { setUpProject } from '../../projects/setup.ts';
import { fieldsOf } from '../fields.ts';
import type { Services } from '../services.ts';
import { answerForm } from '../submission.ts';
import { readChannelTarget } from '../target.ts';
import { tellIn } from '../tell.ts';
import { visitorOf } from '../visitor.ts';

const ROLES: readonly (readonly [block: string, role: ProjectRole])[] = [
  ['clients', 'client'],
  ['leads', 'lead'],
  ['invitees', 'invitee'],
  ['thirdParties', 'third-party'],
];

export function listenToSetupForm(bolt: App, services: Services): void {
  bolt.view<ViewSubmitAction>(
    { callback_id: SETUP_FORM, type: 'view_submission' },
    async ({ ack, body, view, client }) => {
      await answerForm(services, client, { view, ack, firstField: 'name' }, async () => {
        const { channelId } = readChannelTarget(view.private_metadata);
        const visitor = await visitorOf(services, {
          userId: body.user.id,
          teamId: body.user.team_id,
          name: body.user.name,
        });
        const fields = fieldsOf(view);
        const people = ROLES.flatMap(([block, role]) => fields.users(block).map((userId) => ({ userId, role })));
        const done = await setUpProject(services, {
          teamId: await services.teamId(),
          channelId,
          visitor,
          words: {
            name: fields.text('name'),
            people: await Promise.all(people.map((person) => named(services, person))),
            startDate: fields.date('startDate'),
            completionDate: fields.date('completionDate'),
            timeZone: fields.text('timeZone').trim(),
            workingDays: fields.choices('workingDays').map((day) => Number(day) as Weekday),
            paymentAgreed: fields.choice('payment') === 'yes',
          },
          requestId: `view:${view.id}`,
        });
        if (!done.ok) return { kind: 'refused', refused: done.failure };
        services.wakeDelivery();
        const tell = tellIn(client, services.log, { channelId, userId: body.user.id });
        return { kind: 'done', words: done.value === 'repeated' ? repeatedAnswer() : setUpAnswer(done.value), tell };
      });
    },
  );
}

/** Names are kept with the project: people of a shared channel cannot always be looked up later. */
async function named(services: Services, person: { userId: string; role: ProjectRole }): Promise<Person> {
  const user = await services.directory.find(person.userId);
  return { ...person, name: user?.name ?? person.userId, ...(user?.teamId ? { teamId: user.teamId } : {}) };
}
