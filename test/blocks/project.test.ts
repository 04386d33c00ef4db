import { describe, expect, it } from '@jest/globals';
import { closedAnswer, revisedAnswer, withInvitation } from '../../blocks/projects/projectAnswers.ts';
import { closeForm, editForm, peopleForm, settingsForm } from '../../blocks/projects/projectForms.ts';
import { statusAnswer } from '../../blocks/projects/projectStatus.ts';
import { revisionPart } from '../../blocks/projects/projectUpdate.ts';
import { checkMessage, checkView } from '../../sandbox/slack/limits/check.ts';
import type { Change, Detail } from '../../src/history/change.ts';
import type { Person } from '../../src/projects/project.ts';
import { verdictOn } from '../../src/verdict/verdict.ts';
import { day } from '../support/day.ts';
import { aProject } from '../support/people.ts';

const nasty = '<!channel>&*`_~'.repeat(5);
const crowd: readonly Person[] = Array.from({ length: 200 }, (_, index) => ({
  userId: `U${index}`,
  name: `${nasty}${index}`,
  role: index % 4 === 0 ? 'client' : index % 4 === 1 ? 'lead' : index % 4 === 2 ? 'invitee' : 'third-party',
}));
const project = aProject({ name: nasty, people: crowd });
const details: readonly Detail[] = crowd.map(({ userId, name }) => ({
  what: 'person',
  userId,
  name,
  before: 'client',
  after: 'absent',
}));
const change = (kind: Change['kind']): Change => ({
  id: '65f0000000000000000000c1',
  projectId: project.id,
  seq: 1000,
  kind,
  by: { userId: 'UADMIN', name: nasty },
  at: new Date('2026-11-22T10:00:00Z'),
  details,
});
const counts = { all: 100, open: 60, overdue: 10, completed: 40 };

describe('messages about a project', () => {
  it.each([
    ['status', statusAnswer(project, counts, verdictOn(project, [], day('2026-11-22')), day('2026-11-22'))],
    [
      'status of an empty project',
      statusAnswer(
        aProject(),
        { all: 0, open: 0, overdue: 0, completed: 0 },
        verdictOn(aProject(), [], day('2026-11-22')),
        day('2026-11-22'),
      ),
    ],
    ['saved', revisedAnswer(project, details, true)],
    ['closed', withInvitation(closedAnswer(project))],
    ['people changed', revisionPart(project.name, change('people-changed'))],
    ['project edited', revisionPart(project.name, change('project-edited'))],
    ['project closed', revisionPart(project.name, change('project-closed'))],
  ])('%s: within the limits, however much there is to say, and calling no one', (_name, shown) => {
    expect(checkMessage({ ...shown }, { method: 'chat.update' })).toEqual([]);
    expect(JSON.stringify(shown)).not.toMatch(/<[!@#]/);
  });
});

describe('forms on a project', () => {
  it.each([
    ['people', peopleForm(aProject({ name: nasty }))],
    ['edit', editForm(project)],
    ['settings', settingsForm(project)],
    ['close', closeForm(project, 1)],
  ])('%s: within the limits, carrying nothing but the project and its version', (_name, view) => {
    expect(checkView({ ...view }, 'modal')).toEqual([]);
    expect(JSON.parse(view.private_metadata ?? '')).toEqual({ projectId: project.id, version: project.version });
  });
});
