import { spokenPart } from '../spoken-part.ts';

/** What a forked conversation says of its beginning. */
export const loadForked = spokenPart(
  () => import('./oma-forked.ts'),
  () => import('../../i18n/en/forked.ts'),
);
