import { paths, ProposalDocument } from '@oma/contract';
import { doc, type DocumentSnapshot, onSnapshot } from 'firebase/firestore';
import { firestore } from './firestore.ts';
import { type Listening, reading } from './listening.ts';

/** What was proposed by a use of the tool. `null`: nothing was; without a connection that is not known, and nothing is told. */
export async function watchProposal(
  { sessionId, messageId, proposalId }: { sessionId: string; messageId: string; proposalId: string },
  listening: Listening<ProposalDocument | null>,
): Promise<() => void> {
  return onSnapshot(
    doc(await firestore(), paths.proposal(sessionId, messageId, proposalId)),
    // What is found absent once the connection is there again differs from what the cache said in its metadata only.
    { includeMetadataChanges: true },
    reading(listening, (snapshot: DocumentSnapshot) => {
      if (snapshot.exists()) return ProposalDocument.parse(snapshot.data());
      return snapshot.metadata.fromCache ? undefined : null;
    }),
    (error) => listening.onRefused(error.code),
  );
}
