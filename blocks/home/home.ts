import type { HomeView, KnownBlock } from '@slack/types';
import { addDays } from '../../src/core/day.ts';
import type { Home, HomeProject } from '../../src/home/home.ts';
import type { Milestone } from '../../src/milestones/milestone.ts';
import { buttonFor, takeOverButton } from '../shared/buttons.ts';
import { againstExpected, dayText, distanceText } from '../shared/dates.ts';
import { clipped, counted, mrkdwn, plain, quoted } from '../shared/text.ts';
import { projectBlocks } from './homeProject.ts';

/** A Home holds 100 blocks and 250 kB (docs.slack.dev/reference/views); these together leave room in both. */
const OVERDUE_MAX = 20;
const SOON_MAX = 20;
const PROJECTS_MAX = 20;
/** A title in full, and the project's name beside it. */
const LINE_MAX = 500;
const SOON_DAYS = 7;

type Item = HomeProject & { readonly milestone: Milestone };

/** Someone's App Home: what is late, what is next, and where they work. A cut list says how many are left out. */
export function homeView(home: Home): HomeView {
  const { projects, others } = home;
  if (projects.length + others.length === 0)
    return { type: 'home', blocks: [header('Milepost'), { type: 'section', text: welcome(home) }] };
  const open = projects.flatMap((each) => openOf(each)).toSorted(byDue);
  const overdue = open.filter(({ milestone, today }) => milestone.due < today);
  const soon = open.filter(
    ({ milestone, today }) => milestone.due >= today && milestone.due <= addDays(today, SOON_DAYS),
  );
  return {
    type: 'home',
    blocks: [
      header('Your milestones'),
      { type: 'section', text: mrkdwn(summary(home, overdue.length, soon.length)) },
      ...listOf('Overdue', overdue, OVERDUE_MAX),
      ...listOf(`Due in the next ${SOON_DAYS} days`, soon, SOON_MAX),
      ...(projects.length > 0 ? [header(home.whose === 'mine' ? 'Your projects' : 'Projects of this workspace')] : []),
      ...projects.slice(0, PROJECTS_MAX).flatMap((each) => projectBlocks(each, home.isAdmin)),
      ...otherProjects(others.slice(0, Math.max(0, PROJECTS_MAX - projects.length))),
      ...moreProjects(home),
      {
        type: 'context',
        elements: [mrkdwn("This page follows every change. Days are counted in each project's time zone.")],
      },
    ],
  };
}

function welcome({ isAdmin }: Home) {
  const what =
    'Milepost keeps the milestones of a consulting project in the Slack channel where client and experts meet: experts agree what is delivered by when, and the client sees it on one live board.';
  const next = isAdmin
    ? 'There is no project in this workspace yet: set one up with `/project setup` in the channel where client and experts meet.'
    : 'You are on no project yet: ask an admin of this workspace to add you to yours, and it appears here.';
  return mrkdwn(`${what} ${next}`);
}

function openOf(each: HomeProject): readonly Item[] {
  if (each.project.status === 'closed') return [];
  return each.milestones.filter(({ state }) => state === 'open').map((milestone) => ({ ...each, milestone }));
}

/** While the database is away: the app says so, and does not show what may be old. */
export function awayHome(): HomeView {
  return {
    type: 'home',
    blocks: [
      {
        type: 'section',
        text: mrkdwn('Milepost cannot reach its database just now. Nothing is lost. Open this tab again in a minute.'),
      },
    ],
  };
}

function byDue(a: Item, b: Item): number {
  const names = a.project.name.localeCompare(b.project.name);
  return a.milestone.due.localeCompare(b.milestone.due) || names || a.milestone.number - b.milestone.number;
}

function summary({ projects, others, whose }: Home, overdue: number, soon: number): string {
  const live = projects.filter(({ project }) => project.status !== 'closed').length;
  const where =
    live === 0
      ? 'no live project'
      : `${counted(live, 'live project')}${whose === 'mine' || others.length > 0 ? ' of yours' : ''}`;
  return [
    `*${overdue === 0 ? 'Nothing overdue' : `${counted(overdue, 'milestone')} overdue`}*`,
    soon === 0 ? `nothing due in the next ${SOON_DAYS} days` : `${soon} due in the next ${SOON_DAYS} days`,
    where,
  ].join(' · ');
}

function listOf(title: string, items: readonly Item[], most: number): KnownBlock[] {
  if (items.length === 0) return [];
  const left = items.length - most;
  return [
    header(title),
    ...items.slice(0, most).map(itemBlock),
    ...(left > 0 ? [note(`And ${left} more. See them all with \`/milestone list\` in the project's channel.`)] : []),
  ];
}

function itemBlock({ project, milestone, today, mayChange }: Item): KnownBlock {
  const { number, title, due } = milestone;
  const when = due < today ? againstExpected(today, due) : `due ${distanceText(due, today)}`;
  const line = `${clipped(`#${number} ${title}`, LINE_MAX)}\n${project.name} – expected ${dayText(due)}, ${when}`;
  return {
    type: 'section',
    block_id: `milestone_${project.id}_${number}`,
    text: plain(line),
    ...(mayChange ? { accessory: buttonFor('complete', project.id, number) } : {}),
  };
}

/** Projects of other admins, by name. */
function otherProjects(others: Home['others']): KnownBlock[] {
  if (others.length === 0) return [];
  return [
    header('Projects of other admins'),
    note('Take a project over to read it here. Its channel is told.'),
    ...others.map(
      ({ id, name }): KnownBlock => ({
        type: 'section',
        block_id: `other_${id}`,
        text: mrkdwn(`*${quoted(name)}*`),
        accessory: takeOverButton(id, name),
      }),
    ),
  ];
}

function moreProjects({ projects, others, hasMore }: Home): KnownBlock[] {
  const left = projects.length + others.length - PROJECTS_MAX;
  if (left > 0)
    return [note(`And ${counted(left, 'more project')}. Each is in its own channel: write \`/milestone\` there.`)];
  if (hasMore)
    return [
      note('There are more projects in this workspace. Write `/project status` in the channel of one to see it.'),
    ];
  return [];
}

function header(text: string): KnownBlock {
  return { type: 'header', text: { type: 'plain_text', text } };
}

function note(words: string): KnownBlock {
  return { type: 'context', elements: [mrkdwn(words)] };
}
