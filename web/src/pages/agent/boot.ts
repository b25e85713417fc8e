import { showRememberedLocale } from '../../i18n/localization.ts';

await showRememberedLocale();
await import('./oma-agent-page.ts');
