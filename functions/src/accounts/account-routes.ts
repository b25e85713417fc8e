import { accountApi, type SignInAnswer } from '@oma/contract';
import { errorCode, GrpcStatus } from '../google/grpc-status.ts';
import type { ApiDeps } from '../http/api-deps.ts';
import { accountGone } from '../http/person.ts';
import { ProblemError } from '../http/problem.ts';
import type { Router } from '../http/route.ts';
import { deleteAccount } from './delete-account.ts';
import { exportAccount } from './export-account.ts';
import { notePersonPresence } from './note-person-presence.ts';
import { readMe } from './read-me.ts';
import { signIn } from './sign-in.ts';

/** Sign-in and the person's own account: what works without approval. */
export function accountRoutes(on: Router, deps: ApiDeps): void {
  on(accountApi.signIn, async ({ caller }) => {
    const { google_id, email, name, picture, verified_email } = there(await signIn(deps, caller));
    const body: SignInAnswer = { success: true, user: { google_id, email, name, picture, verified_email } };
    return { status: 200, body };
  });
  on(accountApi.readMe, async ({ caller }) => ({ status: 200, body: there(await readMe(deps, caller)) }));
  on(accountApi.changeMe, async ({ caller, body }) => {
    there(await signIn(deps, caller));
    await deps.documents
      .user(caller.uid)
      .update(body)
      .catch((error: unknown) => {
        throw errorCode(error) === GrpcStatus.NOT_FOUND ? accountGone() : error;
      });
    return { status: 200, body: there(await readMe(deps, caller)) };
  });
  on(accountApi.reportPresence, async ({ caller }) => {
    if (!(await notePersonPresence(deps.documents, caller.uid, deps.now()))) throw accountGone();
    return { status: 204, body: null };
  });
  on(accountApi.deleteMe, async ({ caller }) => {
    const answer = await deleteAccount(deps, caller);
    return { status: answer === 'done' ? 204 : 202, body: null };
  });
  on(accountApi.exportMe, async ({ caller }) => {
    const exported = await exportAccount(deps, { uid: caller.uid, user: there(await signIn(deps, caller)) });
    if (exported.ok) return { status: 200, body: exported.value };
    if (exported.error === 'gone') throw accountGone();
    throw new ProblemError('rate_limited', 'The archive is still being made; call again.', { headers: { 'retry-after': '5' } });
  });
}

/** What there is of a person; where the account was deleted, the token counts no more. */
function there<T>(found: T | null): T {
  if (found === null) throw accountGone();
  return found;
}
