import { describe, expect, it } from '@jest/globals';
import { readManifest } from '../../sandbox/manifest.ts';

describe('what a workspace knows of an app', () => {
  it('is read from its manifest', () => {
    const { commands, scopes, botEvents } = readManifest(new URL('../../manifest.json', import.meta.url));
    expect(commands.map(({ command }) => command)).toEqual(['/milestone', '/project']);
    expect(scopes).toContain('chat:write');
    expect(botEvents).toContain('app_home_opened');
  });

  it('is nothing where there is no manifest', () => {
    expect(readManifest(new URL('file:///nowhere/manifest.json'))).toEqual({ commands: [], scopes: [], botEvents: [] });
  });
});
