import { Application, betaApi, toWire, unreachable } from '@oma/contract';
import { signIn } from '../accounts/sign-in.ts';
import type { ApiDeps } from '../http/api-deps.ts';
import { accountGone } from '../http/person.ts';
import { ProblemError } from '../http/problem.ts';
import type { Router } from '../http/route.ts';
import { applyForBeta, type ApplyRefusal } from './apply.ts';
import { decideByLink, type LinkRefusal, previewDecision } from './decision-link.ts';

/** Applying, for a person without approval; and the decision page, which needs no sign-in but a token. */
export function betaRoutes(on: Router, deps: ApiDeps): void {
  on(betaApi.apply, async ({ caller, body }) => {
    if ((await signIn(deps, caller)) === null) throw accountGone();
    const applied = await applyForBeta(deps, caller, body);
    if (!applied.ok) throw refused(applied.error);
    return { status: 201, body: Application.parse({ id: caller.uid, ...toWire(applied.value), beta_status: 'applied', day_usd: null }) };
  });
  on(betaApi.previewDecision, async ({ body }) => {
    const preview = await previewDecision(deps, body.token);
    if (!preview.ok) throw linkRefused(preview.error);
    return { status: 200, body: preview.value };
  });
  on(betaApi.decideByLink, async ({ body }) => {
    const decided = await decideByLink(deps, body.token);
    if (!decided.ok) throw linkRefused(decided.error);
    return { status: 200, body: { name: decided.value.name, beta_status: decided.value.status } };
  });
}

function refused(refusal: ApplyRefusal): ProblemError {
  switch (refusal.reason) {
    case 'stale_consent':
      return new ProblemError('invalid', 'The privacy page has changed; read it again and send its version.', {
        errors: [{ path: 'consent_version', message: 'is not the version in force' }],
      });
    case 'gone':
      return accountGone();
    case 'already':
      return new ProblemError('conflict', alreadySentence(refusal.status));
    case 'elsewhere':
      return new ProblemError(
        'conflict',
        'This Google account applied before, under an account that was deleted since; write to the contact address of the platform.',
      );
    default:
      return unreachable(refusal);
  }
}

function alreadySentence(status: string): string {
  switch (status) {
    case 'approved':
      return 'Access is approved already; there is nothing to apply for.';
    case 'denied':
      return 'The application was denied; an admin can take that back.';
    case 'revoked':
      return 'Access was withdrawn; write to the contact address of the platform.';
    default:
      return 'There is an application already; it is being reviewed.';
  }
}

function linkRefused(refusal: LinkRefusal): ProblemError {
  switch (refusal) {
    case 'unknown':
      return new ProblemError('not_found', 'There is no such link; it may have been cut off when it was copied.');
    case 'gone':
      return new ProblemError(
        'gone',
        'This link was used already, is too old, or the application was decided another way. Nothing was changed.',
      );
    default:
      return unreachable(refusal);
  }
}
