import type { Locale } from '@oma/contract';
import { showLocale } from '../i18n/localization.ts';

/** How often somebody chose on this page, and how many of the choices are on their way to the account. */
let chosen = 0;
let underWay = 0;

/** For somebody who is signed in: shows the language at once, and keeps it on the account. Throws `ApiError` where it could not be kept. */
export async function chooseLanguage(locale: Locale): Promise<void> {
  chosen += 1;
  underWay += 1;
  try {
    await showLocale(locale);
    const { chooseLocale } = await import('../data/me.ts');
    await chooseLocale(locale);
  } finally {
    underWay -= 1;
  }
}

/** To be called before the account is asked for its language. Answers whether what it says is still wanted: a choice that it may not know of goes before it. */
export function watchChoices(): () => boolean {
  const before = chosen;
  const isKept = underWay === 0;
  return () => isKept && chosen === before;
}
