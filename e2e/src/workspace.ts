import { DEMO_PROJECT, portsAt, type Session } from '@oma/contract';
import { execFileSync } from 'node:child_process';

/** The names of the files in a session's saved workspace, as the operator of the object store sees them. */
export async function filesOf(portOffset: number, { workspace }: Pick<Session, 'workspace'>): Promise<string[]> {
  if (workspace === null) return [];
  const place = `b/${DEMO_PROJECT}-objects/o/${encodeURIComponent(workspace.object)}`;
  const response = await fetch(`http://127.0.0.1:${portsAt(portOffset).cloud}/download/storage/v1/${place}?alt=media`);
  if (!response.ok) throw new Error(`the workspace is not in the object store: ${response.status}`);
  const listed = execFileSync('tar', ['-tzf', '-'], { input: Buffer.from(await response.arrayBuffer()), encoding: 'utf8' });
  return listed
    .split('\n')
    .map((name) => name.replace(/^\.\//, ''))
    .filter((name) => name !== '' && !name.endsWith('/'))
    .sort();
}
