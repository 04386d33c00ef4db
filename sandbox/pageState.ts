import type { Json, ViewValues } from './types.ts';

/** What the page and its server say to each other; plain JSON in both directions. */

export type PagePerson = { readonly id: string; readonly name: string; readonly note: string; readonly tz: string };

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
  readonly kind: 'public' | 'private' | 'im';
  readonly archived: boolean;
  readonly memberCount: number;
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

export type PageCommand = { readonly command: string; readonly description: string; readonly usageHint: string };

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
  readonly commands: readonly PageCommand[];
};

export type TrafficEntry = {
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
export type PageDeed =
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
  | { readonly do: 'clock'; readonly move: 'hour' | 'morning' | 'day' };

/** What came of it: `trouble` is what Slack would show where the app did not answer as it should. */
export type PageOutcome = { readonly trouble?: string; readonly options?: readonly Json[] };
