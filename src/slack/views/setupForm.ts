import type { App, ViewSubmitAction } from '@slack/bolt';
import { repeatedAnswer, setUpAnswer } from '../../../blocks/answers.ts';
import { withInvitation } from '../../../blocks/projectAnswers.ts';
import { SETUP_FORM } from '../../../blocks/setupForm.ts';
import { setUpProject } from '../../projects/setup.ts';
import { fieldsOf } from '../fields.ts';
import { joinChannel } from '../joinChannel.ts';
import { peopleOf, projectWordsOf } from '../projectFields.ts';
import type { Services } from '../services.ts';
import { answerForm } from '../submission.ts';
import { readChannelTarget } from '../target.ts';
import { tellIn } from '../tell.ts';
import { visitorOf } from '../visitor.ts';

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
        const done = await setUpProject(services, {
          teamId: await services.teamId(),
          channelId,
          visitor,
          words: {
            ...projectWordsOf(fields),
            people: await peopleOf(services, fields),
            paymentAgreed: fields.choice('payment') === 'yes',
          },
          requestId: `view:${view.id}`,
        });
        if (!done.ok) return { kind: 'refused', refused: done.failure };
        const tell = tellIn(client, services.log, { channelId, userId: body.user.id });
        if (done.value === 'repeated') return { kind: 'done', words: repeatedAnswer(), tell };
        // Before delivery begins: what is posted to a channel that the app is not in would have to wait.
        const isIn = await joinChannel(services, client, channelId);
        services.wakeDelivery();
        const words = setUpAnswer(done.value);
        return { kind: 'done', words: isIn ? words : withInvitation(words), tell };
      });
    },
  );
}
