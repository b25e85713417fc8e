import axe, { type AxeResults, type Result } from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

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

/** Expects that axe finds nothing on the page as it is shown now, shadow trees included. `where` stands in the message. */
export async function expectAccessible(page: Page, where = page.url()): Promise<void> {
  // By the debugger's door, which the page's Content-Security-Policy does not guard.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const { violations, passes } = await page.evaluate((options) => window.axe.run(document, options), OPTIONS);
  expect(violations.flatMap(describeViolation), `axe on ${where}`).toEqual([]);
  expect(passes.length, `axe looked at ${where}`).toBeGreaterThan(0);
}

const describeViolation = ({ id, help, nodes }: Result): string[] =>
  nodes.map(({ target, html, failureSummary }) => `${id}: ${help} at ${target.flat().join(' ')}: ${html} (${failureSummary ?? ''})`);
