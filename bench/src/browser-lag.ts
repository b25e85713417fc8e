import type { Page } from 'playwright-core';
import * as z from 'zod';

/** A reply of four seconds in 200 pieces, as a script for the model. */
const PIECES = 200;
const TEXT = Array.from({ length: PIECES }, (_, index) => `w${index} `).join('');
const SCRIPT = `\`\`\`script\n${JSON.stringify([{ say: TEXT, deltas: PIECES, every_ms: 20 }])}\n\`\`\``;

const Requests = z.array(z.object({ first_text_at: z.string().nullable(), path: z.string() }));

/**
 * Sends one message on an open page of a session whose run is up, and gives the milliseconds from the first text that the model sent, before Claude Code
 * could have passed it on, to the first text on the page. Throws where the page does not show the whole reply in the end.
 */
export async function browserLag(page: Page, modelUrl: string): Promise<number> {
  const before = await page.getByTestId('message').count();
  await page.evaluate((count) => {
    const watched = window as Window & { firstTextAt?: number };
    delete watched.firstTextAt;
    const look = (): void => {
      const chat = document.querySelector('oma-workspace-page')?.shadowRoot?.querySelector('oma-chat')?.shadowRoot;
      const exchange = chat?.querySelectorAll('[data-testid=message]')[count]?.shadowRoot;
      const text = exchange?.querySelector('oma-reply')?.shadowRoot?.querySelector('[data-testid=reply-text]')?.textContent.trim() ?? '';
      if (text === '') requestAnimationFrame(look);
      else watched.firstTextAt = Date.now();
    };
    requestAnimationFrame(look);
  }, before);
  await page.getByTestId('composer').fill(SCRIPT);
  await page.getByTestId('composer').press('Enter');
  await page.getByTestId('message').nth(before).and(page.locator('[data-status=done]')).waitFor();
  const shown = await page.getByTestId('message').nth(before).getByTestId('reply-text').innerText();
  if (shown.trim() !== TEXT.trim()) throw new Error('the page does not show the whole reply');
  const shownAt = await page.evaluate(() => (window as Window & { firstTextAt?: number }).firstTextAt);
  const requests = Requests.parse(await (await fetch(`${modelUrl}/requests`)).json());
  const sentAt = requests.findLast(({ first_text_at }) => first_text_at !== null)?.first_text_at;
  if (shownAt === undefined || sentAt === null || sentAt === undefined) throw new Error('the first text was not seen');
  return shownAt - Date.parse(sentAt);
}
