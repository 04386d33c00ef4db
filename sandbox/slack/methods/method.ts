import type { Violation } from '../limits/check.ts';
import { inWords } from '../limits/violations.ts';
import type { Installation } from '../oauth/installation.ts';
import type { Token } from '../oauth/tokens.ts';
import type { Channel, Json } from '../types.ts';
import type { Triggers } from '../webApi/triggers.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { channelById, isMember } from '../workspace/workspace.ts';
import type { Refusal } from './refusal.ts';
import { refusal } from './refusal.ts';

export type Context = {
  readonly workspace: Workspace;
  readonly triggers: Triggers;
  readonly args: Json;
  /** Whose call it is; a few methods take no token. */
  readonly token: Token | undefined;
  readonly installation: Installation;
  /** Broken limits of this call. */
  readonly violations: readonly Violation[];
  /** Tells the app of an event this call caused, once the call is answered. */
  readonly emit: (event: Json) => void;
  /** Base of addresses that answers name, without a slash at the end. */
  readonly baseUrl: () => string;
};

/** Answers a call; what it changes it changes in the workspace. */
export type Method = (context: Context) => Json;

/** A refusal that repeats what is wrong: docs.slack.dev/apis/web-api, "Evaluating responses". */
export function refusalInWords(error: string, violations: readonly Violation[]): Refusal {
  const words = violations.map(inWords);
  return refusal(error, { errors: words, response_metadata: { messages: words.map((line) => `[ERROR] ${line}`) } });
}

/** The channel the bot may use; a private one it is not in does not exist for it. */
export function botChannel(workspace: Workspace, channelId: string, outsider = 'not_in_channel'): Channel | Refusal {
  const channel = channelById(workspace, channelId);
  if (channel === undefined) return refusal('channel_not_found');
  if (isMember(workspace, channel, workspace.bot.userId)) return channel;
  return refusal(channel.kind === 'public' ? outsider : 'channel_not_found');
}
