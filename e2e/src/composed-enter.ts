import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** A field of a page in which Enter, while a syllable is composed, would do something: what it is called, and what it would do. */
export type Careless = { field: string; does: string };

/**
 * Presses Enter of an input method in every field that is shown, those in shadow trees included, in each of the ways that browsers tell of it, and answers
 * how many fields there were and in which of them something would come of it: a form would be sent, or what was written would be taken away.
 */
export const pressComposedEnter = (page: Page): Promise<{ count: number; careless: Careless[] }> =>
  page.evaluate(() => {
    const below = (root: Document | ShadowRoot): HTMLElement[] =>
      [...root.querySelectorAll<HTMLElement>('*')].flatMap((one) => [one, ...(one.shadowRoot === null ? [] : below(one.shadowRoot))]);
    const written = 'input:not([type=checkbox], [type=radio], [type=file], [type=range], [type=submit], [type=button]), textarea';
    const fields = below(document).filter(
      (one): one is HTMLInputElement | HTMLTextAreaElement => one.matches(written) && one.checkVisibility() && !one.matches(':disabled'),
    );
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- the one sign that Safari gives
    const ways: KeyboardEventInit[] = [{ key: 'Enter', isComposing: true }, { key: 'Process' }, { key: 'Enter', keyCode: 229 }];
    const careless = fields.flatMap((field): { field: string; does: string }[] => {
      const name = field.dataset['testid'] ?? (field.name || (field.getAttribute('aria-label') ?? field.id));
      const before = field.value;
      if (before === '' && field.type !== 'number') field.value = '하';
      const typed = field.value;
      const does = ways.flatMap((way) => {
        const sent: Event[] = [];
        const onSubmit = (event: Event): unknown => sent.push(event);
        field.form?.addEventListener('submit', onSubmit);
        const event = new KeyboardEvent('keydown', { bubbles: true, composed: true, cancelable: true, ...way });
        const goesOn = field.dispatchEvent(event);
        // What a browser does by itself with an Enter that nobody has stopped.
        const sends = goesOn && way.key === 'Enter' && field.tagName === 'INPUT' && field.form !== null;
        field.form?.removeEventListener('submit', onSubmit);
        return [
          ...(sent.length > 0 || sends ? [`sends its form (${JSON.stringify(way)})`] : []),
          ...(field.value === typed ? [] : [`takes what was written (${JSON.stringify(way)})`]),
        ];
      });
      field.value = before;
      return does.map((what) => ({ field: name, does: what }));
    });
    return { count: fields.length, careless };
  });

/** Expects that Enter of an input method does nothing in any field that is shown, once there are as many as that. `where` stands in the message. */
export async function expectComposedEnterIgnored(page: Page, where: string, least: number): Promise<void> {
  const careless: Careless[] = [];
  const press = async (): Promise<number> => {
    const found = await pressComposedEnter(page);
    careless.push(...found.careless);
    return found.count;
  };
  await expect.poll(press, { message: `fields of ${where}` }).toBeGreaterThanOrEqual(least);
  expect(careless, where).toEqual([]);
}
