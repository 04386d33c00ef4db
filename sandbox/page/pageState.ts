import type { ManifestCommand } from '../slack/manifest/readManifest.ts';
import type { Json, ViewValues } from '../slack/types.ts';

/** What the page and its server say to each other; plain JSON in both directions. */

export type PagePerson = {
  readonly id: string;
  readonly name: string;
  /** What they are in the sandbox's story. */
  readonly note: string;
  readonly tz: string;
  readonly email: string;
};

export type PageMessage = {
  readonly ts: string;
  readonly threadTs?: string;
  readonly userId: string;
  readonly text: string;
  readonly blocks: readonly Json[];
  readonly onlyForMe: boolean;
  readonly edited: boolean;
};

export type PageChannel = {
  readonly id: string;
  readonly name: string;
  readonly kind: 'public' | 'private' | 'im' | 'mpim';
  readonly archived: boolean;
  readonly memberCount: number;
  readonly hasApp: boolean;
  readonly pins: readonly string[];
  readonly messages: readonly PageMessage[];
};

export type PageView = {
  readonly id: string;
  readonly hash: string;
  readonly payload: Json;
  readonly values: ViewValues;
  readonly errors: Readonly<Record<string, string>>;
  readonly trouble?: string;
};

export type PageMail = {
  readonly id: string;
  /** ISO 8601, sandbox time. */
  readonly at: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  /** Where its HTML can be had, if it has any. */
  readonly htmlPath?: string;
  readonly attachments: readonly { readonly name: string; readonly type: string; readonly size: number }[];
};

/** What is to go wrong, or back to right with `on: false`. The page cannot bring back a deleted message. */
export type PageTrouble =
  | { readonly kind: 'slow' | 'rate-limit' | 'cut'; readonly on: boolean }
  | {
      readonly kind: 'break';
      readonly method: string;
      readonly error: string;
      /** Absent: in every conversation. */
      readonly channelId?: string | undefined;
      readonly on: boolean;
    }
  | { readonly kind: 'archive' | 'bot'; readonly channelId: string; readonly on: boolean }
  | { readonly kind: 'pinned'; readonly channelId: string };

export type PageCommand = ManifestCommand;

/** The workspace as one person sees it. */
export type PageState = {
  readonly team: string;
  readonly me: string;
  readonly app: { readonly userId: string; readonly name: string };
  readonly people: readonly PagePerson[];
  readonly channels: readonly PageChannel[];
  readonly home?: PageView;
  /** The modal on top; those below it come back when it closes. */
  readonly modal?: PageView;
  /** The sandbox's time, ISO 8601. */
  readonly now: string;
  /** How far the clock was moved since the start. */
  readonly movedMs: number;
  /** The next day that a pinned message of the app's names, YYYY-MM-DD. */
  readonly nextDue?: string;
  readonly commands: readonly PageCommand[];
  readonly mails: readonly PageMail[];
  /** What is wrong by request; each of them takes itself back with `on: false`. */
  readonly troubles: readonly PageTrouble[];
  /** Methods of the Web API that can be broken. */
  readonly methods: readonly string[];
  /** Calls that broke one of Slack's limits. */
  readonly violations: number;
};

export type PageHead = Omit<PageChannel, 'messages'>;

/** Parts that are sent on as they are; what is missing in a patch is as it was, `null` is gone. */
export type PageRest = { readonly [Part in keyof Omit<PageState, 'channels'>]: PageState[Part] | null };

/** What changed since the last one. */
export type PagePatch = {
  /** Everything, to begin with. */
  readonly state?: PageState;
  readonly rest?: Partial<PageRest>;
  /** All channels in their order, when anything but messages changed in one. */
  readonly heads?: readonly PageHead[];
  readonly messages?: readonly {
    readonly channelId: string;
    readonly changed: readonly PageMessage[];
    readonly gone: readonly string[];
  }[];
};

export type TrafficEntry = {
  readonly id: string;
  readonly at: string;
  /** `in`: the app called Slack; `out`: Slack called the app. */
  readonly direction: 'in' | 'out';
  readonly name: string;
  readonly ok: boolean;
  readonly summary: string;
  readonly violations: readonly string[];
  readonly sent: unknown;
  readonly answered: unknown;
};

export type PageWhere =
  | { readonly channelId: string; readonly ts: string; readonly blockId: string }
  | { readonly viewId: string; readonly blockId: string };

/** One thing a person does on the page. */
export type PageAction =
  | { readonly do: 'command'; readonly channelId: string; readonly line: string }
  | { readonly do: 'say'; readonly channelId: string; readonly text: string; readonly threadTs?: string | undefined }
  | { readonly do: 'act'; readonly where: PageWhere; readonly actionId: string; readonly value?: unknown }
  | { readonly do: 'submit'; readonly values: Readonly<Record<string, unknown>> }
  | { readonly do: 'close' }
  | { readonly do: 'home' }
  | {
      readonly do: 'suggest';
      readonly viewId: string;
      readonly blockId: string;
      readonly actionId: string;
      readonly typed: string;
    }
  | { readonly do: 'clock'; readonly move: 'hour' | 'morning' | 'day' | 'due' }
  | { readonly do: 'trouble'; readonly trouble: PageTrouble }
  | { readonly do: 'mend' }
  /** Everything is as at the beginning: the workspace, the database, the clock. */
  | { readonly do: 'start over' };

/** What came of it: `trouble` is what Slack would show where the app did not answer as it should. */
export type PageOutcome = { readonly trouble?: string; readonly options?: readonly Json[] };
