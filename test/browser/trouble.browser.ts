import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { picture, startBrowser, visit } from './support/browser.ts';
import type { Sandbox } from './support/sandbox.ts';
import { ADMIN, ATLAS, BOREALIS, boardOf, LEAD, numberOf, startSandbox, workingDayAfter } from './support/sandbox.ts';

/** Each entry of the trouble menu, and the app coping with it. */

let sandbox: Sandbox;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  [sandbox, browser] = await Promise.all([startSandbox(), startBrowser()]);
  page = await visit(browser, sandbox, { as: LEAD, place: ATLAS });
  await page.getByRole('button', { name: 'Trouble' }).click();
  await menu().waitFor();
});

afterEach(async () => {
  // Whatever came of a test, the next one starts with all well.
  await sandbox?.perform(LEAD, { do: 'mend' });
});

afterAll(async () => {
  await browser?.close();
  await sandbox?.stop();
});

const menu = () => page.getByRole('complementary', { name: 'Trouble' });
const inForce = (words: string | RegExp) => menu().getByRole('listitem').filter({ hasText: words });
const mendEverything = async () => {
  await menu().getByRole('button', { name: 'Mend everything' }).click();
  await menu().getByText('All is well').waitFor();
};

const add = async (title: string, channelId = ATLAS) => {
  const line = `/milestone add ${workingDayAfter((await sandbox.state(LEAD)).now, 9)} ${title}`;
  return sandbox.perform(LEAD, { do: 'command', channelId, line });
};
const board = async (channelId = ATLAS) => boardOf(await sandbox.state(LEAD), channelId);
const onBoard = (title: string, channelId = ATLAS) =>
  sandbox.until(`"${title}" on the board`, async () => numberOf(await board(channelId), title));
const messagesWith = async (as: string, words: string, channelId = ATLAS) =>
  (await sandbox.state(as)).channels
    .find(({ id }) => id === channelId)
    ?.messages.filter(({ text }) => text.includes(words)) ?? [];

it('slow: what was asked is done all the same, once', async () => {
  await menu().getByRole('checkbox', { name: 'Slow' }).check();
  await inForce('Slack is slow').waitFor();
  await add('Through a slow Slack');
  await onBoard('Through a slow Slack');
  await menu().getByRole('checkbox', { name: 'Slow' }).uncheck();
  await menu().getByText('All is well').waitFor();
  await sandbox.until('the update', async () => (await updates('Through a slow Slack')).length > 0);
  expect(await updates('Through a slow Slack')).toHaveLength(1);
});

/** What everybody was told of it, besides the board. */
async function updates(title: string, channelId = ATLAS) {
  const shown = await board(channelId);
  return (await messagesWith(LEAD, title, channelId)).filter(({ ts, onlyForMe }) => !onlyForMe && ts !== shown?.ts);
}

it('rate-limited: waits as long as Slack says, and then tells it', async () => {
  await menu().getByRole('checkbox', { name: 'Rate-limited' }).check();
  await inForce('429').waitFor();
  await add('After the rate limit');
  const number = numberOf(await board(), 'After the rate limit');
  expect(number).toBeUndefined();
  await mendEverything();
  await onBoard('After the rate limit');
});

it('one method broken: the board follows as soon as it works again', async () => {
  await menu().getByLabel('Method').selectOption('chat.update');
  await menu().getByLabel('Answers').selectOption('internal_error');
  await menu().getByRole('button', { name: 'Break it' }).click();
  await inForce('chat.update answers internal_error').waitFor();
  await add('While the board could not be edited');
  expect(numberOf(await board(), 'While the board could not be edited')).toBeUndefined();
  await menu().getByRole('button', { name: 'Mend: chat.update answers internal_error' }).click();
  await onBoard('While the board could not be edited');
});

it('connection cut: Slack says that the command failed; what was under way arrives later', async () => {
  await add('Just before the cut');
  await menu().getByRole('checkbox', { name: 'Connection cut' }).check();
  await inForce('The connection is cut').waitFor();
  await page.locator('#composer').fill('/milestone list');
  await page.keyboard.press('Enter');
  await page.getByText('/milestone failed with the error "dispatch_failed"').waitFor();
  await picture(page, 'connection-cut');
  await mendEverything();
  await onBoard('Just before the cut');
  await page.locator('#composer').fill('/milestone list');
  await page.keyboard.press('Enter');
  await page
    .getByText(/Just before the cut/)
    .last()
    .waitFor();
});

it('board deleted: the next change posts and pins another', async () => {
  const before = await board();
  await menu().getByRole('button', { name: 'Delete the pinned message' }).click();
  await page.locator('.pins').waitFor({ state: 'detached' });
  await add('Brings the board back');
  await onBoard('Brings the board back');
  expect((await board())?.ts).not.toBe(before?.ts);
  await page.locator('.pins').getByText('Brings the board back').waitFor();
});

it.each([
  {
    name: 'channel archived',
    make: 'Archive it',
    words: '#borealis-client is archived',
    title: 'Added while it was archived',
    mend: 'Unarchive it',
  },
  {
    name: 'app removed',
    make: 'Remove Milepost',
    words: 'The app is not in #borealis-client',
    title: 'Added while the app was out',
    mend: 'Invite Milepost',
  },
])('$name: the admin is told what mends it, and resumes', async ({ make, words, title, mend }) => {
  await menu().getByLabel('Channel', { exact: true }).selectOption(BOREALIS);
  const before = await resumes();
  await menu().getByRole('button', { name: make }).click();
  await inForce(words).waitFor();
  await add(title, BOREALIS);
  await sandbox.until('the message to the admin', async () => (await resumes()) > before);
  expect(numberOf(await board(BOREALIS), title)).toBeUndefined();
  await menu().getByRole('button', { name: mend }).click();
  await menu().getByText('All is well').waitFor();

  const admin = await visit(browser, sandbox, { as: ADMIN, place: await directOf(ADMIN) });
  await admin.getByRole('button', { name: 'Resume' }).last().click();
  await onBoard(title, BOREALIS);
  await admin.context().close();
});

async function directOf(userId: string): Promise<string> {
  return (await sandbox.state(userId)).channels.find(({ kind }) => kind === 'im')?.id ?? '';
}

/** How many messages with *Resume* the admin has. */
async function resumes(): Promise<number> {
  const direct = (await sandbox.state(ADMIN)).channels.find(({ kind }) => kind === 'im');
  return direct?.messages.filter(({ blocks }) => JSON.stringify(blocks).includes('Resume')).length ?? 0;
}
