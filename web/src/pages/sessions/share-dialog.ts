import { spokenPart } from '../../components/spoken-part.ts';

/** The dialog of sharing, with the button that copies. */
export const loadShareDialog = spokenPart(
  () => import('../../components/oma-share.ts'),
  () => import('../../i18n/en/share.ts'),
  () => import('../../i18n/en/chat.ts'),
);
