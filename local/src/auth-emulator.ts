import * as z from 'zod';

const SignedIn = z.object({ localId: z.string().min(1), idToken: z.string().min(1) });

/** Signs a person in on the Auth emulator, as the account chooser does; makes the account where there is none. Answers its uid and ID token. */
export async function signInOnEmulator(
  authHost: string,
  person: { sub: string; email: string; name: string },
): Promise<{ uid: string; idToken: string }> {
  const { sub, email, name } = person;
  const googleToken = JSON.stringify({ sub, email, email_verified: true, name });
  const response = await fetch(`http://${authHost}/identitytoolkit.googleapis.com/v1/accounts:signInWithIdp?key=demo`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      postBody: `providerId=google.com&id_token=${encodeURIComponent(googleToken)}`,
      requestUri: 'http://localhost',
      returnSecureToken: true,
    }),
  });
  const answer = SignedIn.safeParse(await response.json());
  if (!answer.success) throw new Error(`the Auth emulator did not sign ${email} in`);
  return { uid: answer.data.localId, idToken: answer.data.idToken };
}
