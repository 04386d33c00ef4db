import type { ReceiverEvent } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import { busyAnswer } from '../../blocks/shared/answers.ts';
import { noteModal } from '../../blocks/shared/modals.ts';
import { commandBody, pressBody, submissionBody } from '../platform/slack/bodies.ts';
import { replyBy, replyIn } from './reply.ts';
import type { Services } from './services.ts';

/** Answers at once, without any work: nothing is saved, and a form keeps what was typed. */
export async function answerBusy(
  services: Services,
  slack: WebClient,
  body: ReceiverEvent['body'],
  ack: ReceiverEvent['ack'],
): Promise<void> {
  const shown = busyAnswer();
  if (commandBody.safeParse(body).success) return ack({ response_type: 'ephemeral', text: shown.text });
  const form = submissionBody.safeParse(body);
  if (form.success) {
    const field = form.data.view.blocks.find(({ type }) => type === 'input')?.block_id;
    if (field === undefined) return ack({ response_action: 'update', view: noteModal('Milepost', shown.text) });
    return ack({ response_action: 'errors', errors: { [field]: shown.text } });
  }
  await ack();
  const press = pressBody.safeParse(body);
  if (!press.success) return;
  const { user, channel, response_url } = press.data;
  const directly = replyIn(slack, services, { channelId: channel?.id, userId: user.id });
  await replyBy(services, response_url, directly)(shown);
}
