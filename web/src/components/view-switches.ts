import { keepVisitorsChoice, rememberLocale, showWordsIn, toLocale } from '../i18n/remembered.ts';
import { switchTheme } from '../styles/theme.ts';

/** Told on `window` when the language was switched on a page whose words are in its HTML; its detail is the language. */
export const LANGUAGE_SWITCHED = 'language-switched';

/** Brings the two switches of such a page to life: language and theme. They need no element, so nothing of Lit is loaded for them. */
export function watchViewSwitches(): void {
  // Before the first paint the title was not read yet.
  showWordsIn(toLocale(document.documentElement.lang));
  document.getElementById('switch-language')?.addEventListener('click', () => {
    const locale = toLocale(document.documentElement.lang) === 'ko' ? 'en' : 'ko';
    rememberLocale(locale);
    keepVisitorsChoice(locale);
    window.dispatchEvent(new CustomEvent(LANGUAGE_SWITCHED, { detail: locale }));
  });
  document.getElementById('switch-theme')?.addEventListener('click', switchTheme);
}
