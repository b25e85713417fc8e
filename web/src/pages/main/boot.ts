import { showRememberedLocale } from '../../i18n/localization.ts';

// The page is complete without this; what signs in loads after the first paint.
requestAnimationFrame(() => {
  void showRememberedLocale().then(() => Promise.all([import('../../components/oma-view-tools.ts'), import('./oma-entry.ts')]));
});
