import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import type { Browser, Page } from 'playwright-core';
import { newContext, startBrowser } from '../../e2e/src/browser.ts';
import { ROOT } from '../../e2e/src/platform.ts';
import { buildWeb } from '../../web/build.mjs';
import { summarize } from './measure.ts';
import { serveFolder } from './serve-folder.ts';

/**
 * Measures the main page as it is deployed, in a browser that has nothing of it yet: its first contentful paint, beside that of a page with one word from the
 * same server (the floor of this machine), and the script that it brings, before anybody reaches for the button and with sign-in ready.
 */
const LOADS = 15;
const TARGET_MS = 200;
const OUT = path.join('.local', 'bench-page');
const FLOOR = 'floor.html';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** From the navigation to the first contentful paint, with nothing in the cache. */
async function firstPaint(browser: Browser, url: string): Promise<number> {
  const context = await newContext(browser);
  const page = await context.newPage();
  await page.goto(url);
  const at = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) => {
          for (const { name, startTime } of list.getEntries()) if (name === 'first-contentful-paint') resolve(startTime);
        }).observe({ type: 'paint', buffered: true });
      }),
  );
  await context.close();
  return at;
}

type Script = { files: number; gzip: number; raw: number };

/** All scripts that a page has fetched up to now. */
const scriptOf = (page: Page): Promise<Script> =>
  page.evaluate(() => {
    const scripts = performance
      .getEntriesByType('resource')
      .filter((entry): entry is PerformanceResourceTiming => entry instanceof PerformanceResourceTiming && entry.name.endsWith('.js'));
    const sum = (of: (entry: PerformanceResourceTiming) => number): number => scripts.reduce((total, entry) => total + of(entry), 0);
    return { files: scripts.length, gzip: sum((entry) => entry.encodedBodySize), raw: sum((entry) => entry.decodedBodySize) };
  });

const describeScript = (what: string, { files, gzip, raw }: Script): string =>
  `script ${what.padEnd(26)} ${String(gzip).padStart(7)} bytes gzip  ${String(raw).padStart(7)} bytes raw  in ${files} files`;

say('… building as for a deployment');
await buildWeb({ outdir: OUT, emulators: false, env: { SITE_URL: 'http://127.0.0.1', CONTACT_EMAIL: 'admin@example.com' } });
await writeFile(path.join(ROOT, OUT, FLOOR), '<!doctype html><title>floor</title><p>one');
const [server, browser] = await Promise.all([serveFolder(path.join(ROOT, OUT)), startBrowser()]);
try {
  const floors: number[] = [];
  const paints: number[] = [];
  // The first load of each starts parts of the browser.
  for (const url of [`${server.url}/${FLOOR}`, server.url]) await firstPaint(browser, url);
  for (let load = 0; load < LOADS; load += 1) {
    floors.push(await firstPaint(browser, `${server.url}/${FLOOR}`));
    paints.push(await firstPaint(browser, server.url));
  }
  const [floor, paint] = [summarize(floors), summarize(paints)];
  say(`floor: first contentful paint of one word   median ${floor.median} ms   p95 ${floor.p95}   n ${floor.count}`);
  say(
    `main page: first contentful paint           median ${paint.median} ms   p95 ${paint.p95}   n ${paint.count}   target < ${TARGET_MS}  ${paint.median < TARGET_MS ? 'met' : 'MISSED'}`,
  );
  const page = await (await newContext(browser)).newPage();
  await page.goto(server.url, { waitUntil: 'networkidle' });
  say(describeScript('before interaction', await scriptOf(page)));
  await page.getByTestId('sign-in').hover();
  await page.waitForFunction(() => customElements.get('oma-entry') !== undefined);
  say(describeScript('with sign-in ready', await scriptOf(page)));
} finally {
  await browser.close();
  server.close();
}
process.exit(0);
