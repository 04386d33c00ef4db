import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { TrafficEntry } from '../../sandbox/page/pageState.ts';
import { startBrowser, visit } from './support/browser.ts';
import { isFocused, press, tabTo, typeDay } from './support/keys.ts';
import type { Sandbox } from './support/sandbox.ts';
import { ATLAS, LEAD, SANDBOX_BOT_TOKEN, startSandbox } from './support/sandbox.ts';

/** What Slack offers in messages and the app may yet use. */

let sandbox: Sandbox;
let browser: Browser;
let page: Page;

const text = (words: string) => ({ type: 'plain_text', text: words });
const option = (value: string) => ({ text: text(`Option ${value}`), value });

/** It posts more often than Slack allows an app; whether the stand-in holds that is the matter of other tests. */
const NO_PACE = { SANDBOX_RATE_LIMITS: 'off' };

beforeAll(async () => {
  [sandbox, browser] = await Promise.all([startSandbox(undefined, NO_PACE), startBrowser()]);
  page = await visit(browser, sandbox, { as: LEAD, place: ATLAS });
});

afterAll(async () => {
  await browser?.close();
  await sandbox?.stop();
});

async function post(blocks: readonly unknown[]): Promise<void> {
  const headers = { authorization: `Bearer ${SANDBOX_BOT_TOKEN}`, 'content-type': 'application/json' };
  const body = JSON.stringify({ channel: ATLAS, text: 'in short', blocks });
  const answer = await fetch(`${sandbox.url}/api/chat.postMessage`, { method: 'POST', headers, body });
  expect(await answer.json()).toMatchObject({ ok: true });
}

/** The one action of the latest request to the app. */
async function acted(actionId: string): Promise<unknown> {
  return sandbox.until(`an action ${actionId}`, async () => {
    const entries = (await (await fetch(`${sandbox.url}/sandbox/traffic`)).json()) as TrafficEntry[];
    const sent = entries.map((entry) => entry.sent as { actions?: { action_id?: string }[] });
    return sent.flatMap(({ actions = [] }) => actions).find((action) => action.action_id === actionId);
  });
}

it('asks what a confirm object asks, and takes no for an answer', async () => {
  const confirm = {
    title: text('Sure?'),
    text: text('It cannot be undone.'),
    confirm: text('Do it'),
    deny: text('No'),
  };
  await post([
    { type: 'actions', elements: [{ type: 'button', action_id: 'risky', text: text('Risky'), value: 'v', confirm }] },
  ]);
  const button = page.getByRole('button', { name: 'Risky' });
  const question = page.getByRole('dialog', { name: 'Sure?' });
  await press(page, button);
  await question.waitFor();
  await page.keyboard.press('Escape');
  await question.waitFor({ state: 'detached' });
  expect(await isFocused(button)).toBe(true);
  await page.keyboard.press('Enter');
  await press(page, question.getByRole('button', { name: 'Do it' }));
  expect(await acted('risky')).toMatchObject({ value: 'v' });
});

it('opens an overflow menu with the arrow keys', async () => {
  const overflow = { type: 'overflow', action_id: 'more', options: [option('one'), option('two')] };
  await post([{ type: 'section', text: text('With a menu'), accessory: overflow }]);
  const button = page.getByRole('button', { name: 'More actions' }).last();
  await press(page, button);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  expect(await acted('more')).toMatchObject({ selected_option: { value: 'two' } });
  expect(await isFocused(button)).toBe(true);
});

it('picks in a menu, of people and of days', async () => {
  await post([
    {
      type: 'actions',
      elements: [
        {
          type: 'static_select',
          action_id: 'menu',
          placeholder: text('Pick one'),
          options: [option('a'), option('b')],
        },
        { type: 'users_select', action_id: 'who', placeholder: text('Pick a person') },
        { type: 'datepicker', action_id: 'when', placeholder: text('Pick a day') },
      ],
    },
  ]);
  await tabTo(page, page.getByRole('combobox', { name: 'Pick one' }));
  // Of a whole name each letter may pick another option.
  await page.keyboard.type('O');
  expect(await acted('menu')).toMatchObject({ selected_option: { value: 'a' } });
  await tabTo(page, page.getByRole('combobox', { name: 'Pick a person' }));
  await page.keyboard.type('Tomas');
  expect(await acted('who')).toMatchObject({ selected_user: 'U0INVITEE' });
  await typeDay(page, page.getByLabel('Pick a day'), '2027-03-04');
  expect(await acted('when')).toMatchObject({ selected_date: '2027-03-04' });
});

it('completes a slash command from the manifest, and sends several lines', async () => {
  const composer = page.locator('#composer');
  await tabTo(page, composer);
  await page.keyboard.type('/mi');
  await page.getByRole('option', { name: /\/milestone/ }).waitFor();
  await page.keyboard.press('Tab');
  expect(await composer.inputValue()).toBe('/milestone ');
  await page.keyboard.type('add 2027-02-03 One of two lines');
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.type('2027-02-04 Two of two lines');
  await page.keyboard.press('Enter');
  await page.locator('.pins').getByRole('row', { name: 'Two of two lines' }).waitFor();
});

it('shows what was posted as its JSON, and answers in a thread', async () => {
  await post([{ type: 'section', block_id: 'seen', text: text('A message with blocks') }]);
  const message = page.locator('.message').filter({ hasText: 'A message with blocks' }).last();
  await press(page, message.getByRole('button', { name: 'JSON' }));
  await message.getByText('"block_id": "seen"').waitFor();
  await press(page, message.getByRole('button', { name: 'Reply', exact: true }));
  const reply = message.getByLabel('Reply in thread');
  await tabTo(page, reply);
  await page.keyboard.type('Seen. <b> & "quotes"');
  await page.keyboard.press('Enter');
  await message.getByText('Seen. <b> & "quotes"').waitFor();
  await message.getByRole('button', { name: '1 reply' }).waitFor();
});

it('shows a broken limit in red', async () => {
  await press(page, page.getByRole('button', { name: 'Requests' }));
  const panel = page.getByRole('complementary', { name: 'Requests' });
  expect(await panel.locator('.violation').count()).toBe(0);
  const headers = { authorization: `Bearer ${SANDBOX_BOT_TOKEN}`, 'content-type': 'application/json' };
  const blocks = [{ type: 'header', text: text('x'.repeat(200)) }];
  const body = JSON.stringify({ channel: ATLAS, text: 'x', blocks });
  await fetch(`${sandbox.url}/api/chat.postMessage`, { method: 'POST', headers, body });
  const violation = panel.locator('.violation').first();
  await violation.waitFor();
  expect(await violation.textContent()).toContain('/blocks/0/text');
  await page.getByRole('button', { name: 'Requests 1 broken' }).waitFor();
});
