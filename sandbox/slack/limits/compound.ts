/** Blocks that hold others, and charts: docs.slack.dev/reference/block-kit/blocks */
import { BASIC, id } from './blocks.ts';
import { CHARTS } from './charts.ts';
import { ELEMENTS } from './elements.ts';
import * as o from './objects.ts';
import { RICH_TEXT } from './richtext.ts';
import { atLeastOne, atMostOne, unlessTrue } from './rules.ts';
import type { Rule, Shape, Shapes, Violation } from './schema.ts';
import { arrayOf, choice, flag, isObject, list, pick, shown, text, typed } from './schema.ts';

const image = typed(pick(ELEMENTS, 'image'));
const richText = typed({ rich_text: RICH_TEXT });

// card-block: one of hero_image, title, actions, body; title and subtitle 150, body and subtext 200, 3 buttons.
const CARD: Shape = {
  may: {
    ...id,
    hero_image: image,
    icon: image,
    slack_icon: o.slackIcon,
    title: o.mrkdwn(150),
    subtitle: o.mrkdwn(150),
    body: o.mrkdwn(200),
    subtext: o.mrkdwn(200),
    actions: list(typed(pick(ELEMENTS, 'button')), 0, 3),
  },
  rules: [atLeastOne('hero_image', 'title', 'actions', 'body'), atMostOne('icon', 'slack_icon')],
};

// url-source-element: url 1-3,000.
const source = typed({ url: { needs: { url: text(1, 3000), text: text() } } });

// task-card-block; `icon` and `hide_title` are live, not in @slack/types 3.2.0.
const taskCard = (...statuses: readonly string[]): Shape => ({
  needs: { task_id: text(1), title: text(1), status: choice(...statuses) },
  may: { ...id, details: richText, output: richText, sources: list(source, 0), icon: o.slackIcon, hide_title: flag },
  on: ['message'],
});

const uniqueTasks: Rule = (plan, at) => {
  const seen = new Set<unknown>();
  return arrayOf(plan.tasks).flatMap((task, index): readonly Violation[] => {
    const taskId = isObject(task) ? task.task_id : undefined;
    if (taskId === undefined || !seen.has(taskId)) {
      seen.add(taskId);
      return [];
    }
    return [{ pointer: `${at}/tasks/${index}/task_id`, message: `task_id already exists: ${shown(taskId)}` }];
  });
};

export const BLOCKS: Shapes = {
  ...BASIC,
  card: CARD,
  // carousel-block: 1-10 cards.
  carousel: { needs: { elements: list(typed({ card: CARD }), 1, 10) }, may: id, on: ['message', 'home'] },
  // container-block: title and subtitle 150, child_blocks 1-10; default_collapsed "requires is_collapsible".
  container: {
    needs: {
      child_blocks: list(
        typed(
          pick(
            BASIC,
            'actions',
            'context',
            'divider',
            'file',
            'header',
            'image',
            'input',
            'rich_text',
            'section',
            'table',
            'video',
          ),
        ),
        1,
        10,
      ),
    },
    may: {
      ...id,
      title: o.plain(150),
      rich_text_title: richText,
      subtitle: o.anyText(150),
      width: choice('narrow', 'standard', 'wide', 'full'),
      icon: image,
      is_collapsible: flag,
      default_collapsed: flag,
      has_header_divider: flag,
    },
    rules: [atLeastOne('title', 'rich_text_title'), unlessTrue('default_collapsed', 'is_collapsible')],
    on: ['message', 'home'],
  },
  // A card outside a plan cannot be pending: Slack's validator (slackblocks spec/CHANGELOG.md).
  task_card: taskCard('in_progress', 'complete', 'error'),
  // plan-block: 50 tasks with ids of their own (same source); a task needs no `type`, as nothing else may stand there.
  plan: {
    needs: {
      title: text(1),
      tasks: list(typed({ task_card: taskCard('pending', 'in_progress', 'complete', 'error') }, 'task_card'), 0, 50),
    },
    may: id,
    rules: [uniqueTasks],
    on: ['message'],
  },
  ...CHARTS,
};
