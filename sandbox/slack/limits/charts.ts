/** docs.slack.dev/reference/block-kit/blocks/data-visualization-block; numbers: slackblocks spec/limits.json. */
import type { Rule, Shape, Shapes } from './schema.ts';
import { arrayOf, decimal, isObject, list, object, shown, text, typed } from './schema.ts';

const label = text(1, 20);
const point = object({ needs: { label, value: decimal } });

const positive: Rule = (segment, at) =>
  typeof segment.value === 'number' && segment.value <= 0
    ? [{ pointer: `${at}/value`, message: 'must be greater than 0' }]
    : [];

/** Series are told apart by name. */
const uniqueNames: Rule = (chart, at) => {
  const names = arrayOf(chart.series).map((series) => (isObject(series) ? series.name : undefined));
  return names.flatMap((name, index) =>
    names.indexOf(name) === index
      ? []
      : [{ pointer: `${at}/series/${index}/name`, message: `name already exists: ${shown(name)}` }],
  );
};

/** Categories are told apart by their labels (slackblocks spec/CHANGELOG.md). */
const uniqueCategories: Rule = (chart, at) => {
  const labels = isObject(chart.axis_config) ? arrayOf(chart.axis_config.categories) : [];
  return labels.flatMap((category, index) =>
    labels.indexOf(category) === index
      ? []
      : [{ pointer: `${at}/axis_config/categories/${index}`, message: `category already exists: ${shown(category)}` }],
  );
};

/** Each series has one point for each category of the axis. */
const coversTheAxis: Rule = (chart, at) => {
  const axis = isObject(chart.axis_config) ? arrayOf(chart.axis_config.categories) : [];
  return arrayOf(chart.series).flatMap((series, index) => {
    const labels = isObject(series) ? arrayOf(series.data).map((item) => (isObject(item) ? item.label : null)) : [];
    const fits = labels.length === axis.length && axis.every((category) => labels.includes(category));
    return fits ? [] : [{ pointer: `${at}/series/${index}/data`, message: 'must have one point for each category' }];
  });
};

const AXES: Shape = {
  needs: {
    series: list(object({ needs: { name: label, data: list(point, 1, 20) } }), 1, 12),
    axis_config: object({
      needs: { categories: list(label, 1, 20) },
      may: { x_label: text(0, 50), y_label: text(0, 50) },
    }),
  },
  rules: [uniqueNames, uniqueCategories, coversTheAxis],
};

const chart = typed({
  pie: { needs: { segments: list(object({ needs: { label, value: decimal }, rules: [positive] }), 1, 12) } },
  bar: AXES,
  area: AXES,
  line: AXES,
});

export const CHARTS: Shapes = {
  data_visualization: {
    needs: { title: text(1, 50), chart },
    may: { block_id: text(1, 255) },
    on: ['message', 'home'],
  },
};
