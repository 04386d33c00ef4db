import type { PageMessage } from '../pageState.ts';
import { Blocks } from './blocks/Blocks.tsx';
import { Mrkdwn } from './blocks/Mrkdwn.tsx';

type Props = { readonly channelId: string; readonly message: PageMessage };

export function MessageBody({ channelId, message }: Props) {
  if (message.blocks.length === 0) return <Mrkdwn text={message.text} />;
  return <Blocks blocks={message.blocks} surface={{ kind: 'message', channelId, ts: message.ts }} />;
}
