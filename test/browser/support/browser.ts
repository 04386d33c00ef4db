import type { Browser, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import type { Sandbox } from './sandbox.ts';

const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export function startBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    headless: true,
    args: ARGS,
  });
}

export type Visit = {
  readonly as?: string;
  readonly place?: string;
  readonly width?: number;
  readonly height?: number;
  readonly scheme?: 'light' | 'dark';
  /** True: as someone who was never here. */
  readonly first?: boolean;
};

/** A browser of its own for each actor: what they remember is theirs. */
export async function visit(browser: Browser, { url }: Pick<Sandbox, 'url'>, who: Visit = {}): Promise<Page> {
  const { as, place, width = 1280, height = 800, scheme = 'light', first = false } = who;
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: scheme, locale: 'en-US' });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  page.on('pageerror', (error) => {
    throw error;
  });
  if (!first) {
    const ended = JSON.stringify({ step: 5, since: { lines: 0, answeredAt: '', movedMs: 0, at: 0 }, ended: true });
    await page.addInitScript((guide) => localStorage.setItem('milepost-sandbox-guide', guide), ended);
  }
  // Boards are looked at more often than they are opened.
  await page.addInitScript(() => localStorage.setItem('milepost-sandbox-pins', 'open'));
  const query = new URLSearchParams({ ...(as && { as }), ...(place && { in: place }) });
  await page.goto(`${url}/?${query}`);
  await page.locator('.app').waitFor();
  return page;
}

export async function picture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: `artefacts/browser/${name}.png` });
}
