import type { Messages } from '../../src/delivery/messages.ts';

const nothing = async () => undefined;

/** Slack for tests of posts alone: whatever else is asked of it has no outcome. */
export const UNUSED: Omit<Messages, 'channelOf' | 'post'> = {
  edit: nothing,
  find: nothing,
  permalink: nothing,
  pin: nothing,
  unpin: nothing,
  remove: nothing,
};
