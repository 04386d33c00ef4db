import { authMethods } from './auth.ts';
import { blockMethods } from './blocks.ts';
import { bookmarkMethods } from './bookmarks.ts';
import { channelMethods } from './channels.ts';
import { chatMethods } from './chat.ts';
import { conversationMethods } from './conversations.ts';
import { entityMethods } from './entity.ts';
import { fileMethods } from './files.ts';
import { historyMethods } from './history.ts';
import type { Method } from './method.ts';
import { oauthMethods } from './oauth.ts';
import { pinMethods } from './pins.ts';
import { reactionMethods } from './reactions.ts';
import { unfurlMethods } from './unfurl.ts';
import { userMethods } from './users.ts';
import { viewMethods } from './views.ts';

/** Every Web API method the stand-in knows; any other is `unknown_method`. */
export const METHODS: ReadonlyMap<string, Method> = new Map(
  Object.entries({
    ...authMethods,
    ...blockMethods,
    ...bookmarkMethods,
    ...channelMethods,
    ...chatMethods,
    ...conversationMethods,
    ...entityMethods,
    ...fileMethods,
    ...historyMethods,
    ...oauthMethods,
    ...pinMethods,
    ...reactionMethods,
    ...unfurlMethods,
    ...userMethods,
    ...viewMethods,
  }),
);
