import { DEMO_PROJECT, portsAt, type Session } from '@oma/contract';
import { execFileSync } from 'node:child_process';

const cloudOf = (portOffset: number): string => `http://127.0.0.1:${portsAt(portOffset).cloud}`;
const placeOf = (object: string): string => `b/${DEMO_PROJECT}-objects/o/${encodeURIComponent(object)}`;

/** Deletes an object, as the operator of the object store can. */
export async function deleteObject(portOffset: number, object: string): Promise<void> {
  const response = await fetch(`${cloudOf(portOffset)}/storage/v1/${placeOf(object)}`, { method: 'DELETE' });
  if (!response.ok) throw new Error(`the object was not deleted: ${response.status}`);
}

/** The names of the files in a session's saved workspace, as the operator of the object store sees them. */
export async function filesOf(portOffset: number, { workspace }: Pick<Session, 'workspace'>): Promise<string[]> {
  if (workspace === null) return [];
  const response = await fetch(`${cloudOf(portOffset)}/download/storage/v1/${placeOf(workspace.object)}?alt=media`);
  if (!response.ok) throw new Error(`the workspace is not in the object store: ${response.status}`);
  const listed = execFileSync('tar', ['-tzf', '-'], { input: Buffer.from(await response.arrayBuffer()), encoding: 'utf8' });
  return listed
    .split('\n')
    .map((name) => name.replace(/^\.\//, ''))
    .filter((name) => name !== '' && !name.endsWith('/'))
    .sort();
}
