import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { startBrowser, visit } from './support/browser.ts';
import { modal, press, submit, typeDay, typeInto } from './support/keys.ts';
import type { Sandbox } from './support/sandbox.ts';
import { ADMIN, ATLAS, boardOf, dayAfter, LEAD, startSandbox } from './support/sandbox.ts';

let sandbox: Sandbox;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  [sandbox, browser] = await Promise.all([startSandbox(), startBrowser()]);
  page = await visit(browser, sandbox, { as: LEAD, place: ATLAS });
});

afterAll(async () => {
  if (sandbox) expect((await sandbox.state(ADMIN)).violations).toBe(0);
  await browser?.close();
  await sandbox?.stop();
});

const shown = async () => Date.parse((await page.locator('.clock time').getAttribute('datetime')) ?? '');

it.each([
  ['+1 hour', 3_600_000],
  ['+1 day', 86_400_000],
])('goes on by %s', async (name, ms) => {
  const before = await shown();
  await press(page, page.getByRole('button', { name, exact: true }));
  await sandbox.until('the moved clock', async () => (await shown()) >= before + ms);
  expect((await shown()) - before).toBeLessThan(ms + 20_000);
});

it('goes on to nine in the morning', async () => {
  await press(page, page.getByRole('button', { name: 'Next 09:00' }));
  await page.locator('.clock time', { hasText: '09:00' }).waitFor();
});

it('reminds on the next due date; the reminder is answered with a new date and with a snooze, by keyboard', async () => {
  const first = await sandbox.addMilestone('Draft that takes longer', 3);
  const second = await sandbox.addMilestone('Draft to be snoozed', 3);
  await press(page, page.getByRole('button', { name: 'Next due date' }));
  await press(page, page.getByRole('button', { name: 'Direct messages' }));
  const newDate = page.getByRole('button', { name: `New date… for milestone ${first}` }).last();
  await press(page, newDate);
  const moved = modal(page, `New date for #${first}`);
  const later = dayAfter((await sandbox.state(LEAD)).now, 7);
  await typeDay(page, moved.getByLabel('New expected date'), later);
  await press(page, moved.getByRole('button', { name: 'Save' }));
  await moved.getByText('Please complete this required field.').waitFor();
  await typeInto(page, moved.getByLabel('Reason'), 'The data came late.');
  await submit(page, moved, 'Save');

  await press(page, page.getByRole('button', { name: `Snooze the reminders of milestone ${second}` }).last());
  const snooze = modal(page, `Snooze #${second}`);
  await typeInto(page, snooze.getByLabel('Reason'), 'It is with the printer.');
  await submit(page, snooze, 'Save');
  await page.getByText('is snoozed').last().waitFor();
  await sandbox.until('the new date on the board', async () => {
    const state = await sandbox.state(LEAD);
    const line = boardOf(state, ATLAS)
      ?.text.split('\n')
      .find((each) => each.startsWith(`#${first} `));
    return line?.includes('moved later by');
  });
});

it('tells everybody who looks', async () => {
  const other = await visit(browser, sandbox, { as: ADMIN, place: ATLAS });
  await press(page, page.getByRole('button', { name: '+1 day', exact: true }));
  const now = await shown();
  await sandbox.until('the same time', async () => {
    const theirs = Date.parse((await other.locator('.clock time').getAttribute('datetime')) ?? '');
    return Math.abs(theirs - (await shown())) < 5_000 && theirs >= now;
  });
});
