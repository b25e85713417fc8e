/**
 * The identity token of the job's service account, for `audience`, from the metadata server.
 * https://cloud.google.com/run/docs/authenticating/service-to-service#acquire-token
 */
export async function fetchJobIdentity(audience: string): Promise<string> {
  const address = `http://metadata.google.internal/computeMetadata/v1/instance/service-accounts/default/identity?audience=${encodeURIComponent(audience)}`;
  const answer = await fetch(address, { headers: { 'metadata-flavor': 'Google' }, signal: AbortSignal.timeout(10_000) });
  if (!answer.ok) throw new Error(`the metadata server answered ${answer.status}`);
  return answer.text();
}
