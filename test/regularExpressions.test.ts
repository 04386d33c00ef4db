import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parseSync } from '@swc/core';
import { check } from 'recheck';

/**
 * Every regular expression of the app takes time in proportion to the length of what it reads: others wait for the event
 * loop while one runs, and anyone may type what it reads. `linearTime.test.ts` measures the same of whole functions.
 */

type Expression = { readonly source: string; readonly flags: string };

/** In a thread of its own, by its JavaScript alone: not by the programs for one system or another that come with it. */
process.env['RECHECK_BACKEND'] = 'worker';
/** What it finds does not depend on how busy the machine is; and `{1,80}` is read as what it is. */
const PARAMETERS = { timeout: null, incubationTimeout: null, attackTimeout: null, maxRepeatCount: 100 };

/** What is wrong with expressions, if anything. */
async function problemsOf(expressions: readonly Expression[]): Promise<readonly string[]> {
  const found = await Promise.all(expressions.map(({ source, flags }) => check(source, flags, PARAMETERS)));
  return found.flatMap((each) => {
    if (each.status === 'safe') return [];
    const isBad = each.status === 'vulnerable';
    const why = isBad ? `${each.complexity.summary}, for ${each.attack.pattern}` : `undecided: ${each.error.kind}`;
    return [`/${each.source}/${each.flags} is ${why}`];
  });
}

type Node = Readonly<Record<string, unknown>>;

/** Everything in a syntax tree, the tree itself first. */
function nodesOf(tree: unknown): readonly Node[] {
  if (typeof tree !== 'object' || tree === null) return [];
  return [tree as Node, ...Object.values(tree).flatMap(nodesOf)];
}

function isRegExp(callee: unknown): boolean {
  return nodesOf(callee)[0]?.['value'] === 'RegExp';
}

const files = ['src', 'blocks'].flatMap((room) =>
  readdirSync(room, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => {
      const file = join(room, name);
      const nodes = nodesOf(parseSync(readFileSync(file, 'utf8'), { syntax: 'typescript' }));
      const written = nodes
        .filter(({ type }) => type === 'RegExpLiteral')
        .map(({ pattern, flags }) => ({ source: pattern, flags: flags ?? '' }) as Expression);
      const places = nodes.filter(
        ({ type, callee }) => (type === 'NewExpression' || type === 'CallExpression') && isRegExp(callee),
      ).length;
      return { file, written, places };
    }),
);
const writing = files.filter(({ written }) => written.length > 0);
const building = files.filter(({ places }) => places > 0);

it('the checker finds what it is here for', async () => {
  expect(await problemsOf([/a/, /\s+$/, /^(?:a|ab|b)*$/])).toEqual([
    expect.stringContaining('/\\s+$/ is 2nd degree polynomial'),
    expect.stringContaining('/^(?:a|ab|b)*$/ is exponential'),
  ]);
});

describe('written out in', () => {
  it.each(writing)('$file: linear', async ({ written }) => expect(await problemsOf(written)).toEqual([]));
});

describe('put together in', () => {
  /** Built while the files are loaded, each with the line of the stack that built it. */
  const built: (Expression & { readonly place: string })[] = [];
  const original = RegExp;

  beforeAll(async () => {
    const noted = (expression: RegExp) => {
      const place = new Error().stack?.split('\n').find((line) => building.some(({ file }) => line.includes(file)));
      if (place !== undefined) built.push({ source: expression.source, flags: expression.flags, place });
      return expression;
    };
    globalThis.RegExp = new Proxy(original, {
      construct: (target, given) => noted(Reflect.construct(target, given)),
      apply: (target, self, given) => noted(Reflect.apply(target, self, given)),
    });
    for (const { file } of building) await import(resolve(file));
  });
  afterAll(() => {
    globalThis.RegExp = original;
  });

  it.each(building)('$file: linear, and all of it at the start', async ({ file, places }) => {
    const here = built.filter(({ place }) => place.includes(file));
    expect(await problemsOf(here)).toEqual([]);
    // What is built later, of what someone typed say, would escape this test.
    expect(new Set(here.map(({ place }) => place)).size).toBe(places);
  });
});
