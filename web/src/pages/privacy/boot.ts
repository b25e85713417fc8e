import { showRememberedLocale } from '../../i18n/localization.ts';

// The page is complete without this.
requestAnimationFrame(() => {
  void showRememberedLocale().then(() => import('../../components/oma-view-tools.ts'));
});
