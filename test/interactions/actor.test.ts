import { describe, expect, it } from '@jest/globals';
import { actorOf } from '../../src/interactions/actor.ts';
import type { Services } from '../../src/interactions/services.ts';
import type { SlackUser } from '../../src/platform/slack/directory.ts';
import type { Project } from '../../src/projects/project.ts';
import { personOf } from '../../src/projects/project.ts';
import { aProject } from '../support/people.ts';

const HERE = 'T1';
const TEAMS = [HERE, 'T2', undefined] as const;

function services(
  user: SlackUser | undefined,
  admins: Services['admins'] = 'workspace',
  named: readonly string[] = [],
): Services {
  const only: Pick<Services, 'directory' | 'wait' | 'teamId' | 'admins' | 'adminUserIds'> = {
    directory: { forget: () => undefined, isIn: async () => false, find: async () => user },
    wait: () => new Promise(() => undefined),
    teamId: async () => HERE,
    admins,
    adminUserIds: new Set(named),
  };
  return only as Services;
}

function inSlack(teamId: string | undefined, isWorkspaceAdmin = false): SlackUser {
  return {
    userId: 'ULEAD',
    ...(teamId === undefined ? {} : { teamId }),
    name: 'Lena',
    isWorkspaceAdmin,
    isDeactivated: false,
  };
}

const from = (teamId: string | undefined) => ({ userId: 'ULEAD', teamId, name: 'lena' });
const all = TEAMS.flatMap((signed) => TEAMS.map((known) => ({ signed, known })));

describe('who acts is whom Slack signed for', () => {
  it.each(all)('signed for $signed, known in $known: an admin in this workspace alone', async ({ signed, known }) => {
    for (const named of [[], ['ULEAD']]) {
      const { isAdmin } = await actorOf(services(inSlack(known, true), 'workspace', named), from(signed));
      const isKnownHere = known === HERE || known === undefined;
      expect(isAdmin).toBe(signed === HERE && (isKnownHere || named.length > 0));
    }
  });

  it.each(all)(
    'signed for $signed, known in $known: an expert in their own workspace alone',
    async ({ signed, known }) => {
      const actor = await actorOf(services(inSlack(known)), from(signed));
      expect(personOf(aProject(), actor)?.role).toBe(signed === HERE ? 'lead' : undefined);
    },
  );

  it('is on no project where the project does not say of which workspace its people are', async () => {
    const people: Project['people'] = [{ userId: 'ULEAD', name: 'Lena', role: 'lead' }];
    const actor = await actorOf(services(inSlack(HERE)), from(undefined));
    expect(personOf(aProject({ people }), actor)).toBeUndefined();
  });

  it('is no admin for being one of the workspace where only those listed are', async () => {
    expect(await actorOf(services(inSlack(HERE, true), 'listed'), from(HERE))).toMatchObject({ isAdmin: false });
    expect(await actorOf(services(inSlack(HERE, true), 'listed', ['ULEAD']), from(HERE))).toMatchObject({
      isAdmin: true,
    });
  });

  it('is no admin, for now, where Slack does not say', async () => {
    expect(await actorOf(services(undefined), from(HERE))).toMatchObject({ isAdmin: false, isAdminUnknown: true });
    expect(await actorOf(services(undefined, 'listed'), from(HERE))).not.toHaveProperty('isAdminUnknown');
  });
});
