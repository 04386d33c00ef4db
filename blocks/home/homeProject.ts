import type { Button, KnownBlock } from '@slack/types';
import type { HomeProject } from '../../src/home/home.ts';
import { isPaymentMissing } from '../../src/projects/project.ts';
import { roleText } from '../projects/detailText.ts';
import { projectStatusText } from '../shared/answers.ts';
import { addButton, askButton, projectButton } from '../shared/buttons.ts';
import { dayText, endText } from '../shared/dates.ts';
import { counted, mrkdwn, quoted } from '../shared/text.ts';

/** One project in App Home: who the reader is there, its channel, where it stands, and what it waits for. */
export function projectBlocks(each: HomeProject, isAdmin: boolean): KnownBlock[] {
  const { project, role, mayChange } = each;
  const who = role === undefined ? 'admin' : roleText(role);
  const lines = [
    `*${quoted(project.name)}* in <#${project.channelId}>, as ${who}`,
    progress(each),
    ...(isAdmin ? nextStep(each) : []),
  ];
  return [
    { type: 'section', block_id: `project_${project.id}`, text: mrkdwn(lines.join('\n')) },
    { type: 'actions', block_id: `actions_${project.id}`, elements: buttonsOf(each, mayChange) },
  ];
}

function buttonsOf({ project }: HomeProject, mayChange: boolean): Button[] {
  const { id } = project;
  const change = mayChange ? [addButton(id), projectButton('plan', id), projectButton('undo', id)] : [];
  const ask = project.status === 'closed' ? [] : [askButton(id)];
  return [...change, projectButton('list', id), projectButton('history', id), ...ask];
}

function progress({ project, milestones, today }: HomeProject): string {
  if (project.status === 'closed') return 'Closed. Its milestones can still be read with the buttons below.';
  if (project.status !== 'open') return capital(projectStatusText(project));
  const until = endText(project.completionDate, today);
  if (milestones.length === 0) return `No milestones yet · ${until}`;
  const open = milestones.filter(({ state }) => state === 'open');
  const overdue = open.filter(({ due }) => due < today).length;
  const next = open.filter(({ due }) => due >= today).toSorted((a, b) => a.due.localeCompare(b.due))[0];
  return [
    `${milestones.length - open.length} of ${counted(milestones.length, 'milestone')} completed`,
    ...(overdue > 0 ? [`${overdue} overdue`] : []),
    ...(next ? [`next: #${next.number}, expected ${dayText(next.due)}`] : []),
    until,
  ].join(' · ');
}

/** What an admin does next; the commands are written in the project's channel. */
function nextStep({ project }: HomeProject): readonly string[] {
  if (project.status !== 'preparing') return [];
  return [
    isPaymentMissing(project)
      ? 'Next: write `/project payment` there when the initial payment is in, then `/project open`.'
      : 'Next: write `/project open` there, so that the experts can add milestones.',
  ];
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
