import { spokenPart } from '../spoken-part.ts';

/** What stands below the field while an answer comes. */
export const loadWhileWorking = spokenPart(
  () => import('./oma-while-working.ts'),
  () => import('../../i18n/en/while-working.ts'),
);
