import { isProbablySignedIn, showProbablySignedIn } from './data/signed-in-hint.ts';
import { rememberedLocale } from './i18n/remembered.ts';
import { followTheme, rememberedTheme, showTheme } from './styles/theme.ts';

// Before the first paint: the theme the person chose, or the system's; the language this browser remembers; whether somebody comes back.
try {
  showTheme(rememberedTheme());
  followTheme();
  document.documentElement.lang = rememberedLocale();
  showProbablySignedIn(isProbablySignedIn());
} catch {
  // A browser that keeps nothing shows the page as it is.
}
