import { showRememberedLocale } from '../i18n/localization.ts';

// A page whose words are all in its HTML: only the choice of language and theme comes later.
requestAnimationFrame(() => {
  void showRememberedLocale().then(() => import('./oma-view-tools.ts'));
});
