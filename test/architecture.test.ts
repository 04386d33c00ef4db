import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';

/** What the files of a room may import: rooms of ours, and packages (`node:` modules count as `node`). */
const RULES: Readonly<Record<string, { readonly rooms: readonly string[]; readonly packages: readonly string[] }>> = {
  'src/domain': { rooms: [], packages: ['temporal-polyfill'] },
  blocks: { rooms: ['src/domain'], packages: ['@slack/types'] },
  'src/words': { rooms: ['src/domain'], packages: ['chrono-node'] },
  'src/config': { rooms: ['src/domain'], packages: [] },
  'src/projects': { rooms: ['src/domain'], packages: [] },
  'src/milestones': { rooms: ['src/domain', 'src/projects'], packages: [] },
  'src/turns': { rooms: [], packages: [] },
  'src/store': { rooms: ['src/domain', 'src/turns'], packages: ['dataloader', 'mongoose', 'node'] },
  'src/slack': {
    rooms: ['src/domain', 'src/projects', 'src/milestones', 'src/config', 'src/words', 'src/turns', 'blocks'],
    packages: ['@slack/bolt', '@slack/types', '@slack/web-api', 'node', 'pino', 'zod'],
  },
  'src/delivery': { rooms: ['src/domain', 'blocks'], packages: ['@slack/web-api', 'node', 'pino', 'zod'] },
  'src/jobs': {
    rooms: ['src/domain', 'src/projects', 'src/milestones', 'src/delivery'],
    packages: ['agenda', '@agendajs/mongo-backend', 'mongodb', 'pino'],
  },
  sandbox: {
    rooms: [],
    packages: [
      '@slack/types',
      '@vitejs/plugin-react',
      'mongodb',
      'mongodb-memory-server',
      'node',
      'postal-mime',
      'react',
      'react-dom',
      'slack-blocks-to-jsx',
      'smtp-server',
      'temporal-polyfill',
      'vite',
      'ws',
      'zod',
    ],
  },
};

const root = resolve('.');

function filesOf(room: string): string[] {
  return readdirSync(room, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !name.includes('node_modules'))
    .map((name) => join(room, name));
}

function importsOf(file: string): string[] {
  const source = readFileSync(file, 'utf8');
  return [...source.matchAll(/(?:from|import\()\s*'([^']+)'|^import '([^']+)'/gm)].map(([, a, b]) => a ?? b ?? '');
}

function roomOf(file: string): string | undefined {
  return Object.keys(RULES)
    .filter((room) => file.startsWith(`${room}/`))
    .sort((a, b) => b.length - a.length)[0];
}

function packageOf(specifier: string): string {
  if (specifier.startsWith('node:')) return 'node';
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

function problemsOf(room: string): string[] {
  const rule = RULES[room];
  return filesOf(room).flatMap((file) =>
    importsOf(file).flatMap((specifier) => {
      if (!specifier.startsWith('.')) {
        return rule?.packages.includes(packageOf(specifier)) ? [] : [`${file} imports ${specifier}`];
      }
      const target = relative(root, resolve(dirname(file), specifier));
      const targetRoom = roomOf(target);
      const isAllowed = targetRoom === room || (targetRoom !== undefined && rule?.rooms.includes(targetRoom));
      return isAllowed ? [] : [`${file} imports ${target}`];
    }),
  );
}

describe('the rooms', () => {
  it.each(Object.keys(RULES))('%s imports what it may', (room) => expect(problemsOf(room)).toEqual([]));

  it('are all under the rule, except the few files at the top of src', () => {
    const outside = filesOf('src').filter((file) => roomOf(file) === undefined);
    expect(outside.sort()).toEqual([
      'src/app.ts',
      'src/httpServer.ts',
      'src/logger.ts',
      'src/main.ts',
      'src/metrics.ts',
      'src/movedClock.ts',
    ]);
  });
});

describe('process', () => {
  it('is read in main.ts alone', () => {
    const files = [...filesOf('src'), ...filesOf('blocks')].filter((file) => file !== 'src/main.ts');
    expect(files.filter((file) => /\bprocess\.(env|exit|argv|on)\b/.test(readFileSync(file, 'utf8')))).toEqual([]);
  });
});

describe('time and chance', () => {
  it('come in from outside', () => {
    const allowed = ['src/main.ts', 'src/app.ts', 'src/movedClock.ts', 'src/domain/clock.ts'];
    const files = [...filesOf('src'), ...filesOf('blocks')].filter((file) => !allowed.includes(file));
    const reads = /new Date\(\)|Date\.now\(\)|Math\.random\(/;
    expect(files.filter((file) => reads.test(readFileSync(file, 'utf8')))).toEqual([]);
  });
});
