import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { METHODS } from '../../../sandbox/slack/methods/table.ts';
import { OPEN_CONNECTION } from '../../../sandbox/slack/oauth/tokens.ts';

const readme = readFileSync('sandbox/slack/README.md', 'utf8');

/** Names of the first column of the table under this heading. */
function firstColumn(heading: string): string[] {
  const [, table = ''] = readme.split(`| ${heading} |`);
  const rows = table.split('\n\n')[0]?.split('\n').slice(2) ?? [];
  return rows.flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)].map(([, name = '']) => name));
}

it('the README names every method of the Web API, and no other', () => {
  expect(firstColumn('methods').toSorted()).toEqual([...METHODS.keys(), OPEN_CONNECTION].toSorted());
});
