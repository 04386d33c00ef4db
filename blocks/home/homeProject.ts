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
  const { name, lines: stands } = standing(each);
  const lines = [`${name} in <#${project.channelId}>, as ${who}`, ...stands, ...(isAdmin ? nextStep(each) : [])];
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

/** Its name, with the verdict once there is one, and what stands below. */
function standing({ project, milestones, today }: HomeProject): {
  readonly name: string;
  readonly lines: readonly string[];
} {
  const name = `*${quoted(project.name)}*`;
  if (project.status === 'closed')
    return { name, lines: ['Closed. Its milestones can still be read with the buttons below.'] };
  if (project.status !== 'open') return { name, lines: [capital(projectStatusText(project))] };
  const verdict = verdictOn(project, milestones, today);
  const { sign, headline, reasons } = verdictWords(project, verdict, today);
  const judged = `${sign} *${quoted(headline)}*,`;
  if (verdict.kind === 'no-milestones') return { name: judged, lines: reasons };
  const completed = milestones.filter(({ state }) => state === 'completed').length;
  const next = 'next' in verdict ? ` · next: #${verdict.next.number}, expected ${dayText(verdict.next.due)}` : '';
  const count = `${completed} of ${counted(milestones.length, 'milestone')} completed${next}`;
  return { name: judged, lines: [...reasons, count] };
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
