import { describe, expect, it } from '@jest/globals';
import { type Action, mayAct } from '../../src/projects/permissions.ts';
import type { Payment, Project, ProjectStatus } from '../../src/projects/project.ts';
import { actor, admin, aProject, client, invitee, lead, stranger, thirdParty } from '../support/people.ts';

const who = {
  lead: actor(lead),
  invitee: actor(invitee),
  thirdParty: actor(thirdParty),
  client: actor(client),
  admin,
  adminOfOthers: { ...admin, userId: 'UOTHERS' },
  adminWhoTookOver: { ...admin, userId: 'UTOOK' },
  adminWhoIsExpert: { ...actor(lead), isAdmin: true },
  stranger,
  sameIdInAnotherWorkspace: { ...actor(lead), teamId: 'T2' },
};
type Who = keyof typeof who;

/** The table of rights, for an open project: yes, or the reason why not. */
const rights: readonly (readonly [Action, Readonly<Record<Who, string>>])[] = [
  [
    'change-milestones',
    {
      lead: 'yes',
      invitee: 'yes',
      thirdParty: 'yes',
      client: 'client-only-reads',
      admin: 'admin-is-no-expert',
      adminOfOthers: 'admin-is-no-expert',
      adminWhoTookOver: 'admin-is-no-expert',
      adminWhoIsExpert: 'yes',
      stranger: 'not-on-project',
      sameIdInAnotherWorkspace: 'not-on-project',
    },
  ],
  [
    'read',
    {
      lead: 'yes',
      invitee: 'yes',
      thirdParty: 'yes',
      client: 'yes',
      admin: 'yes',
      adminOfOthers: 'not-taken-over',
      adminWhoTookOver: 'yes',
      adminWhoIsExpert: 'yes',
      stranger: 'not-on-project',
      sameIdInAnotherWorkspace: 'not-on-project',
    },
  ],
  [
    'ask',
    {
      lead: 'yes',
      invitee: 'yes',
      thirdParty: 'yes',
      client: 'yes',
      admin: 'yes',
      adminOfOthers: 'not-taken-over',
      adminWhoTookOver: 'yes',
      adminWhoIsExpert: 'yes',
      stranger: 'not-on-project',
      sameIdInAnotherWorkspace: 'not-on-project',
    },
  ],
  [
    'answer',
    {
      lead: 'yes',
      invitee: 'yes',
      thirdParty: 'yes',
      client: 'client-only-reads',
      admin: 'admin-is-no-expert',
      adminOfOthers: 'admin-is-no-expert',
      adminWhoTookOver: 'admin-is-no-expert',
      adminWhoIsExpert: 'yes',
      stranger: 'not-on-project',
      sameIdInAnotherWorkspace: 'not-on-project',
    },
  ],
  [
    'administer',
    {
      lead: 'admin-only',
      invitee: 'admin-only',
      thirdParty: 'admin-only',
      client: 'admin-only',
      admin: 'yes',
      adminOfOthers: 'yes',
      adminWhoTookOver: 'yes',
      adminWhoIsExpert: 'yes',
      stranger: 'admin-only',
      sameIdInAnotherWorkspace: 'admin-only',
    },
  ],
];

/** Set up by one admin, taken over by another. */
const theirs = (fields: Partial<Project> = {}) => {
  const tookOver = { userId: 'UTOOK', teamId: 'T1', name: 'Tess' };
  return aProject({ setUpBy: { userId: 'UADMIN', teamId: 'T1', name: 'Ada' }, takenOverBy: [tookOver], ...fields });
};

const verdict = (...args: Parameters<typeof mayAct>) => {
  const result = mayAct(...args);
  return result.ok ? 'yes' : result.failure.kind;
};

describe.each(rights)('%s', (action, row) => {
  it.each(Object.entries(row))('%s: %s', (name, expected) => {
    expect(verdict(theirs(), who[name as Who], action)).toBe(expected);
  });
});

describe('before milestones are open', () => {
  const cases: readonly (readonly [ProjectStatus, Payment, string])[] = [
    ['preparing', { agreed: true }, 'waiting-for-payment'],
    ['preparing', { agreed: true, receivedAt: new Date(0) }, 'waiting-for-opening'],
    ['preparing', { agreed: false }, 'waiting-for-opening'],
    ['closed', { agreed: false }, 'project-closed'],
  ];
  it.each(cases)('a project %s with payment %j tells experts: %s', (status, payment, expected) => {
    const project = theirs({ status, payment });
    expect(verdict(project, who.lead, 'change-milestones')).toBe(expected);
    expect(verdict(project, who.client, 'change-milestones')).toBe('client-only-reads');
    expect(verdict(project, who.client, 'read')).toBe('yes');
    const untilClosed = status === 'closed' ? 'project-closed' : 'yes';
    for (const asker of [who.client, who.lead, who.admin]) expect(verdict(project, asker, 'ask')).toBe(untilClosed);
    expect(verdict(project, who.lead, 'answer')).toBe(untilClosed);
  });
});
