import type { Locale } from '@oma/contract';

const KEY = 'locale';
const CHOSEN_KEY = 'locale-chosen';
const LOCALES: Readonly<Record<Locale, true>> = { ko: true, en: true };

const isLocale = (value: string | null): value is Locale => value !== null && Object.hasOwn(LOCALES, value);

/** The language of what is kept or said somewhere; Korean where it is none of ours. */
export const toLocale = (value: string | null): Locale => (isLocale(value) ? value : 'ko');

/** What this browser remembers of the person's choice. Throws where the browser keeps nothing. */
export const rememberedLocale = (): Locale => toLocale(localStorage.getItem(KEY));

/**
 * Shows the words of the page's HTML in this language. A title cannot hold both languages, so it names them in `data-ko` and `data-en`; before the browser has
 * read it, only the rest is shown.
 */
export function showWordsIn(locale: Locale): void {
  document.documentElement.lang = locale;
  const title = document.querySelector<HTMLElement>('title[data-ko]');
  if (title !== null) document.title = title.dataset[locale] ?? document.title;
}

/** The same, here and on the pages opened next. */
export function rememberLocale(locale: Locale): void {
  showWordsIn(locale);
  localStorage.setItem(KEY, locale);
}

/** A visitor's own choice, kept until there is a person to keep it for. */
export const keepVisitorsChoice = (locale: Locale): void => localStorage.setItem(CHOSEN_KEY, locale);

/** What the visitor chose before signing in, once; null where nothing was chosen. */
export function takeVisitorsChoice(): Locale | null {
  const chosen = localStorage.getItem(CHOSEN_KEY);
  localStorage.removeItem(CHOSEN_KEY);
  return isLocale(chosen) ? chosen : null;
}
