import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { startBrowser, visit } from './support/browser.ts';
import { isFocused, modal, press, submit, tabTo, typeCommand, typeDay, typeInto } from './support/keys.ts';
import type { Sandbox } from './support/sandbox.ts';
import { ADMIN, ATLAS, boardOf, CLIENT, dayAfter, LEAD, OFFICE, startSandbox } from './support/sandbox.ts';

/** Every form of the app, without a mouse. */

let sandbox: Sandbox;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  [sandbox, browser] = await Promise.all([startSandbox(), startBrowser()]);
});

afterEach(async () => {
  await page?.context().close();
});

afterAll(async () => {
  if (sandbox) expect((await sandbox.state(ADMIN)).violations).toBe(0);
  await browser?.close();
  await sandbox?.stop();
});

const open = async (as: string, place = ATLAS) => {
  page = await visit(browser, sandbox, { as, place });
  return page;
};

const inDays = async (days: number) => dayAfter((await sandbox.state(LEAD)).now, days);

/** A private answer of the app. */
const told = (words: string | RegExp) =>
  page.locator('.message.only-for-me').filter({ hasText: words }).last().waitFor();

const row = (title: string): Locator => page.locator('.pins').getByRole('row', { name: title });

it('adds a milestone; what is wrong stands under its field', async () => {
  await open(LEAD);
  await typeCommand(page, '/milestone add');
  const form = modal(page, 'Add a milestone');
  const title = form.getByLabel('Title');
  await title.waitFor();
  expect(await isFocused(title)).toBe(true);
  await press(page, form.getByRole('button', { name: 'Add', exact: true }));
  await form.getByText('Please complete this required field.').waitFor();
  expect(await isFocused(title)).toBe(true);
  expect(await title.getAttribute('aria-invalid')).toBe('true');

  await page.keyboard.type('Interviews');
  await typeInto(page, form.getByLabel('Description'), 'Twelve of them');
  await typeDay(page, form.getByLabel('Expected completion date'), await inDays(-3));
  await press(page, form.getByRole('button', { name: 'Add', exact: true }));
  await form.getByText(/is in the past \(3 days ago\)/).waitFor();
  expect(await isFocused(form.getByLabel('Expected completion date'))).toBe(true);

  await typeDay(page, form.getByLabel('Expected completion date'), await inDays(7));
  await submit(page, form, 'Add');
  await told('Added milestone');
  await row('Interviews').waitFor();
  expect(await isFocused(page.locator('#composer'))).toBe(true);
});

it('edits a milestone', async () => {
  const number = await sandbox.addMilestone('Draft to edit', 8);
  await open(LEAD);
  await typeCommand(page, `/milestone edit ${number}`);
  const form = modal(page, `Edit milestone #${number}`);
  await typeInto(page, form.getByLabel('Title'), 'Draft that was edited');
  await submit(page, form, 'Save');
  await row('Draft that was edited').waitFor();
});

it('completes a milestone with the day and a note', async () => {
  const number = await sandbox.addMilestone('Draft to complete', 9);
  await open(LEAD);
  await typeCommand(page, `/milestone show ${number}`);
  const button = page.getByRole('button', { name: `Completed earlier, or with a note: milestone ${number}` });
  await press(page, button.last());
  const form = modal(page, `Complete #${number}`);
  await typeDay(page, form.getByLabel('Completed on'), await inDays(3));
  await press(page, form.getByRole('button', { name: 'Complete', exact: true }));
  await form.getByText('is still to come').waitFor();
  await typeDay(page, form.getByLabel('Completed on'), await inDays(0));
  await typeInto(page, form.getByLabel('Note'), 'Sent by post');
  await submit(page, form, 'Complete');
  await row('Draft to complete')
    .filter({ hasText: /completed/i })
    .waitFor();
});

it('removes a milestone after asking, and leaves it when one thinks better of it', async () => {
  const number = await sandbox.addMilestone('Draft to remove', 10);
  await open(LEAD);
  await typeCommand(page, `/milestone remove ${number}`);
  const form = modal(page, `Remove milestone #${number}`);
  await form.waitFor();
  await page.keyboard.press('Escape');
  await form.waitFor({ state: 'detached' });
  expect(await row('Draft to remove').count()).toBe(1);
  await typeCommand(page, `/milestone remove ${number}`);
  await typeInto(page, form.getByLabel('Reason'), 'Not wanted any more');
  await submit(page, form, 'Remove');
  await row('Draft to remove').waitFor({ state: 'detached' });
});

it('plans milestones', async () => {
  await open(LEAD);
  await typeCommand(page, '/milestone plan');
  const form = modal(page, 'Plan milestones');
  const first = form.getByRole('textbox').first();
  await typeInto(page, first, 'First of the plan');
  await submit(page, form, 'Add all');
  await row('First of the plan').waitFor();
});

it('asks for a change as the client, and declines it as an expert', async () => {
  const number = await sandbox.addMilestone('Draft to ask about', 11);
  await open(CLIENT);
  await press(page, page.locator('.pins').getByRole('button', { name: 'Ask for a change' }));
  const form = modal(page, 'Ask for a change');
  await tabTo(page, form.getByLabel('What is it about?'));
  await page.keyboard.type(`#${number} `);
  await typeInto(page, form.getByLabel('What should change?'), 'A week earlier, please.');
  await submit(page, form, 'Ask');
  await told('The experts are told');
  await page.context().close();

  const direct = await sandbox.until('a direct message', async () =>
    (await sandbox.state(LEAD)).channels.find(({ kind }) => kind === 'im'),
  );
  await open(LEAD, direct.id);
  await press(page, page.getByRole('button', { name: 'Decline' }).last());
  const decline = modal(page, 'Decline a request');
  await typeInto(page, decline.getByLabel('Reason'), 'The interviews are booked.');
  await submit(page, decline, 'Decline');
  await page
    .getByText(/Your answer/)
    .last()
    .waitFor();
  const thread = await sandbox.until('the answer in the thread', async () => {
    const state = await sandbox.state(CLIENT);
    const replies = state.channels.find(({ id }) => id === ATLAS)?.messages.filter(({ threadTs }) => threadTs);
    return replies?.some(({ text }) => text.includes('The interviews are booked.')) && replies;
  });
  expect(thread.every(({ threadTs }) => threadTs === thread[0]?.threadTs)).toBe(true);
});

it('sets a project up, changes its people, dates and settings, and closes it', async () => {
  await open(ADMIN, OFFICE);
  await typeCommand(page, '/project setup');
  const setup = modal(page, 'Set up a project');
  await typeInto(page, setup.getByLabel('Project name'), 'Cirrus review');
  await press(page, setup.getByRole('group', { name: 'Client people' }).getByLabel('Clara Wendmoor'), 'Space');
  const leads = setup.getByRole('group', { name: 'Expert leads' });
  await press(page, leads.getByLabel('Mira Valdane'), 'Space');
  await typeDay(page, setup.getByLabel('Completion date'), await inDays(30));
  await tabTo(page, setup.getByRole('radio', { name: 'No, milestones can open at once' }));
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowDown');
  await submit(page, setup, 'Set up');
  await told('“Cirrus review” is set up');
  await typeCommand(page, '/project open');
  await told('Milestones of “Cirrus review” are open');

  await typeCommand(page, '/project people');
  const people = modal(page, 'People of the project');
  await press(page, people.getByRole('group', { name: 'Expert invitees' }).getByLabel('Mira Valdane'), 'Space');
  await press(page, people.getByRole('button', { name: 'Save' }));
  await people.getByText('Mira Valdane is chosen twice').first().waitFor();
  await press(page, people.getByRole('group', { name: 'Expert invitees' }).getByLabel('Mira Valdane'), 'Space');
  await press(page, people.getByRole('group', { name: 'Expert invitees' }).getByLabel('Tomas Ferrik'), 'Space');
  await submit(page, people, 'Save');
  await told(/Cirrus review/);

  await typeCommand(page, '/project edit');
  const edit = modal(page, 'Edit the project');
  await typeInto(page, edit.getByLabel('Time zone'), 'Nowhere/Here');
  await press(page, edit.getByRole('button', { name: 'Save' }));
  await edit.getByText('“Nowhere/Here” is not a time zone.').waitFor();
  await typeInto(page, edit.getByLabel('Time zone'), 'Europe/Paris');
  await press(page, edit.getByLabel('Saturday'), 'Space');
  await submit(page, edit, 'Save');

  await typeCommand(page, '/project settings');
  const settings = modal(page, 'Project settings');
  await typeInto(page, settings.getByLabel('Quiet time in seconds'), '9000');
  await press(page, settings.getByRole('button', { name: 'Save' }));
  await settings.getByText('Please enter at most 300.').waitFor();
  await typeInto(page, settings.getByLabel('Quiet time in seconds'), '0');
  await tabTo(page, settings.getByLabel('Heads-up to the experts'));
  await page.keyboard.type('3 working');
  await tabTo(page, settings.getByLabel('Time of reminders'));
  await page.keyboard.type('1030AM');
  await submit(page, settings, 'Save');
  await told('10:30');

  await typeCommand(page, '/project close');
  await submit(page, modal(page, 'Close the project'), 'Close the project');
  await sandbox.until('the closed board', async () =>
    boardOf(await sandbox.state(ADMIN), OFFICE)?.text.includes('The project is closed.'),
  );
});

it('goes from App Home into a list, from there into a milestone on top of it, and back', async () => {
  await open(LEAD, 'home');
  await press(page, page.getByRole('button', { name: 'Add a milestone' }).first());
  const form = modal(page, 'Add a milestone');
  await typeInto(page, form.getByLabel('Title'), 'Added at home');
  await submit(page, form, 'Add');

  await press(page, page.getByRole('button', { name: 'All milestones' }).first());
  const list = modal(page, 'Milestones');
  await tabTo(page, list.getByRole('combobox', { name: 'Open a milestone' }));
  const below = await page.getByRole('dialog').getByRole('heading').first().textContent();
  await page.keyboard.press('ArrowDown');
  const title = page.getByRole('dialog').getByRole('heading').first();
  await sandbox.until('the view on top', async () => (await title.textContent()) !== below);
  await page.keyboard.press('Escape');
  await sandbox.until('the view below', async () => (await title.textContent()) === below);
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
});
