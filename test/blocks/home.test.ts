import { describe, expect, it } from '@jest/globals';
import { homeView } from '../../blocks/home/home.ts';
import { checkView } from '../../sandbox/slack/limits/check.ts';
import type { Home, HomeProject } from '../../src/home/home.ts';
import { day } from '../support/day.ts';
import { aMilestone, aProject } from '../support/people.ts';

const today = day('2026-11-22');
/** Less than Slack's 250 kB, so that a Home never meets the limit. */
const BYTES_MAX = 200_000;

const idOf = (i: number) => i.toString(16).padStart(24, '0');
const some = [
  aMilestone({
    number: 1,
    title: 'Kick-off notes',
    due: day('2026-11-10'),
    state: 'completed',
    completedOn: day('2026-11-09'),
  }),
  aMilestone({ number: 2, title: 'Interviews', due: day('2026-11-20') }),
  aMilestone({ number: 3, title: 'Outline', due: day('2026-11-29') }),
  aMilestone({ number: 4, title: 'First draft', due: day('2026-11-30') }),
];
const atlas: HomeProject = { project: aProject(), milestones: some, role: 'lead', mayChange: true, today };
const home = (fields: Partial<Home> = {}): Home => ({
  projects: [atlas],
  others: [],
  isAdmin: false,
  whose: 'mine',
  hasMore: false,
  ...fields,
});

const homes: Readonly<Record<string, Home>> = {
  'of an expert': home(),
  'of a client': home({ projects: [{ ...atlas, role: 'client', mayChange: false }] }),
  'of an expert with nothing to do soon': home({ projects: [{ ...atlas, milestones: some.slice(3) }] }),
  'of an admin who reads none of the projects': home({
    isAdmin: true,
    whose: 'workspace',
    projects: [],
    others: [{ id: idOf(3), name: 'Cepheus' }],
  }),
  'of an admin on no project': home({
    isAdmin: true,
    whose: 'workspace',
    hasMore: true,
    others: [{ id: idOf(4), name: '<!channel> *Draco*' }],
    projects: [
      { ...atlas, role: undefined, mayChange: false },
      {
        ...atlas,
        project: aProject({ id: idOf(2), name: 'Boreas', status: 'preparing', payment: { agreed: true } }),
        milestones: [],
        role: undefined,
        mayChange: false,
      },
      {
        ...atlas,
        project: aProject({ id: idOf(3), name: 'Corvus', status: 'preparing' }),
        milestones: [],
        role: undefined,
        mayChange: false,
      },
    ],
  }),
  'of an expert whose project is closed': home({
    projects: [{ ...atlas, project: aProject({ status: 'closed' }), milestones: [], mayChange: false }],
  }),
  'of someone on no project': home({ projects: [] }),
  'of an admin where there is no project': home({ projects: [], isAdmin: true, whose: 'workspace' }),
};

describe('the Home', () => {
  it.each(Object.entries(homes))('%s', (_name, each) => {
    const view = homeView(each);
    expect(view).toMatchSnapshot();
    expect(checkView({ ...view }, 'home')).toEqual([]);
  });

  it('names what is overdue before what is due soon, each by day', () => {
    const other = { ...atlas, project: aProject({ id: idOf(2), name: 'Boreas' }) };
    const late = [aMilestone({ number: 9, title: 'Contract', due: day('2026-11-12') })];
    const shown = JSON.stringify(homeView(home({ projects: [atlas, { ...other, milestones: late }] })));
    const places = ['Overdue', 'Contract', 'Interviews', 'Due in the next 7 days', 'Outline', 'Your projects'].map(
      (words) => shown.indexOf(words),
    );
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(shown).not.toContain('First draft');
  });

  it('has buttons only where the reader may change milestones', () => {
    const buttons = (each: Home) =>
      [
        ...new Set(JSON.stringify(homeView(each)).match(/milestone_(?:add|complete|plan|undo|list|history|ask)\b/g)),
      ].toSorted((a, b) => a.localeCompare(b));
    const reading = ['milestone_ask', 'milestone_history', 'milestone_list'];
    const changing = ['milestone_add', 'milestone_complete', 'milestone_plan', 'milestone_undo'];
    expect(buttons(home())).toEqual([...reading, ...changing].toSorted((a, b) => a.localeCompare(b)));
    expect(buttons(home({ isAdmin: true, projects: [{ ...atlas, mayChange: false }] }))).toEqual(reading);
  });

  it('calls no one and formats nothing, whatever a title or a name says', () => {
    const title = '<!channel> <@U1> *now*';
    const view = homeView(
      home({
        projects: [{ ...atlas, project: aProject({ name: title }), milestones: [aMilestone({ title, due: today })] }],
      }),
    );
    expect(JSON.stringify(view)).not.toMatch(/<[!@]/);
    expect(JSON.stringify(view.blocks.at(-3))).toContain(
      '*&lt;!channel&gt; &lt;@U1&gt; *\u200bnow*\u200b is on track*',
    );
  });

  it.each([
    ['plain letters', 'x'],
    ['characters that are escaped', '&'],
    ['characters of three bytes', '漢'],
    ['emoji', '🧭'],
  ])('stays within the limits for 30 projects with 100 milestones each, of %s', (_name, character) => {
    for (const due of [day('2026-11-20'), day('2026-11-25')]) {
      const projects = Array.from({ length: 30 }, (_, i) => ({
        ...atlas,
        project: aProject({ id: idOf(i), name: character.repeat(80) }),
        milestones: Array.from({ length: 100 }, (_, n) =>
          aMilestone({ number: n + 1, title: character.repeat(150), due }),
        ),
      }));
      const view = homeView(home({ projects, isAdmin: true }));
      expect(checkView({ ...view }, 'home')).toEqual([]);
      expect(view.blocks.length).toBeLessThanOrEqual(100);
      expect(Buffer.byteLength(JSON.stringify(view))).toBeLessThan(BYTES_MAX);
      expect(JSON.stringify(view)).toContain('And 2980 more.');
    }
  });

  it('stays within the limits with both lists full, beside projects of other admins', () => {
    const milestones = [
      ...Array.from({ length: 25 }, (_, n) => aMilestone({ number: n + 1, due: day('2026-11-20') })),
      ...Array.from({ length: 25 }, (_, n) => aMilestone({ number: n + 26, due: day('2026-11-25') })),
    ];
    const projects = [
      atlas,
      ...Array.from({ length: 9 }, (_, i) => ({ ...atlas, project: aProject({ id: idOf(i) }) })),
    ];
    const others = Array.from({ length: 10 }, (_, i) => ({ id: idOf(i + 20), name: '&'.repeat(80) }));
    const all = projects.map((each) => ({ ...each, milestones }));
    const view = homeView(home({ projects: all, others, isAdmin: true, whose: 'workspace', hasMore: true }));
    expect(checkView({ ...view }, 'home')).toEqual([]);
    expect(view.blocks.length).toBeLessThanOrEqual(100);
    expect(JSON.stringify(view).match(/project_take_over/g)).toHaveLength(10);
  });

  it('stays within the limits with both lists full, and says how many projects it leaves out', () => {
    const projects = Array.from({ length: 80 }, (_, i) => ({
      ...atlas,
      project: aProject({
        id: idOf(i),
        name: '&'.repeat(80),
        status: i % 2 ? ('open' as const) : ('preparing' as const),
      }),
      milestones: [
        aMilestone({ number: 1, title: '&'.repeat(150), due: day('2026-11-20') }),
        aMilestone({ number: 2, title: '&'.repeat(150), due: day('2026-11-25') }),
      ],
    }));
    const view = homeView(home({ projects, isAdmin: true }));
    expect(checkView({ ...view }, 'home')).toEqual([]);
    expect(JSON.stringify(view)).toContain('And 60 more projects.');
    expect(Buffer.byteLength(JSON.stringify(view))).toBeLessThan(BYTES_MAX);
  });
});
