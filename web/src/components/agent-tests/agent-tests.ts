import { spokenPart } from '../spoken-part.ts';

/** The tests of an agent, with their words. */
export const loadAgentTests = spokenPart(
  () => import('./oma-agent-tests.ts'),
  () => import('../../i18n/en/agent-tests.ts'),
);
