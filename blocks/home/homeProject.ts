import type { Button, KnownBlock } from '@slack/types';
import type { HomeProject } from '../../src/home/home.ts';
import { isPaymentMissing } from '../../src/projects/project.ts';
import { verdictOn } from '../../src/verdict/verdict.ts';
import { roleText } from '../projects/detailText.ts';
import { projectStatusText } from '../shared/answers.ts';
import { addButton, askButton, projectButton } from '../shared/buttons.ts';
import { dayText } from '../shared/dates.ts';
import { counted, mrkdwn, quoted } from '../shared/text.ts';
import { verdictWords } from '../verdict/verdictText.ts';

/** One project in App Home: who the reader is there, its channel, where it stands, and what it waits for. */
export function projectBlocks(each: HomeProject, isAdmin: boolean): KnownBlock[] {
  const { project, role, mayChange } = each;
  const who = role === undefined ? 'admin' : roleText(role);
  const lines = [
    `${nameOf(each)} in <#${project.channelId}>, as ${who}`,
    ...progress(each),
    ...(isAdmin ? nextStep(each) : []),
  ];
  return [
    { type: 'section', block_id: `project_${project.id}`, text: mrkdwn(lines.join('\n')) },
    { type: 'actions', block_id: `actions_${project.id}`, elements: buttonsOf(each, mayChange) },
  ];
}

/** With its verdict, once there is one. */
function nameOf({ project, milestones, today }: HomeProject): string {
  if (project.status !== 'open') return `*${quoted(project.name)}*`;
  const { sign, headline } = verdictWords(project, verdictOn(project, milestones, today), today);
  return `${sign} *${quoted(headline)}*,`;
}

function buttonsOf({ project }: HomeProject, mayChange: boolean): Button[] {
  const { id } = project;
  const change = mayChange ? [addButton(id), projectButton('plan', id), projectButton('undo', id)] : [];
  const ask = project.status === 'closed' ? [] : [askButton(id)];
  return [...change, projectButton('list', id), projectButton('history', id), ...ask];
}

function progress({ project, milestones, today }: HomeProject): readonly string[] {
  if (project.status === 'closed') return ['Closed. Its milestones can still be read with the buttons below.'];
  if (project.status !== 'open') return [capital(projectStatusText(project))];
  const verdict = verdictOn(project, milestones, today);
  const { reasons } = verdictWords(project, verdict, today);
  if (verdict.kind === 'no-milestones') return reasons.map(quoted);
  const completed = milestones.filter(({ state }) => state === 'completed').length;
  const next = 'next' in verdict ? ` · next: #${verdict.next.number}, expected ${dayText(verdict.next.due)}` : '';
  return [...reasons.map(quoted), `${completed} of ${counted(milestones.length, 'milestone')} completed${next}`];
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
