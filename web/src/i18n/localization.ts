import { configureLocalization } from '@lit/localize';
import type { Locale } from '@oma/contract';
import { keepVisitorsChoice, rememberedLocale, rememberLocale, toLocale } from './remembered.ts';

const { setLocale, getLocale } = configureLocalization({
  sourceLocale: 'ko',
  targetLocales: ['en'],
  loadLocale: () => import('./en.ts'),
});

/** The language of the pages: what this browser remembers of the person's choice, Korean before one. */
export const currentLocale = (): Locale => toLocale(getLocale());

/** Shows the pages in this language from now on. */
export async function showLocale(locale: Locale): Promise<void> {
  rememberLocale(locale);
  await setLocale(locale);
}

/** Before the first element is shown, so that no page flickers from one language to the other. */
export const showRememberedLocale = (): Promise<void> => showLocale(rememberedLocale());

/** A visitor's own choice, before there is a person to keep it for. */
export async function chooseAsVisitor(locale: Locale): Promise<void> {
  keepVisitorsChoice(locale);
  await showLocale(locale);
}
