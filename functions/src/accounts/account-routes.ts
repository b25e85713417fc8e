import { MePatch, type SignInAnswer } from '@oma/contract';
import type { Hono } from 'hono';
import * as z from 'zod';
import { type ApiDeps, MAX_BODY_BYTES } from '../http/api-deps.ts';
import { parseBody } from '../http/json-app.ts';
import { requirePerson } from '../http/person.ts';
import { readMe } from './read-me.ts';
import { signIn } from './sign-in.ts';

/** Sign-in and the person's own profile: what works without approval. */
export function accountRoutes(app: Hono, deps: ApiDeps): void {
  app.post('/api/auth/google', async (context) => {
    const person = await requirePerson(context, deps.verifyIdToken);
    await parseBody(context, z.strictObject({}), MAX_BODY_BYTES);
    const { google_id, email, name, picture, verified_email } = await signIn(deps, person);
    return context.json({ success: true, user: { google_id, email, name, picture, verified_email } } satisfies SignInAnswer);
  });
  app.get('/api/me', async (context) => {
    const person = await requirePerson(context, deps.verifyIdToken);
    return context.json(await readMe(deps, person));
  });
  app.patch('/api/me', async (context) => {
    const person = await requirePerson(context, deps.verifyIdToken);
    const patch = await parseBody(context, MePatch, MAX_BODY_BYTES);
    await signIn(deps, person);
    await deps.documents.user(person.uid).update(patch);
    return context.json(await readMe(deps, person));
  });
}
