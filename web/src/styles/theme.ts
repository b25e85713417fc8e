const KEY = 'theme';

export const isDark = (): boolean => document.documentElement.dataset['theme'] === 'dark';

/** The theme the person chose, or the system's. Throws where the browser keeps nothing. */
export function rememberedTheme(): 'dark' | 'light' {
  const chosen = localStorage.getItem(KEY);
  if (chosen === 'dark' || chosen === 'light') return chosen;
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

/** Shows this page in the theme; the browser's own bars take its colour. */
export function showTheme(theme: 'dark' | 'light'): void {
  document.documentElement.dataset['theme'] = theme;
  for (const colour of document.querySelectorAll<HTMLMetaElement>('meta[name=theme-color]')) {
    colour.media = colour.dataset['theme'] === theme ? 'all' : 'not all';
  }
}

/** Shows the other theme, here and on the pages opened next. */
export function switchTheme(): void {
  const theme = isDark() ? 'light' : 'dark';
  showTheme(theme);
  localStorage.setItem(KEY, theme);
}
