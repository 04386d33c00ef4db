import { describe, expect, it } from '@jest/globals';
import { readManifest } from '../../../../sandbox/slack/manifest/readManifest.ts';

describe('what a workspace knows of an app', () => {
  it('is read from its manifest', () => {
    const { name, commands, scopes, botEvents, isSocketMode } = readManifest(
      new URL('../../../../manifest.json', import.meta.url),
    );
    expect(commands.map(({ command }) => command)).toEqual(['/milestone', '/project']);
    expect([name, isSocketMode]).toEqual(['Milepost', false]);
    expect(scopes).toContain('chat:write');
    expect(botEvents).toContain('app_home_opened');
  });

  it('is nothing where there is no manifest', () => {
    expect(readManifest(new URL('file:///nowhere/manifest.json'))).toMatchObject({
      commands: [],
      scopes: [],
      botEvents: [],
    });
  });
});
