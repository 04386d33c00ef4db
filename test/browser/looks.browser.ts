import { mkdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { seriousFindings } from './support/axe.ts';
import { picture, startBrowser, visit } from './support/browser.ts';
import type { Sandbox } from './support/sandbox.ts';
import { ADMIN, ATLAS, BOREALIS, CLIENT, LEAD, startSandbox } from './support/sandbox.ts';

let sandbox: Sandbox;
let browser: Browser;

beforeAll(async () => {
  [sandbox, browser] = await Promise.all([startSandbox(), startBrowser()]);
  await sandbox.addMilestone('Interviews with twelve customers', 6);
  await sandbox.addMilestone('First draft of the market study, with the numbers of all four regions', 12);
  await sandbox.perform(LEAD, { do: 'command', channelId: ATLAS, line: '/milestone list' });
  await sandbox.perform(CLIENT, { do: 'say', channelId: ATLAS, text: 'Thank you, that looks good to me.' });
});

afterAll(async () => {
  await browser?.close();
  await sandbox?.stop();
});

type View = {
  readonly name: string;
  readonly place?: string;
  readonly first?: boolean;
  open?(page: Page): Promise<void>;
};

/** On a narrow page the menu has to be opened first. */
async function fromSidebar(page: Page, name: string): Promise<void> {
  const button = page.locator('.menu-button');
  if (await button.isVisible()) await button.click();
  await page.locator('.sidebar').getByRole('button', { name }).click();
}

async function form(page: Page, line: string, title: string): Promise<void> {
  await page.locator('#composer').fill(line);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: title }).getByRole('textbox').first().waitFor();
}

const VIEWS: readonly View[] = [
  { name: 'channel' },
  { name: 'second-project', place: BOREALIS },
  { name: 'first-minute', first: true },
  {
    name: 'home',
    place: 'home',
    open: (page) => page.getByRole('button', { name: 'Add a milestone' }).first().waitFor(),
  },
  { name: 'inbox', place: 'inbox' },
  { name: 'form', open: (page) => form(page, '/milestone add', 'Add a milestone') },
  {
    name: 'form-refused',
    open: async (page) => {
      await form(page, '/milestone add', 'Add a milestone');
      await page.getByRole('dialog').getByRole('button', { name: 'Add', exact: true }).click();
      await page.getByText('Please complete this required field.').waitFor();
    },
  },
  {
    name: 'trouble',
    open: async (page) => {
      await sandbox.perform(LEAD, { do: 'trouble', trouble: { kind: 'slow', on: true } });
      await fromSidebar(page, 'Trouble');
      await page.getByRole('button', { name: 'Mend everything' }).waitFor();
    },
  },
  { name: 'requests', open: (page) => fromSidebar(page, 'Requests') },
  { name: 'people', open: (page) => page.getByRole('button', { name: /^You are/ }).click() },
  { name: 'completion', open: (page) => page.locator('#composer').fill('/') },
];

describe.each([
  { width: 360, height: 740 },
  { width: 1280, height: 800 },
])('at $width pixels', ({ width, height }) => {
  it.each(VIEWS)('$name has no serious finding of axe, light or dark, and does not scroll sideways', async (view) => {
    const { name, place = ATLAS, first = false } = view;
    const page = await visit(browser, sandbox, { as: LEAD, place, width, height, first });
    await view.open?.(page);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.locator(`html[data-theme=${colorScheme}]`).waitFor();
      await picture(page, `${name}-${width}-${colorScheme}`);
      expect(await seriousFindings(page)).toEqual([]);
    }
    const sideways = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
    expect(sideways).toBe(0);
    await page.context().close();
    await sandbox.perform(LEAD, { do: 'mend' });
    await sandbox.perform(LEAD, { do: 'close' }).catch(() => undefined);
  });
});

it.each([1024, 1920])('fills %i pixels', async (width) => {
  for (const scheme of ['light', 'dark'] as const) {
    const page = await visit(browser, sandbox, { as: LEAD, place: ATLAS, width, height: 1000, scheme, first: true });
    await page.locator('.pins').waitFor();
    await picture(page, `channel-${width}-${scheme}`);
    await page.context().close();
  }
});

it('can be read in the other colours than those of the system', async () => {
  const page = await visit(browser, sandbox, { as: ADMIN, place: ATLAS });
  const colour = () => page.evaluate('getComputedStyle(document.querySelector(".pane")).backgroundColor');
  const light = await colour();
  await page.getByRole('button', { name: 'Dark colours' }).click();
  expect(await colour()).not.toBe(light);
  await page.reload();
  await page.getByRole('button', { name: 'Light colours' }).waitFor();
  expect(await seriousFindings(page)).toEqual([]);
});

/** Only when asked for (`--pictures`), so that a run leaves no change behind. */
if (process.env['UPDATE_PICTURES'] === '1') {
  it('takes the README’s pictures', async () => {
    mkdirSync('docs', { recursive: true });
    const size = { width: 1200, height: 760 };
    const page = await visit(browser, sandbox, { as: LEAD, place: ATLAS, ...size });
    await page.locator('.pins').waitFor();
    await page.screenshot({ path: 'docs/sandbox.png' });
    await form(page, '/milestone add', 'Add a milestone');
    await page.screenshot({ path: 'docs/sandbox-form.png' });
    await sandbox.perform(LEAD, { do: 'close' });
  });
}
