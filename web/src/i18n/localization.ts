import { configureLocalization } from '@lit/localize';
import { Locale } from '@oma/contract';

const { setLocale, getLocale } = configureLocalization({
  sourceLocale: 'ko',
  targetLocales: ['en'],
  loadLocale: () => import('./en.ts'),
});

const KEY = 'locale';

/** The language of the pages: what this browser remembers of the person's choice, Korean before one. */
export const currentLocale = (): Locale => Locale.catch('ko').parse(getLocale());

/** Shows the pages in this language from now on. */
export async function showLocale(locale: Locale): Promise<void> {
  localStorage.setItem(KEY, locale);
  document.documentElement.lang = locale;
  await setLocale(locale);
}

/** Before the first element is shown, so that no page flickers from one language to the other. */
export const showRememberedLocale = (): Promise<void> => showLocale(Locale.catch('ko').parse(localStorage.getItem(KEY)));

const CHOSEN_KEY = 'locale-chosen';

/** A visitor's own choice, before there is a person to keep it for. */
export async function chooseAsVisitor(locale: Locale): Promise<void> {
  localStorage.setItem(CHOSEN_KEY, locale);
  await showLocale(locale);
}

/** What the visitor chose before signing in, once; null where nothing was chosen. */
export function takeVisitorsChoice(): Locale | null {
  const chosen = Locale.safeParse(localStorage.getItem(CHOSEN_KEY));
  localStorage.removeItem(CHOSEN_KEY);
  return chosen.success ? chosen.data : null;
}
