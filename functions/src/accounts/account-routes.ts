import { accountApi, type SignInAnswer } from '@oma/contract';
import type { ApiDeps } from '../http/api-deps.ts';
import type { Router } from '../http/route.ts';
import { readMe } from './read-me.ts';
import { signIn } from './sign-in.ts';

/** Sign-in and the person's own account: what works without approval. */
export function accountRoutes(on: Router, deps: ApiDeps): void {
  on(accountApi.signIn, async ({ caller }) => {
    const { google_id, email, name, picture, verified_email } = await signIn(deps, caller);
    const body: SignInAnswer = { success: true, user: { google_id, email, name, picture, verified_email } };
    return { status: 200, body };
  });
  on(accountApi.readMe, async ({ caller }) => ({ status: 200, body: await readMe(deps, caller) }));
  on(accountApi.changeMe, async ({ caller, body }) => {
    await signIn(deps, caller);
    await deps.documents.user(caller.uid).update(body);
    return { status: 200, body: await readMe(deps, caller) };
  });
}
