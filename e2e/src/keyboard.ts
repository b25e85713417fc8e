import type { Page } from 'playwright-core';

/** Where the keyboard is, through all shadow trees: the control's name, or what tests call it, or its element. */
export const focusedOn = (page: Page): Promise<string> =>
  page.evaluate(() => {
    let at = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    return at?.getAttribute('name') ?? at?.getAttribute('data-testid') ?? at?.tagName ?? '';
  });

/** Presses Tab, forwards or back, until that control has the focus; throws where it never does. */
export async function tabTo(page: Page, name: string, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  for (let presses = 0; presses < 150; presses += 1) {
    if ((await focusedOn(page)) === name) return;
    await page.keyboard.press(key);
  }
  throw new Error(`no way by ${key} to ${name}`);
}
