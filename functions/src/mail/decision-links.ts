import type { DecisionLinkDocument } from '@oma/contract';
import { randomBytes } from 'node:crypto';
import { hashToken } from '../hash-token.ts';
import type { MailDeps } from './mail-deps.ts';
import type { DecisionLinks } from './templates/index.ts';

const LINK_LIFE_MS = 14 * 24 * 3_600_000;

/**
 * Two links for one admin, good as long as nobody has decided since. Made for each attempt at the letter: the tokens are in the letter and nowhere else,
 * so an attempt cannot repeat those of the one before. The token stands behind `#`, which no server is sent.
 */
export async function mintDecisionLinks(deps: MailDeps, given: { uid: string; seq: number; admin: string }): Promise<DecisionLinks> {
  const { documents, head } = deps;
  const now = deps.now();
  const batch = documents.firestore.batch();
  const mint = (decision: DecisionLinkDocument['decision']): string => {
    const token = randomBytes(32).toString('base64url');
    batch.create(documents.decisionLink(hashToken(token)), {
      ...given,
      decision,
      created_at: now,
      expires_at: new Date(now.getTime() + LINK_LIFE_MS),
    });
    return `${head.siteUrl}/decision#${token}`;
  };
  const links = { approve: mint('approve'), deny: mint('deny') };
  await batch.commit();
  return links;
}
