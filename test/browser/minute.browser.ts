import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { picture, startBrowser, visit } from './support/browser.ts';
import { press, typeCommand, typeInto } from './support/keys.ts';
import type { Sandbox } from './support/sandbox.ts';
import { ADMIN, START_MS, startSandbox } from './support/sandbox.ts';

let sandbox: Sandbox;
let browser: Browser;

beforeAll(async () => {
  [sandbox, browser] = await Promise.all([startSandbox(), startBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await sandbox?.stop();
});

const guide = (page: Page) => page.getByRole('complementary', { name: 'Your first minute' });
const step = (page: Page, title: string) => guide(page).locator('[aria-current=step]', { hasText: title }).waitFor();

async function become(page: Page, name: string): Promise<void> {
  await press(page, page.getByRole('button', { name: /^You are/ }));
  await page.getByRole('menuitemradio', { name }).press('Enter');
  await page.getByRole('button', { name: `You are ${name}` }).waitFor();
}

it('leads through the first minute, and notices by itself what was done', async () => {
  const page = await visit(browser, sandbox, { first: true });
  await step(page, 'Be the expert');
  await become(page, 'Mira Valdane');
  await step(page, 'Add a milestone');
  await typeCommand(page, '/milestone add');
  const form = page.getByRole('dialog', { name: 'Add a milestone' });
  await typeInto(page, form.getByLabel('Title'), 'First draft');
  await press(page, form.getByRole('button', { name: 'Add', exact: true }));
  await step(page, 'See what the client sees');
  await picture(page, 'first-minute');
  await become(page, 'Clara Wendmoor');
  await page.getByRole('cell', { name: 'First draft' }).first().waitFor();
  await step(page, 'Try to complete it as the client');
  await typeCommand(page, '/milestone complete 1');
  await page.getByText('Only visible to you').last().waitFor();
  await page.getByText('Only the experts of “Atlas market study” change milestones.').first().waitFor();
  await step(page, 'Move the clock');
  await press(page, page.getByRole('button', { name: 'Next due date' }));
  await become(page, 'Mira Valdane');
  await guide(page).getByText('That was it.').waitFor();
  await page.getByRole('button', { name: 'Direct messages' }).press('Enter');
  await page.getByText('1 milestone is due today').first().waitFor();
  await page.getByText('#1 First draft – expected').first().waitFor();

  await page.reload();
  await page.locator('.app').waitFor();
  expect(await guide(page).count()).toBe(0);
  expect((await sandbox.state(ADMIN)).violations).toBe(0);
});

it('starts over: everything is as at the beginning', async () => {
  const page = await visit(browser, sandbox, { as: ADMIN });
  expect((await sandbox.state(ADMIN)).movedMs).toBeGreaterThan(0);
  await press(page, page.getByRole('button', { name: 'Start over' }));
  const question = page.getByRole('dialog', { name: 'Start over?' });
  await press(page, question.getByRole('button', { name: 'Cancel' }));
  await press(page, page.getByRole('button', { name: 'Start over' }));
  await press(page, question.getByRole('button', { name: 'Start over' }));
  await sandbox.until(
    'the beginning',
    async () => {
      const state = await sandbox.state(ADMIN).catch(() => undefined);
      const texts = state?.channels.flatMap(({ messages }) => messages.map(({ text }) => text)) ?? [];
      return state?.movedMs === 0 && texts.some((text) => text.includes('#3 Recommendation')) && texts;
    },
    START_MS,
  );
  const texts = (await sandbox.state(ADMIN)).channels.flatMap(({ messages }) => messages.map(({ text }) => text));
  expect(texts.filter((text) => text.includes('First draft'))).toEqual([]);
  // The page finds it by itself.
  await page.getByText('Atlas market study has no milestones yet').first().waitFor();
});

it('is where one left it after a reload, and can be skipped for good', async () => {
  const page = await visit(browser, sandbox, { first: true });
  await step(page, 'Be the expert');
  await press(page, guide(page).getByRole('button', { name: 'Skip this step' }));
  await step(page, 'Add a milestone');
  await page.reload();
  await step(page, 'Add a milestone');
  await press(page, guide(page).getByRole('button', { name: 'Skip the tour' }));
  await page.reload();
  await page.locator('.app').waitFor();
  expect(await guide(page).count()).toBe(0);
  await press(page, page.getByRole('button', { name: 'First minute' }));
  await press(page, guide(page).getByRole('button', { name: 'Start again' }));
  await step(page, 'Be the expert');
});
