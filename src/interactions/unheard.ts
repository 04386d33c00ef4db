import type { ReceiverEvent } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import { unknownControlAnswer } from '../../blocks/shared/answers.ts';
import { noteModal } from '../../blocks/shared/modals.ts';
import { pressBody, submissionBody } from '../platform/slack/bodies.ts';
import { replyIn } from './reply.ts';
import type { Services } from './services.ts';

/**
 * Answers what no listener acknowledged: a button or a form of an older version. Slack would show a warning sign, and the
 * person would not know what to do. Undefined where nobody waits for words.
 */
export function answerToUnheard(
  services: Services,
  slack: WebClient,
  body: ReceiverEvent['body'],
): ((ack: ReceiverEvent['ack']) => Promise<void>) | undefined {
  const shown = unknownControlAnswer();
  if (submissionBody.safeParse(body).success) {
    return (ack) => ack({ response_action: 'update', view: noteModal('Milepost', shown.text) });
  }
  const press = pressBody.safeParse(body);
  if (!press.success) return undefined;
  const { user, channel, view } = press.data;
  return async (ack) => {
    await ack();
    await replyIn(slack, services, { ...(view ? {} : { channelId: channel?.id }), userId: user.id })(shown);
  };
}
