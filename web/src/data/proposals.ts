import { paths, ProposalDocument } from '@oma/contract';
import type { Listening } from './listening.ts';
import { watchOne } from './watch-one.ts';

/** What was proposed by a use of the tool. `null`: nothing was; without a connection that is not known, and nothing is told. */
export const watchProposal = (
  { sessionId, messageId, proposalId }: { sessionId: string; messageId: string; proposalId: string },
  listening: Listening<ProposalDocument | null>,
): Promise<() => void> => watchOne(paths.proposal(sessionId, messageId, proposalId), (data) => ProposalDocument.parse(data), listening);
