import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

function filesOf(room: string): string[] {
  return readdirSync(room, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !name.includes('node_modules'))
    .map((name) => join(room, name));
}

function importsOf(file: string): string[] {
  const source = readFileSync(file, 'utf8');
  return [...source.matchAll(/(?:from|import\()\s*'([^']+)'|^import '([^']+)'/gm)].map(([, a, b]) => a ?? b ?? '');
}

function packageOf(specifier: string): string {
  if (specifier.startsWith('node:')) return 'node';
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

describe('the rooms', () => {
  // Which room may import which is held by the linter (.oxlintrc.json), circles included.
  it.each(readdirSync('src', { withFileTypes: true }).filter((each) => each.isDirectory()))(
    'src/$name is in the list of rooms',
    ({ name }) => {
      expect(readFileSync('src/README.md', 'utf8')).toMatch(new RegExp(`^\\|[^|]*\\b${name}\\b`, 'm'));
    },
  );
});

describe('what production installs', () => {
  it('is what src and blocks import, and nothing else', () => {
    const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as { dependencies: object };
    const files = [...filesOf('src'), ...filesOf('blocks')];
    const specifiers = files.flatMap(importsOf).filter((specifier) => !/^(\.|node:)/.test(specifier));
    const imported = specifiers.map(packageOf);
    expect([...new Set(imported)].sort()).toEqual(Object.keys(dependencies).sort());
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
    const allowed = ['src/main.ts', 'src/app.ts', 'src/platform/movedClock.ts', 'src/core/clock.ts'];
    const files = [...filesOf('src'), ...filesOf('blocks')].filter((file) => !allowed.includes(file));
    const reads = /new Date\(\)|Date\.now\(\)|Math\.random\(/;
    expect(files.filter((file) => reads.test(readFileSync(file, 'utf8')))).toEqual([]);
  });
});
