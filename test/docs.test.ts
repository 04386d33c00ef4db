import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { MILESTONE, milestoneSubcommands } from '../src/listeners/milestoneCommand.ts';
import { PROJECT, projectSubcommands } from '../src/listeners/projectCommand.ts';

const docs = readFileSync('docs/commands.md', 'utf8');
const running = readFileSync('docs/running.md', 'utf8');

const metricsIn = (text: string) => [...new Set(text.match(/\bmilepost_[a-z_]+/g))].toSorted();

it.each([
  ...milestoneSubcommands.map(({ name, usage }) => `${MILESTONE} ${name} ${usage}`.trim()),
  ...projectSubcommands.map(({ name, usage }) => `${PROJECT} ${name} ${usage}`.trim()),
])('docs/commands.md explains `%s`', (line) => expect(docs).toContain(`\`${line}\``));

it('docs/running.md explains every metric, and no other', () => {
  expect(metricsIn(running)).toEqual(metricsIn(readFileSync('src/metrics.ts', 'utf8')));
});
