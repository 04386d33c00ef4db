import { describe } from '@jest/globals';
import type { Json } from '../../../../sandbox/slack/types.ts';
import {
  button,
  image,
  inHome,
  inMessage,
  items,
  length,
  limits,
  many,
  mrkdwn,
  plain,
  richText,
  section,
} from './samples.ts';

const B = '/blocks/0';
const card = (more: Json): Json => ({ type: 'card', title: mrkdwn('Card'), ...more });
const container = (more: Json): Json => ({
  type: 'container',
  title: plain('Done'),
  child_blocks: [section()],
  ...more,
});
const task = (index: number, more: Json = {}): Json => ({
  type: 'task_card',
  task_id: `${index}`,
  title: 'Task',
  status: 'complete',
  ...more,
});
const plan = (...tasks: Json[]): Json => ({ type: 'plan', title: 'Plan', tasks });

describe('card, carousel, container', () => {
  limits(
    (block) => inMessage(block),
    [
      length('card: title', (v) => card({ title: mrkdwn(v) }), 150, `${B}/title/text`),
      length('card: subtitle', (v) => card({ subtitle: mrkdwn(v) }), 150, `${B}/subtitle/text`),
      length('card: body', (v) => card({ body: mrkdwn(v) }), 200, `${B}/body/text`),
      length('card: subtext', (v) => card({ subtext: mrkdwn(v) }), 200, `${B}/subtext/text`),
      [
        'card: body is mrkdwn',
        card({ body: mrkdwn('x') }),
        card({ body: plain('x') }),
        `${B}/body/type`,
        'unsupported type: plain_text',
      ],
      [
        'card: 3 buttons',
        card({ actions: many(3, () => button()) }),
        card({ actions: many(4, () => button()) }),
        `${B}/actions`,
        'no more than 3 items allowed',
      ],
      [
        'card: says something',
        { type: 'card', hero_image: image() },
        { type: 'card', subtitle: mrkdwn('x') },
        B,
        'missing required field: hero_image or title or actions or body',
      ],
      [
        'card: an icon that Slack has',
        card({ slack_icon: { type: 'icon', name: 'star-filled' } }),
        card({ slack_icon: { type: 'icon', name: 'unicorn' } }),
        `${B}/slack_icon/name`,
        'must be a valid enum value',
      ],
      [
        'card: one icon',
        card({ slack_icon: { type: 'icon', name: 'flag' } }),
        card({ slack_icon: { type: 'icon', name: 'flag' }, icon: image() }),
        B,
        'only one of icon, slack_icon allowed',
      ],
      ...items(
        'carousel: cards',
        (n) => ({ type: 'carousel', elements: many(n, () => card({})) }),
        10,
        `${B}/elements`,
      ),
      [
        'carousel: only cards',
        { type: 'carousel', elements: [card({})] },
        { type: 'carousel', elements: [section()] },
        `${B}/elements/0/type`,
        'unsupported type: section',
      ],
      length('container: title', (v) => container({ title: plain(v) }), 150, `${B}/title/text`),
      length('container: subtitle', (v) => container({ subtitle: mrkdwn(v) }), 150, `${B}/subtitle/text`),
      ...items(
        'container: child_blocks',
        (n) => container({ child_blocks: many(n, () => section()) }),
        10,
        `${B}/child_blocks`,
      ),
      [
        'container: needs a title',
        { type: 'container', rich_text_title: richText(), child_blocks: [section()] },
        { type: 'container', child_blocks: [section()] },
        B,
        'missing required field: title or rich_text_title',
      ],
      [
        'container: width',
        container({ width: 'full' }),
        container({ width: 'huge' }),
        `${B}/width`,
        'must be a valid enum value',
      ],
      [
        'container: no container inside',
        container({}),
        container({ child_blocks: [container({})] }),
        `${B}/child_blocks/0/type`,
        'unsupported type: container',
      ],
      [
        'container: no data_table inside',
        container({ child_blocks: [{ type: 'table', rows: [] }] }),
        container({ child_blocks: [{ type: 'data_table' }] }),
        `${B}/child_blocks/0/type`,
        'unsupported type: data_table',
      ],
      [
        'container: collapsed if collapsible',
        container({ is_collapsible: true, default_collapsed: true }),
        container({ default_collapsed: true }),
        `${B}/default_collapsed`,
        'requires is_collapsible',
      ],
    ],
  );
});

describe('task_card and plan', () => {
  limits(
    (block) => inMessage(block),
    [
      ['task_card: status', task(1), task(1, { status: 'overdue' }), `${B}/status`, 'must be a valid enum value'],
      [
        'task_card: pending only in a plan',
        plan(task(1, { status: 'pending' })),
        task(1, { status: 'pending' }),
        `${B}/status`,
        'must be a valid enum value',
      ],
      [
        'plan: a task needs no type, and can be nothing else',
        plan({ task_id: '1', title: 'Task', status: 'complete' }),
        plan({ type: 'section', text: mrkdwn('x') }),
        `${B}/tasks/0/type`,
        'unsupported type: section',
      ],
      [
        'task_card: needs a task_id',
        task(1),
        { type: 'task_card', title: 'Task', status: 'error' },
        B,
        'missing required field: task_id',
      ],
      [
        'task_card: details are rich text',
        task(1, { details: richText() }),
        task(1, { details: mrkdwn('x') }),
        `${B}/details/type`,
        'unsupported type: mrkdwn',
      ],
      length(
        'task_card: source url',
        (v) => task(1, { sources: [{ type: 'url', text: 'x', url: v }] }),
        3000,
        `${B}/sources/0/url`,
      ),
      [
        'plan: 50 tasks',
        plan(...many(50, (i) => task(i))),
        plan(...many(51, (i) => task(i))),
        `${B}/tasks`,
        'no more than 50 items allowed',
      ],
      [
        'plan: task_ids differ',
        plan(task(1), task(2)),
        plan(task(1), task(1)),
        `${B}/tasks/1/task_id`,
        'task_id already exists: 1',
      ],
      ['plan: needs tasks', plan(), { type: 'plan', title: 'Plan' }, B, 'missing required field: tasks'],
    ],
  );
});

describe('data_visualization', () => {
  const chart = (value: Json, more: Json = {}): Json => ({
    type: 'data_visualization',
    title: 'Chart',
    chart: value,
    ...more,
  });
  const pie = (count: number, more: Json = {}): Json =>
    chart({ type: 'pie', segments: many(count, (i) => ({ label: `${i}`, value: 1, ...more })) });
  const line = (series: number, points: number, name = (i: number) => `${i}`): Json =>
    chart({
      type: 'line',
      series: many(series, (i) => ({ name: name(i), data: many(points, (p) => ({ label: `${p}`, value: p })) })),
      axis_config: { categories: many(2, (p) => `${p}`) },
    });
  const C = `${B}/chart`;
  limits(
    (block) => inHome(block),
    [
      length('title', (v) => ({ ...pie(1), title: v }), 50, `${B}/title`),
      ...items('pie: segments', (n) => pie(n), 12, `${C}/segments`),
      length('pie: label', (v) => pie(1, { label: v }), 20, `${C}/segments/0/label`),
      ['pie: above 0', pie(1, { value: 0.1 }), pie(1, { value: 0 }), `${C}/segments/0/value`, 'must be greater than 0'],
      ...items('line: series', (n) => line(n, 2), 12, `${C}/series`),
      [
        'line: a point for each category',
        line(1, 2),
        line(1, 3),
        `${C}/series/0/data`,
        'must have one point for each category',
      ],
      ['line: names differ', line(2, 2), line(2, 2, () => 'x'), `${C}/series/1/name`, 'name already exists: x'],
      [
        'line: categories differ',
        line(1, 2),
        chart({
          type: 'line',
          series: [{ name: 'x', data: many(2, () => ({ label: '0', value: 1 })) }],
          axis_config: { categories: ['0', '0'] },
        }),
        `${C}/axis_config/categories/1`,
        'category already exists: 0',
      ],
    ],
  );
});
