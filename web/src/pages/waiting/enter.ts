import { speak } from '../../i18n/localization.ts';

// The words come before what says them.
await speak(
  () => import('../../i18n/en/base.ts'),
  () => import('../../i18n/en/shared.ts'),
  () => import('../../i18n/en/agent.ts'),
  () => import('../../i18n/en/form.ts'),
  () => import('../../i18n/en/chat.ts'),
  () => import('../../i18n/en/apply.ts'),
);
await import('./oma-waiting-room.ts');
