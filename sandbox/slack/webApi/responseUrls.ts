import { randomBytes } from 'node:crypto';
import { isYes, text } from '../common/json.ts';
import type { Json } from '../types.ts';
import { evictOlderThan } from '../workspace/evict.ts';
import { addMessage, changeMessage, hasContent, removeMessage } from '../workspace/messages.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { messageAt } from '../workspace/workspace.ts';

/** docs.slack.dev/interactivity/handling-user-interaction: up to 5 times within 30 minutes. */
const USES = 5;
const LIFETIME_MS = 30 * 60_000;

/** After this one that ran out is as unknown as one never issued. */
const REMEMBERED_MS = 2 * LIFETIME_MS;

type Source = {
  readonly channelId: string;
  readonly userId: string;
  /** The message acted on; a command has none. */
  readonly ts?: string;
};

type Issued = Source & { readonly at: number; uses: number };

export type ResponseUrls = {
  /** Path on the stand-in; `commands`, `actions` or `app`. */
  issue(kind: string, source: Source): string;
  /** The conversation that the address answers in. */
  channelOf(path: string): string | undefined;
  /** What a request to such a path is answered; `undefined` for a path never issued. */
  use(path: string, args: Json, errors: readonly string[]): { status: number; answer: Json } | undefined;
};

const gone = (error: string) => ({ status: 404, answer: { ok: false, error } });
const bad = (error: string, errors: readonly string[] = []) => ({
  status: 400,
  answer: { ok: false, error, ...(errors.length > 0 ? { errors } : {}) },
});
const done = { status: 200, answer: { ok: true } };

export function createResponseUrls(workspace: Workspace): ResponseUrls {
  const issued = new Map<string, Issued>();

  const respond = (source: Source, args: Json, errors: readonly string[]): { status: number; answer: Json } => {
    const original = source.ts === undefined ? undefined : messageAt(workspace, source.channelId, source.ts);
    if (isYes(args.delete_original)) {
      if (original !== undefined) removeMessage(workspace, original);
      return done;
    }
    if (!hasContent(args)) return bad('no_text');
    if (errors.length > 0) return bad('invalid_blocks', errors);
    if (isYes(args.replace_original) && original !== undefined) {
      changeMessage(workspace, original, args);
      return done;
    }
    addMessage(workspace, {
      channelId: source.channelId,
      userId: workspace.bot.userId,
      args,
      threadTs: text(args.thread_ts),
      onlyFor: args.response_type === 'in_channel' ? undefined : source.userId,
    });
    return done;
  };

  return {
    issue: (kind, source) => {
      evictOlderThan(issued, workspace.realNow() - REMEMBERED_MS);
      const path = `/response/${kind}/${workspace.team.id}/${randomBytes(12).toString('hex')}`;
      issued.set(path, { ...source, at: workspace.realNow(), uses: 0 });
      return path;
    },
    channelOf: (path) => issued.get(path)?.channelId,
    use: (path, args, errors) => {
      const found = issued.get(path);
      if (found === undefined) return undefined;
      if (workspace.realNow() - found.at > LIFETIME_MS) return gone('expired_url');
      if (found.uses >= USES) return gone('used_url');
      found.uses += 1;
      return respond(found, args, errors);
    },
  };
}
