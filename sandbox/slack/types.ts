/**
 * The words of the Slack stand-in: what a workspace holds, what a call records, what a person can do.
 * Shapes follow Slack's own (docs.slack.dev); nothing here knows the app.
 */

/** A JSON object as it travels. */
export type Json = Record<string, unknown>;

export type User = {
  readonly id: string;
  /** Home workspace: differs from the workspace's own id for people of a Slack Connect workspace. */
  readonly teamId: string;
  readonly name: string;
  readonly realName: string;
  readonly displayName: string;
  /** IANA zone. */
  readonly tz: string;
  readonly locale: string;
  readonly email?: string;
  readonly isAdmin: boolean;
  readonly isOwner: boolean;
  readonly isBot: boolean;
  deleted: boolean;
  /** What the sandbox's page says beside the name; Slack knows nothing of it. */
  readonly note?: string;
};

export type Channel = {
  readonly id: string;
  name: string;
  /** `im`: a direct message between the bot and `members[0]`; `mpim`: a group direct message of all its members. */
  readonly kind: 'public' | 'private' | 'im' | 'mpim';
  members: string[];
  archived: boolean;
  /** Timestamps of the pinned messages, oldest first. */
  pins: string[];
  /** True for channels shared with another workspace (Slack Connect). */
  readonly shared: boolean;
  topic?: string;
  purpose?: string;
};

export type Message = {
  readonly channelId: string;
  /** Slack's `ts`: the id of a message within its channel. */
  readonly ts: string;
  readonly threadTs?: string;
  /** User id of the author (the bot's user id for the app's messages). */
  readonly userId: string;
  text: string;
  blocks: Json[];
  metadata?: Json;
  /** Attachments of the app's own, and what it made of links (`chat.unfurl`). */
  attachments?: readonly Json[];
  /** Work Objects in the message: docs.slack.dev/messaging/work-objects. */
  entities?: readonly Json[];
  /** Present: only this person sees it. */
  readonly onlyFor?: string;
  edited: boolean;
  fileIds?: readonly string[];
  /** A reply that is shown in the channel as well. */
  readonly isBroadcast?: boolean;
  /** Emoji name to the people who reacted with it, in their order. */
  reactions?: Readonly<Record<string, readonly string[]>>;
};

/** A file the app has uploaded, or is about to. */
export type File = {
  readonly id: string;
  readonly name: string;
  /** Bytes, as announced before the upload. */
  readonly size: number;
  readonly altText: string;
  title: string;
  content?: Buffer;
  /** Finished by files.completeUploadExternal; before that it is nowhere. */
  isComplete: boolean;
};

export type View = {
  readonly id: string;
  readonly type: 'modal' | 'home';
  /** Whose screen it is on. */
  readonly userId: string;
  hash: string;
  /** The view as the app sent it. */
  payload: Json;
  readonly rootId: string;
  readonly previousId?: string;
  /** Messages under fields after a refused submission: block_id to text. */
  errors: Readonly<Record<string, string>>;
  /** What the fields hold, as Slack's `state.values`: block_id, then action_id. */
  values: ViewValues;
  /** The line Slack itself shows when the app's answer to a submission was late or wrong. */
  trouble?: string;
};

export type ViewValues = Record<string, Record<string, Json>>;

/** One Web API or response_url call of the app, as it was answered. */
export type Call = {
  readonly at: Date;
  /**
   * `chat.postMessage` …, or `response_url`. An answer of the app that Slack could not use is here as well:
   * `command_answer`, `view_submission_answer`, `block_suggestion_answer`.
   */
  readonly method: string;
  /** For `response_url`: which one was called, as the delivery that it answers gave it. */
  readonly responseUrl?: string;
  /** Arguments with JSON strings (blocks, view, metadata) already parsed. */
  readonly args: Json;
  readonly status: number;
  readonly answer: Json;
  /** Broken limits, in words with a JSON pointer; empty when the call was legal. */
  readonly violations: readonly string[];
};

/** One signed request of the stand-in to the app, or one envelope over a connection that the app has opened. */
export type Delivery = {
  readonly at: Date;
  /** `command`, `block_actions`, `view_submission`, `view_closed`, `block_suggestion`, `shortcut`, `message_action`, `event`. */
  readonly kind: string;
  readonly body: Json;
  /** HTTP status (200 for an acknowledged envelope), 0 where no answer came. */
  readonly status: number;
  readonly answer: string;
  readonly tookMs: number;
  /** Why there is no usable answer, in Slack's words: `http_timeout`, `connection_failed`, `http_error`. */
  readonly failure?: string;
  /** Which repetition this is (1, 2, 3); absent on a first delivery. */
  readonly retry?: number;
  /** In Socket Mode: the envelope it came in. */
  readonly envelopeId?: string;
};

/** How calls of one method (or of all, `*`) are to go wrong, the next `times` times. */
export type Fault = {
  readonly method: string;
  /** Only calls that concern this conversation. A call that names none is never concerned. Absent: all calls. */
  readonly channel?: string;
  readonly times: number;
  readonly how:
    | { readonly kind: 'error'; readonly error: string }
    | { readonly kind: 'rate-limit'; readonly retryAfter: number }
    /** `isDone`: does what was asked all the same. */
    | { readonly kind: 'status'; readonly status: number; readonly isDone?: boolean | undefined }
    /** Never answers; the connection stays open until the app or the stand-in closes it. */
    | { readonly kind: 'hang' }
    /** Cuts the connection before anything was done. */
    | { readonly kind: 'unreachable' }
    /** Does what was asked, then answers only after `ms`. */
    | { readonly kind: 'slow'; readonly ms: number }
    /** Does what was asked only after `ms`, also when the app has given up by then. */
    | { readonly kind: 'late'; readonly ms: number }
    /** Does what was asked, then cuts the connection without an answer. */
    | { readonly kind: 'cut' };
};

/** Where on the screen an element is. */
export type Where =
  | { readonly channelId: string; readonly ts: string; readonly blockId?: string }
  | { readonly viewId: string; readonly blockId?: string };

/** What one person can do in Slack. Every method resolves when the app has acknowledged. */
export type Person = {
  readonly userId: string;
  /** Types a slash command into a channel. */
  command(channelId: string, line: string): Promise<Delivery>;
  /**
   * Presses a button, or picks in a menu; `value` in plain form: a button's value, an option's value, a day, user ids.
   * Where several blocks hold the same action_id, `value` or `blockId` has to tell them apart.
   */
  act(where: Where, actionId: string, value?: unknown): Promise<Delivery>;
  /** Fills in the modal on top by block_id and submits it. Fields not named keep what they hold. */
  submit(values: Readonly<Record<string, unknown>>): Promise<Delivery>;
  /** Closes the modal on top. */
  closeView(): Promise<void>;
  /** Types into a menu whose options come from the app. */
  suggest(viewId: string, blockId: string, actionId: string, typed: string): Promise<Delivery>;
  openHome(): Promise<Delivery>;
  /** Opens a Work Object of a message, named by its address; the app answers with `entity.presentDetails`. */
  openDetails(channelId: string, ts: string, url: string): Promise<Delivery>;
  /** Picks a global shortcut of the app. */
  shortcut(callbackId: string): Promise<Delivery>;
  /** Picks a message shortcut of the app on a message. */
  messageShortcut(callbackId: string, channelId: string, ts: string): Promise<Delivery>;
  /** The modal on top, if one is open. */
  topView(): View | undefined;
  /** Messages of a channel that this person sees, oldest first; ephemeral ones included. */
  sees(channelId: string): readonly Message[];
};
