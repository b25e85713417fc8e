import '../../components/oma-side.ts';
import '../../components/sessions/oma-rename.ts';
import '../../components/sessions/oma-session-menu.ts';
import '../../components/sessions/oma-session-side.ts';
import { speak } from '../../i18n/localization.ts';

/** What stands around a conversation, and not in it: the others beside it, and what can be done with it. Loaded once the conversation is on its way. */
export const learnWords = (): Promise<void> =>
  speak(
    () => import('../../i18n/en/sessions.ts'),
    () => import('../../i18n/en/share.ts'),
  );
