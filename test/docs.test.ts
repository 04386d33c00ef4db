import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { MILESTONE, milestoneSubcommands } from '../src/slack/commands/milestone.ts';
import { PROJECT, projectSubcommands } from '../src/slack/commands/project.ts';

const docs = readFileSync('docs/commands.md', 'utf8');

it.each([
  ...milestoneSubcommands.map(({ name, usage }) => `${MILESTONE} ${name} ${usage}`.trim()),
  ...projectSubcommands.map(({ name, usage }) => `${PROJECT} ${name} ${usage}`.trim()),
])('docs/commands.md explains `%s`', (line) => expect(docs).toContain(`\`${line}\``));
