import { isProbablySignedIn, showProbablySignedIn } from './data/signed-in-hint.ts';
import { rememberedLocale } from './i18n/remembered.ts';
import { beginMeasuring } from './measuring/begin-measuring.ts';
import { measuringChoice } from './measuring/measuring-choice.ts';
import { followTheme, rememberedTheme, showTheme } from './styles/theme.ts';

// Before the first paint: the theme the person chose, or the system's; the language this browser remembers; whether somebody comes back. And what goes wrong from here on, where it is to be sent.
try {
  showTheme(rememberedTheme());
  followTheme();
  document.documentElement.lang = rememberedLocale();
  showProbablySignedIn(isProbablySignedIn());
  if (measuringChoice() === true) beginMeasuring();
} catch {
  // A browser that keeps nothing shows the page as it is.
}
