import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { startBrowser, visit } from './support/browser.ts';
import { modal } from './support/keys.ts';
import type { Sandbox } from './support/sandbox.ts';
import { ATLAS, CLIENT, LEAD, startSandbox } from './support/sandbox.ts';

let sandbox: Sandbox;
let browser: Browser;

beforeAll(async () => {
  [sandbox, browser] = await Promise.all([startSandbox(), startBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await sandbox?.stop();
});

const open = (as: string) => visit(browser, sandbox, { as, place: ATLAS });

it('two people see what the other does, without a reload', async () => {
  const [expert, client] = await Promise.all([open(LEAD), open(CLIENT)]);
  await expert.locator('#composer').fill('Good morning <b>');
  await expert.keyboard.press('Enter');
  await client.getByText('Good morning <b>').waitFor();
  await client.locator('#composer').fill('Good morning to you');
  await client.keyboard.press('Enter');
  await expert.getByText('Good morning to you').waitFor();
  await sandbox.addMilestone('Seen in both tabs', 5);
  for (const page of [expert, client]) {
    await page.locator('.pins').getByRole('row', { name: 'Seen in both tabs' }).waitFor();
  }
  expect(await client.locator('.message.only-for-me').count()).toBe(0);
});

it('a change elsewhere leaves alone what one is typing, and where one reads', async () => {
  const page = await open(LEAD);
  await page.locator('#composer').fill('half a sen');
  await sandbox.perform(CLIENT, { do: 'say', channelId: ATLAS, text: 'something else' });
  await page.getByText('something else').waitFor();
  expect(await page.locator('#composer').inputValue()).toBe('half a sen');
});

it('a reload in the middle of a form finds the form again; in a second tab it is gone when it was sent', async () => {
  const [page, second] = await Promise.all([open(LEAD), open(LEAD)]);
  await page.locator('#composer').fill('/milestone add');
  await page.keyboard.press('Enter');
  const form = modal(page, 'Add a milestone');
  await form.getByLabel('Title').fill('Lost by the reload');
  await page.reload();
  await form.getByLabel('Title').fill('Sent after the reload');
  await modal(second, 'Add a milestone').waitFor();
  await form.getByRole('button', { name: 'Add', exact: true }).click();
  await form.waitFor({ state: 'detached' });
  await modal(second, 'Add a milestone').waitFor({ state: 'detached' });
  await second.locator('.pins').getByRole('row', { name: 'Sent after the reload' }).waitFor();
});

it('an address that names nobody, or no place, leads to somebody somewhere', async () => {
  const page = await visit(browser, sandbox, { as: 'U0NOBODY', place: 'C0NOWHERE' });
  await page.getByRole('heading', { name: '#atlas-client' }).waitFor();
});

it('a sandbox that is killed is missed, and found again when it is back', async () => {
  const page = await open(LEAD);
  const { port } = sandbox;
  await sandbox.kill();
  await page.getByText('The sandbox does not answer. Start it again').waitFor();
  await page.locator('#composer').fill('into the void');
  await page.keyboard.press('Enter');
  await page.getByText('The sandbox does not answer.', { exact: true }).waitFor();
  expect(await page.locator('#composer').inputValue()).toBe('into the void');
  sandbox = await startSandbox(port);
  await page.locator('.banner').waitFor({ state: 'detached' });
  await page.keyboard.press('Enter');
  await page.locator('.message').getByText('into the void').waitFor();
});
