const HEAD = ['', 'measured: median (least–most)', 'compared', 'goal', 'met'];

/** One table for all: what was measured, against what, and whether the goal is met. */
export function tableOf(rows) {
  const cells = rows.map(({ what, figures, compared = '', goal = '', met }) => [
    what,
    figures,
    compared,
    goal,
    goal === '' ? '' : met ? 'yes' : '**no**',
  ]);
  const line = (each) => `| ${each.join(' | ')} |`;
  return [line(HEAD), line(HEAD.map(() => '---')), ...cells.map(line)].join('\n');
}
