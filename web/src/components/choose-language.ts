import type { Locale } from '@oma/contract';
import { showLocale } from '../i18n/localization.ts';

/** For somebody who is signed in: shows the language at once, and keeps it on the account. Throws `ApiError` where it could not be kept. */
export async function chooseLanguage(locale: Locale): Promise<void> {
  await showLocale(locale);
  const { chooseLocale } = await import('../data/me.ts');
  await chooseLocale(locale);
}
