import { type ReferenceFile, UploadTicket } from '@oma/contract';
import type { Client } from './client.ts';

/** Sends a file up that an agent may have as its own. */
export async function sendReference(client: Client, name: string, content: string): Promise<ReferenceFile> {
  const { status, body } = await client.api('POST', '/api/agent-files', { name, size: Buffer.byteLength(content) });
  if (status !== 200) throw new Error(`no address to send a file to: ${status}`);
  const ticket = UploadTicket.parse(body);
  const sent = await fetch(ticket.put_url, { method: 'PUT', headers: ticket.headers, body: content });
  if (!sent.ok) throw new Error(`the file was not taken: ${sent.status}`);
  return { id: ticket.id, name: ticket.name, size: ticket.size };
}
