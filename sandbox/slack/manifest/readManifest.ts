import { readFileSync } from 'node:fs';
import { record, records, text } from '../common/json.ts';

export type ManifestCommand = { readonly command: string; readonly description: string; readonly usageHint: string };

/** What a workspace knows of an app from its manifest. */
export type Manifest = {
  readonly name: string;
  readonly commands: readonly ManifestCommand[];
  /** What the bot is granted. */
  readonly scopes: readonly string[];
  /** The events it hears of. */
  readonly botEvents: readonly string[];
  /** Domains whose links the app unfurls. */
  readonly unfurlDomains: readonly string[];
  readonly isSocketMode: boolean;
};

const NONE: Manifest = {
  name: 'App',
  commands: [],
  scopes: [],
  botEvents: [],
  unfurlDomains: [],
  isSocketMode: false,
};

/** An app without a manifest has no commands, no rights and hears of nothing. */
export function readManifest(file: URL): Manifest {
  let source: unknown;
  try {
    source = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return NONE;
  }
  const { display_information: display, features, oauth_config: oauth, settings } = record(source);
  const { bot_user: bot, slash_commands: commands, unfurl_domains: domains } = record(features);
  return {
    name: text(record(bot).display_name) ?? text(record(display).name) ?? NONE.name,
    commands: records(commands).map((command) => ({
      command: text(command.command) ?? '',
      description: text(command.description) ?? '',
      usageHint: text(command.usage_hint) ?? '',
    })),
    scopes: words(record(record(oauth).scopes).bot),
    botEvents: words(record(record(settings).event_subscriptions).bot_events),
    unfurlDomains: words(domains),
    isSocketMode: record(settings).socket_mode_enabled === true,
  };
}

function words(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}
