import { DEMO_PEOPLE } from '@oma/contract';
import process from 'node:process';
import type { Page } from 'playwright-core';
import { newContext, signInOnPage, startBrowser } from '../../e2e/src/browser.ts';
import { signIn } from '../../e2e/src/client.ts';
import { layConversation } from '../../e2e/src/long-conversation.ts';
import { type LongestTask, longestTaskOf } from '../../e2e/src/long-tasks.ts';
import { startPlatform } from '../../e2e/src/platform.ts';
import { summarize } from './measure.ts';

/**
 * Measures what a browser has to do for a conversation that is long and for an answer that is: how soon the newest of 2 000 messages are there, and how long the
 * page answers nobody while they are scrolled through to the first one and back, and while an answer of 300 KB is written over a minute.
 */
const OFFSET = 13_000;
const EXCHANGES = 1000;
const OPENINGS = 10;
const [, member] = DEMO_PEOPLE;
/** A paragraph, a list, a table and code, in some 3 KB; a hundred of them are 300 KB. */
const PIECE = `${'표를 읽고 달마다 합계를 냈어요. The monthly totals follow. '.repeat(20)}

- 첫째 **항목**이에요
- 둘째 항목은 [주소](https://example.com)가 있어요

| 달 | 값 |
| --- | ---: |
| 1월 | 120 |
| 2월 | 98 |

~~~python
def total(rows):
    return sum(row['value'] for row in rows)
~~~

`;
const PIECES = Math.ceil(300_000 / Buffer.byteLength(PIECE));
const DELTAS = 600;
const SCRIPT = `\`\`\`script\n${JSON.stringify([{ say: PIECE, times: PIECES, deltas: DELTAS, every_ms: 100 }])}\n\`\`\``;

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const verdict = (figure: number, target: number): string => `target < ${target}  ${figure < target ? 'met' : 'MISSED'}`;
/** From the navigation until the newest answer is laid out. */
async function open(page: Page, address: string): Promise<number> {
  await page.goto(address, { waitUntil: 'commit' });
  return page.evaluate(
    (newest) =>
      new Promise<number>((resolve) => {
        const look = (): void => {
          const chat = document.querySelector('oma-workspace-page')?.shadowRoot?.querySelector('oma-chat')?.shadowRoot;
          const last = [...(chat?.querySelectorAll('oma-exchange') ?? [])].at(-1)?.shadowRoot;
          const text = last?.querySelector('oma-reply')?.shadowRoot?.querySelector('.block')?.textContent ?? '';
          if (text !== '' && last?.textContent.includes(newest) === true) resolve(performance.now());
          else requestAnimationFrame(look);
        };
        look();
      }),
    `질문 ${EXCHANGES}`,
  );
}

const report = (what: string, { wall, processor }: LongestTask, target: number): void =>
  say(
    `${what.padEnd(46)} longest task ${String(wall).padStart(5)} ms, of the processor ${String(processor).padStart(5)} ms   ${verdict(wall, target)}`,
  );

/** Turns the wheel until the first message is there and the beginning, or until the end. What looks for that takes no time to speak of from the page. */
async function wheelTo(page: Page, where: 'begin' | 'end'): Promise<void> {
  await page.locator('.scroller').hover();
  const isThere = (): Promise<boolean> =>
    page.evaluate((wanted) => {
      const scroller = document
        .querySelector('oma-workspace-page')
        ?.shadowRoot?.querySelector('oma-chat')
        ?.shadowRoot?.querySelector('.scroller');
      if (scroller === null || scroller === undefined) throw new Error('no conversation is shown');
      return wanted === 'begin'
        ? scroller.scrollTop === 0 && scroller.querySelector('.earlier') === null
        : scroller.scrollTop + scroller.clientHeight > scroller.scrollHeight - 2;
    }, where);
  while (!(await isThere())) for (let turn = 0; turn < 10; turn += 1) await page.mouse.wheel(0, where === 'begin' ? -700 : 1400);
}

say('… starting a platform of its own');
const [platform, browser] = await Promise.all([startPlatform(OFFSET), startBrowser()]);
try {
  const page = await (await newContext(browser)).newPage();
  await signInOnPage(page, platform.url, member.email);
  const client = await signIn(OFFSET, member);
  const { session_id } = await client.createSession();
  await layConversation(OFFSET, session_id, EXCHANGES);
  const address = `${platform.url}/workspace/${session_id}`;

  const openings: number[] = [];
  await open(page, address);
  for (let count = 0; count < OPENINGS; count += 1) openings.push(await open(page, address));
  const opened = summarize(openings);
  say(
    `${2 * EXCHANGES} messages: opened to the newest   median ${opened.median} ms   p95 ${opened.p95}   max ${opened.max}   n ${opened.count}   ${verdict(opened.median, 1000)}`,
  );
  for (const [what, where] of [
    ['up to the first', 'begin'],
    ['down to the newest', 'end'],
  ] as const) {
    report(`scrolled ${what}`, await longestTaskOf(browser, page, () => wheelTo(page, where)), 100);
  }

  await page.goto(`${platform.url}/workspace/${(await client.createSession()).session_id}`);
  await page.getByTestId('composer').fill(SCRIPT);
  const startedAt = performance.now();
  const longest = await longestTaskOf(browser, page, async () => {
    await page.getByTestId('composer').press('Enter');
    await page.locator('[data-testid=message]:is([data-status=done], [data-status=failed])').waitFor({ timeout: 240_000 });
  });
  const failure = page.getByTestId('failure');
  if ((await failure.count()) > 0) throw new Error(await failure.innerText());
  const shown = await page.getByTestId('reply-text').locator('table').count();
  if (shown !== PIECES) throw new Error(`of ${PIECES} tables ${shown} are there`);
  const kilobytes = Math.round((PIECES * Buffer.byteLength(PIECE)) / 1000);
  report(`an answer of ${kilobytes} KB in ${Math.round((performance.now() - startedAt) / 1000)} s`, longest, 200);
  await client.close();
} finally {
  await browser.close();
  await platform.stop();
}
process.exit(0);
