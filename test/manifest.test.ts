import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import { usageHint } from '../src/interactions/subcommand.ts';
import { milestoneSubcommands } from '../src/listeners/milestoneCommand.ts';
import { projectSubcommands } from '../src/listeners/projectCommand.ts';

const manifest = JSON.parse(readFileSync('manifest.json', 'utf8'));
const schema = (file: string) => JSON.parse(readFileSync(join('test/manifest-schema', file), 'utf8'));

/** The bot scopes that each Web API method we call needs (docs.slack.dev/reference/methods). */
const SCOPES: Readonly<Record<string, readonly string[]>> = {
  'auth.test': [],
  'chat.delete': ['chat:write'],
  'chat.getPermalink': [],
  'chat.postEphemeral': ['chat:write'],
  'chat.postMessage': ['chat:write'],
  'chat.update': ['chat:write'],
  'conversations.history': ['channels:history', 'groups:history', 'im:history'],
  'conversations.join': ['channels:join'],
  'conversations.members': ['channels:read', 'groups:read'],
  'conversations.open': ['im:write'],
  'conversations.replies': ['channels:history', 'groups:history', 'im:history'],
  'pins.add': ['pins:write'],
  'pins.remove': ['pins:write'],
  'users.info': ['users:read'],
  'views.open': [],
  'views.publish': [],
  'views.push': [],
  'views.update': [],
};

/** The bot scopes that each event needs (docs.slack.dev/reference/events). */
const EVENT_SCOPES: Readonly<Record<string, readonly string[]>> = {
  app_home_opened: [],
  app_uninstalled: [],
  channel_archive: ['channels:read'],
  channel_deleted: ['channels:read'],
  channel_id_changed: ['groups:read'],
  channel_left: ['channels:read'],
  channel_unarchive: ['channels:read'],
  channel_unshared: ['channels:read', 'groups:read'],
  group_archive: ['groups:read'],
  group_deleted: ['groups:read'],
  group_left: ['groups:read'],
  group_unarchive: ['groups:read'],
  member_joined_channel: ['channels:read', 'groups:read'],
  member_left_channel: ['channels:read', 'groups:read'],
  tokens_revoked: [],
  user_change: ['users:read'],
};

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(folder, name), 'utf8'));
}

function methodsInCode(): string[] {
  const calls = sourceFiles('src').flatMap((source) => [
    ...source.matchAll(/\b(?:slack|client)\.((?:[a-z]+\.)+[a-zA-Z]+)\(/g),
  ]);
  return [...new Set(calls.map(([, method = '']) => method))].sort();
}

describe('manifest.json', () => {
  it("is accepted by Slack's schema", () => {
    const ajv = new Ajv({ strict: false, validateFormats: false });
    for (const version of ['1.0.0', '2.0.0']) {
      const file = `manifest.schema.${version}.json`;
      ajv.addSchema(schema(file), `https://raw.githubusercontent.com/slackapi/manifest-schema/v0.5.0/schemas/${file}`);
    }
    const accepts = ajv.compile(schema('manifest.schema.json'));
    expect({ accepted: accepts(manifest), errors: accepts.errors }).toEqual({ accepted: true, errors: null });
    expect(accepts({ ...manifest, display_information: {} })).toBe(false);
  });

  it('asks for the scopes that the code needs, and for no other', () => {
    const methods = methodsInCode();
    expect(methods).toEqual(Object.keys(SCOPES).sort());
    const ofEvents = Object.values(EVENT_SCOPES).flat();
    const needed = new Set(['commands', ...methods.flatMap((method) => SCOPES[method] ?? []), ...ofEvents]);
    expect(manifest.oauth_config.scopes.bot).toEqual([...needed].sort());
  });

  it('subscribes to the events that the code listens to', () => {
    const events = sourceFiles('src').flatMap((source) => [
      ...source.matchAll(/\bbolt\.event(?:<[^>]*>)?\(\s*'([^']+)'/g),
    ]);
    const names = new Set(events.map(([, name = '']) => name));
    expect([...names].sort()).toEqual(Object.keys(EVENT_SCOPES));
    expect(manifest.settings.event_subscriptions.bot_events).toEqual([...names].sort());
  });

  it('names the subcommands as the tables do', () => {
    const hints = manifest.features.slash_commands.map((each: { command: string; usage_hint: string }) => [
      each.command,
      each.usage_hint,
    ]);
    expect(hints).toEqual([
      ['/milestone', usageHint(milestoneSubcommands)],
      ['/project', usageHint(projectSubcommands)],
    ]);
  });
});
