import { OAuth2Client } from 'google-auth-library';

/** Whether a token is an identity token of the job's service account, made for `audience`. */
export type VerifyJobIdentity = (token: string | undefined) => Promise<boolean>;

/** With no service account configured, on a `demo-` project only, the one-use code stands alone. */
export function jobIdentityVerifier(serviceAccount: string | null, audience: string): VerifyJobIdentity {
  if (serviceAccount === null) return () => Promise.resolve(true);
  return emailVerifier(serviceAccount, audience);
}

function emailVerifier(serviceAccount: string, audience: string): VerifyJobIdentity {
  const client = new OAuth2Client();
  return async (token) => {
    if (token === undefined) return false;
    try {
      const payload = (await client.verifyIdToken({ idToken: token, audience })).getPayload();
      return payload?.email === serviceAccount && payload.email_verified === true;
    } catch {
      return false;
    }
  };
}
