import type { BetaStatus, DecisionLinkDocument, DecisionPreview, Result } from '@oma/contract';
import type { BetaDeps } from './beta-deps.ts';
import { hashToken } from '../hash-token.ts';
import { decide } from './decide.ts';

/** `unknown`: no such link. `gone`: it was used, is too old, or somebody decided another way; or whose it is no longer is an admin. */
export type LinkRefusal = 'unknown' | 'gone';

/** What a decision link would do. Changes nothing, however often it is opened and by whom. */
export async function previewDecision(deps: BetaDeps, token: string): Promise<Result<DecisionPreview, LinkRefusal>> {
  const found = await readLink(deps, token);
  if (!found.ok) return found;
  const { uid, decision } = found.value;
  const application = (await deps.documents.application(uid).get()).data();
  if (application === undefined) return { ok: false, error: 'gone' };
  return { ok: true, value: { name: application.name, email: application.email, purpose: application.purpose, decision } };
}

/** Decides by link: once, and only while nobody has decided since the link was made. */
export async function decideByLink(deps: BetaDeps, token: string): Promise<Result<{ name: string; status: BetaStatus }, LinkRefusal>> {
  const found = await readLink(deps, token);
  if (!found.ok) return found;
  const { uid, decision, admin, seq } = found.value;
  const decided = await decide(deps, { uid, decision, by: admin, via: 'link', reason: null, seq });
  if (!decided.ok) return { ok: false, error: 'gone' };
  const name = (await deps.documents.user(uid).get()).data()?.name ?? '';
  return { ok: true, value: { name, status: decided.value } };
}

async function readLink(deps: BetaDeps, token: string): Promise<Result<DecisionLinkDocument, LinkRefusal>> {
  const link = (await deps.documents.decisionLink(hashToken(token)).get()).data();
  if (link === undefined) return { ok: false, error: 'unknown' };
  if (link.expires_at <= deps.now() || !deps.adminEmails.includes(link.admin)) return { ok: false, error: 'gone' };
  const user = (await deps.documents.user(link.uid).get()).data();
  return user?.decision_seq === link.seq ? { ok: true, value: link } : { ok: false, error: 'gone' };
}
