/**
 * What someone can be told, each in an order of its own. `updates` and `board` stand in the client channel, `thread` under
 * the board; `reminders` reach the channel or a person; `notices` are direct messages that ask or inform one person;
 * `home` is someone's App Home, as far as it shows the project.
 */
export type Stream = 'updates' | 'board' | 'thread' | 'reminders' | 'notices' | 'home';

/** A stream of the client channel, or a person's: `notices:U0LEAD`. */
export type AudienceKey = Stream | `${'reminders' | 'notices' | 'home'}:${string}`;

/** A channel, or a person's direct messages. */
export type Receiver = { readonly channelId: string } | { readonly userId: string };

/** Slack's id of a receiver. */
export function idOf(receiver: Receiver): string {
  return 'channelId' in receiver ? receiver.channelId : receiver.userId;
}

export function partsOf(key: AudienceKey): { readonly stream: Stream; readonly userId: string | undefined } {
  const [stream, userId] = key.split(':') as [Stream, string | undefined];
  return { stream, userId };
}
