import { readFileSync } from 'node:fs';
import { record, records, text } from './json.ts';
import type { PageCommand } from './pageState.ts';

/** What a workspace knows of an app from its manifest. */
export type Manifest = {
  readonly commands: readonly PageCommand[];
  /** What the bot is granted. */
  readonly scopes: readonly string[];
  /** The events it hears of. */
  readonly botEvents: readonly string[];
};

/** The manifest of the app beside the sandbox. Compiled, this file is dist/sandbox/manifest.js. */
export const MANIFEST = new URL('../../manifest.json', import.meta.url);

/** An app without a manifest has no commands, no rights and hears of nothing. */
export function readManifest(file: URL): Manifest {
  let source: unknown;
  try {
    source = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { commands: [], scopes: [], botEvents: [] };
  }
  const { features, oauth_config: oauth, settings } = record(source);
  return {
    commands: records(record(features).slash_commands).map((command) => ({
      command: text(command.command) ?? '',
      description: text(command.description) ?? '',
      usageHint: text(command.usage_hint) ?? '',
    })),
    scopes: words(record(record(oauth).scopes).bot),
    botEvents: words(record(record(settings).event_subscriptions).bot_events),
  };
}

function words(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}
