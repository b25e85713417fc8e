import { DEMO_PROJECT, paths, portsAt } from '@oma/contract';
import * as z from 'zod';

const documentUrl = (portOffset: number, documentPath: string): string =>
  `http://127.0.0.1:${portsAt(portOffset).firestore}/v1/projects/${DEMO_PROJECT}/databases/(default)/documents/${documentPath}`;

/** Writes fields of a document as the platform's operator does in the console. `fields` are in the form of Firestore's REST API. */
export async function asOperator(portOffset: number, documentPath: string, fields: Record<string, object>): Promise<void> {
  const mask = Object.keys(fields)
    .map((name) => `updateMask.fieldPaths=${name}`)
    .join('&');
  const response = await fetch(`${documentUrl(portOffset, documentPath)}?${mask}`, {
    method: 'PATCH',
    headers: { authorization: 'Bearer owner', 'content-type': 'application/json' },
    body: JSON.stringify({ fields }),
  });
  if (!response.ok) throw new Error(`the operator's write was refused: ${await response.text()}`);
}

const StringFields = z.object({ fields: z.record(z.string(), z.object({ stringValue: z.string().optional() })).default({}) });

/** Reads the texts among a document's fields as the operator does in the console; nothing where there is no document. */
export async function readAsOperator(portOffset: number, documentPath: string): Promise<Record<string, string | undefined>> {
  const response = await fetch(documentUrl(portOffset, documentPath), { headers: { authorization: 'Bearer owner' } });
  if (!response.ok) return {};
  const { fields } = StringFields.parse(await response.json());
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, value.stringValue]));
}

/** Lets a person in, as the operator does by hand. */
export const approve = (portOffset: number, uid: string): Promise<void> =>
  asOperator(portOffset, paths.user(uid), { beta_approved: { booleanValue: true } });
