import { DEMO_PROJECT, paths, portsAt } from '@oma/contract';

/** Writes fields of a document as the platform's operator does in the console. `fields` are in the form of Firestore's REST API. */
export async function asOperator(portOffset: number, documentPath: string, fields: Record<string, object>): Promise<void> {
  const mask = Object.keys(fields)
    .map((name) => `updateMask.fieldPaths=${name}`)
    .join('&');
  const url = `http://127.0.0.1:${portsAt(portOffset).firestore}/v1/projects/${DEMO_PROJECT}/databases/(default)/documents/${documentPath}?${mask}`;
  const response = await fetch(url, {
    method: 'PATCH',
    headers: { authorization: 'Bearer owner', 'content-type': 'application/json' },
    body: JSON.stringify({ fields }),
  });
  if (!response.ok) throw new Error(`the operator's write was refused: ${await response.text()}`);
}

/** Lets a person in, as the operator does by hand. */
export const approve = (portOffset: number, uid: string): Promise<void> =>
  asOperator(portOffset, paths.user(uid), { beta_approved: { booleanValue: true } });
