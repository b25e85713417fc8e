import { spokenPart } from '../spoken-part.ts';

/** What shows a proposal for the form of an agent, with the words of the form's fields. */
export const loadProposal = spokenPart(
  () => import('./oma-proposal.ts'),
  () => import('../../i18n/en/proposal.ts'),
  () => import('../../i18n/en/form.ts'),
  () => import('../../i18n/en/agent.ts'),
);
