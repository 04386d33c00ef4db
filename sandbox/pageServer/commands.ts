import { readFileSync } from 'node:fs';
import { record, records, text } from '../json.ts';
import type { PageCommand } from '../pageState.ts';

/** The slash commands of the app's manifest; none where there is no manifest. */
export function readCommands(manifest: URL): readonly PageCommand[] {
  let source: unknown;
  try {
    source = JSON.parse(readFileSync(manifest, 'utf8'));
  } catch {
    return [];
  }
  return records(record(record(source).features).slash_commands).map((command) => ({
    command: text(command.command) ?? '',
    description: text(command.description) ?? '',
    usageHint: text(command.usage_hint) ?? '',
  }));
}
