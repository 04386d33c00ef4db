import type { Locator, Page } from 'playwright-core';

/** Further than any of the page's rounds of Tab. */
const MOST_TABS = 150;

export function isFocused(target: Locator): Promise<boolean> {
  return target.evaluate((element) => element === document.activeElement);
}

/** Goes there with Tab alone. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  for (let presses = 0; presses < MOST_TABS; presses += 1) {
    if (await isFocused(target)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not lead to ${target.toString()}`);
}

export async function press(page: Page, target: Locator, key = 'Enter'): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press(key);
}

export async function typeInto(page: Page, target: Locator, text: string): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('Delete');
  await page.keyboard.type(text);
}

/** `day` is YYYY-MM-DD; the field takes month, day and year in turn. */
export async function typeDay(page: Page, target: Locator, day: string): Promise<void> {
  // From the field before, so that the month comes first.
  await target.waitFor();
  if (await isFocused(target)) await page.keyboard.press('Shift+Tab');
  await tabTo(page, target);
  const [year = '', month = '', date = ''] = day.split('-');
  await page.keyboard.type(month + date + year);
}

export async function typeCommand(page: Page, line: string): Promise<void> {
  await typeInto(page, page.locator('#composer'), line);
  await page.keyboard.press('Enter');
}

/** The modal with this title. */
export function modal(page: Page, title: string): Locator {
  return page.getByRole('dialog', { name: title });
}

/** Sends the modal and waits until it is gone. */
export async function submit(page: Page, form: Locator, name: string): Promise<void> {
  await press(page, form.getByRole('button', { name, exact: true }));
  await form.waitFor({ state: 'detached' });
}
