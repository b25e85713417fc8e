import { DEMO_PROJECT, portsAt, type Session } from '@oma/contract';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const cloudOf = (portOffset: number): string => `http://127.0.0.1:${portsAt(portOffset).cloud}`;
const placeOf = (object: string): string => `b/${DEMO_PROJECT}-objects/o/${encodeURIComponent(object)}`;

/** Deletes an object, as the operator of the object store can. */
export async function deleteObject(portOffset: number, object: string): Promise<void> {
  const response = await fetch(`${cloudOf(portOffset)}/storage/v1/${placeOf(object)}`, { method: 'DELETE' });
  if (!response.ok) throw new Error(`the object was not deleted: ${response.status}`);
}

/** Puts, in the place of what Claude Code remembers of a conversation, an archive that knows nothing of it. */
export async function replaceByAnotherMemory(portOffset: number, object: string): Promise<void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'memory-'));
  try {
    writeFileSync(path.join(folder, 'unrelated.txt'), 'nothing of this conversation');
    const archive = execFileSync('tar', ['-czf', '-', '-C', folder, './unrelated.txt']);
    const address = `${cloudOf(portOffset)}/upload/storage/v1/b/${DEMO_PROJECT}-objects/o?uploadType=media&name=${encodeURIComponent(object)}`;
    const response = await fetch(address, { method: 'POST', body: archive });
    if (!response.ok) throw new Error(`the object was not replaced: ${response.status}`);
  } finally {
    rmSync(folder, { recursive: true });
  }
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
