import axe, { type AxeResults, type Result } from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Look } from './browser.ts';

declare global {
  interface Window {
    axe: { run(context: Document, options: object): Promise<AxeResults> };
  }
}

/** Everything that axe knows of WCAG 2.2 A and AA, and its best practices. */
const OPTIONS = {
  runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
  // Off by default, and part of WCAG 2.2 AA.
  rules: { 'target-size': { enabled: true } },
  resultTypes: ['violations'],
};

/** What the theme may change. */
const COLOURS = { ...OPTIONS, runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] }, rules: {} };

/**
 * Expects that axe finds nothing on the page as it is shown now, shadow trees included, and that a page in a frame scrolls inside it, never as a whole. `where`
 * stands in the message.
 */
export async function expectAccessible(page: Page, where = page.url(), options: object = OPTIONS): Promise<void> {
  // By the debugger's door, which the page's Content-Security-Policy does not guard.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const { violations, passes } = await page.evaluate((given) => window.axe.run(document, given), options);
  expect(violations.flatMap(describeViolation), `axe on ${where}`).toEqual([]);
  expect(passes.length, `axe looked at ${where}`).toBeGreaterThan(0);
  const tooHigh = await page.evaluate(
    () =>
      document.querySelector('body > *')?.shadowRoot?.querySelector('oma-frame') &&
      document.documentElement.scrollHeight - window.innerHeight,
  );
  expect(tooHigh ?? 0, `what stands below the screen of ${where}`).toBeLessThanOrEqual(0);
}

/**
 * What `expectAccessible` does, in a look that is one of several: a dark one differs from a light one of the same size or language by its colours, so only
 * those are looked at.
 */
export const expectAccessibleInLook = (page: Page, where: string, { theme }: Look): Promise<void> =>
  expectAccessible(page, where, theme === 'dark' ? COLOURS : OPTIONS);

/** The same in the other theme as well, for a state that no other test shows in it. The page follows the system's theme, and shows its own again afterwards. */
export async function expectAccessibleInBothThemes(page: Page, where = page.url()): Promise<void> {
  await expectAccessible(page, where);
  const theme = (await page.locator('html').getAttribute('data-theme')) === 'dark' ? 'dark' : 'light';
  const other = theme === 'dark' ? 'light' : 'dark';
  await show(page, other);
  await expectAccessible(page, `${where}, ${other}`, COLOURS);
  await show(page, theme);
}

async function show(page: Page, theme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme: theme });
  await page.locator(`html[data-theme=${theme}]`).waitFor();
}

const describeViolation = ({ id, help, nodes }: Result): string[] =>
  nodes.map(({ target, html, failureSummary }) => `${id}: ${help} at ${target.flat().join(' ')}: ${html} (${failureSummary ?? ''})`);
