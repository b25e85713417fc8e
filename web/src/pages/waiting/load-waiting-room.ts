import { speak } from '../../i18n/localization.ts';

/** Loads the waiting room, its words before what says them. */
export async function loadWaitingRoom(): Promise<void> {
  await speak(
    () => import('../../i18n/en/base.ts'),
    () => import('../../i18n/en/shared.ts'),
    () => import('../../i18n/en/agent.ts'),
    () => import('../../i18n/en/form.ts'),
    () => import('../../i18n/en/chat.ts'),
    () => import('../../i18n/en/apply.ts'),
  );
  await import('./oma-waiting-room.ts');
}
