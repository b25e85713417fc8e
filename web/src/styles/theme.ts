const KEY = 'theme';
const SYSTEM_IS_DARK = '(prefers-color-scheme: dark)';

/** Told on `window` when another theme is shown, or another choice was made. */
export const THEME_CHANGED = 'theme-changed';

export type Theme = 'dark' | 'light';
/** `system`: what the system shows, as it changes. */
export type ThemeChoice = Theme | 'system';

export const isDark = (): boolean => document.documentElement.dataset['theme'] === 'dark';

/** What was chosen in this browser. Throws where the browser keeps nothing. */
export function chosenTheme(): ThemeChoice {
  const chosen = localStorage.getItem(KEY);
  return chosen === 'dark' || chosen === 'light' ? chosen : 'system';
}

/** The theme the person chose, or the system's. Throws where the browser keeps nothing. */
export function rememberedTheme(): Theme {
  const chosen = chosenTheme();
  if (chosen !== 'system') return chosen;
  return matchMedia(SYSTEM_IS_DARK).matches ? 'dark' : 'light';
}

/** Shows this page in the theme; the browser's own bars take its colour. */
export function showTheme(theme: Theme): void {
  document.documentElement.dataset['theme'] = theme;
  for (const colour of document.querySelectorAll<HTMLMetaElement>('meta[name=theme-color]')) {
    colour.media = colour.dataset['theme'] === theme ? 'all' : 'not all';
  }
  window.dispatchEvent(new Event(THEME_CHANGED));
}

/** Shows what is chosen, here and on the pages opened next. */
export function chooseTheme(choice: ThemeChoice): void {
  if (choice === 'system') localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, choice);
  showTheme(rememberedTheme());
}

/** Shows the other theme, here and on the pages opened next. */
export const switchTheme = (): void => chooseTheme(isDark() ? 'light' : 'dark');

const showRemembered = (): void => showTheme(rememberedTheme());

function onStorage({ key }: StorageEvent): void {
  if (key === KEY || key === null) showRemembered();
}

let system: MediaQueryList | null = null;

/** From now on this page goes along when the system's theme changes, and when another window chooses. May be called any number of times. */
export function followTheme(): void {
  if (system !== null) return;
  system = matchMedia(SYSTEM_IS_DARK);
  system.addEventListener('change', showRemembered);
  window.addEventListener('storage', onStorage);
}
