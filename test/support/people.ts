import type { Milestone } from '../../src/milestones/milestone.ts';
import type { Actor } from '../../src/projects/permissions.ts';
import type { Person, Project } from '../../src/projects/project.ts';
import { day } from './day.ts';

export const lead: Person = { userId: 'ULEAD', teamId: 'T1', name: 'Lena', role: 'lead' };
export const invitee: Person = { userId: 'UINVITEE', teamId: 'T1', name: 'Ivo', role: 'invitee' };
export const thirdParty: Person = { userId: 'UTHIRD', teamId: 'T1', name: 'Tara', role: 'third-party' };
export const client: Person = { userId: 'UCLIENT', teamId: 'T1', name: 'Carla', role: 'client' };

export const actor = (person: Pick<Person, 'userId' | 'teamId' | 'name'>): Actor => ({ ...person, isAdmin: false });
export const stranger: Actor = { userId: 'USTRANGER', teamId: 'T1', name: 'Sam', isAdmin: false };
export const admin: Actor = { userId: 'UADMIN', teamId: 'T1', name: 'Ada', isAdmin: true };

export function aProject(fields: Partial<Project> = {}): Project {
  return {
    id: '65f000000000000000000001',
    version: 1,
    teamId: 'T1',
    channelId: 'C1',
    name: 'Atlas',
    people: [lead, invitee, thirdParty, client],
    startDate: day('2026-11-02'),
    completionDate: day('2026-12-18'),
    timeZone: 'Europe/Berlin',
    workingDays: [1, 2, 3, 4, 5],
    payment: { agreed: false },
    status: 'open',
    nextNumber: 1,
    ...fields,
  };
}

export function aMilestone(fields: Partial<Milestone> = {}): Milestone {
  return {
    id: '65f0000000000000000000a1',
    projectId: '65f000000000000000000001',
    number: 1,
    version: 1,
    title: 'First draft',
    description: 'What it will contain',
    due: day('2026-12-04'),
    firstDue: fields.due ?? day('2026-12-04'),
    publishedAt: new Date('2026-11-02T09:00:00Z'),
    state: 'open',
    ...fields,
  } as Milestone;
}
