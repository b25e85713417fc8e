import { spokenPart } from '../../../components/spoken-part.ts';

/** The operators' tab with its words. */
export const loadOperations = spokenPart(
  () => import('./oma-admin-operations.ts'),
  () => import('../../../i18n/en/operations.ts'),
);
