import { assemble, type ChunkDocument, MAX_REPLY_BYTES, objects, type Part } from '@oma/contract';
import type { RunDeps } from './run-deps.ts';

/** What a turn has said so far, ready for its reply's document. */
export type Answer = { content: string; parts: Part[]; firstTextAt: Date | null };

export const NO_ANSWER: Answer = { content: '', parts: [], firstTextAt: null };

const bytes = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));

/**
 * Puts a turn's chunks together. What does not fit a document is kept whole in an object that the cut parts name.
 * Called before the transaction that ends the turn: fencing refuses chunks after it.
 */
export async function readAnswer(deps: Pick<RunDeps, 'documents' | 'objects'>, sessionId: string, messageId: string): Promise<Answer> {
  const snapshot = await deps.documents.chunks(sessionId, messageId).orderBy('__name__').get();
  const chunks = snapshot.docs.map((document) => document.data());
  const { content, parts } = assemble(chunks);
  const answer: Answer = { content, parts, firstTextAt: firstTextAt(chunks) };
  if (bytes({ content, parts }) <= MAX_REPLY_BYTES) return answer;
  const object = objects.reply(sessionId, messageId);
  await deps.objects.write(object, 'application/json', JSON.stringify({ content, parts }));
  return { ...answer, ...cutToFit(content, parts, object) };
}

function firstTextAt(chunks: readonly ChunkDocument[]): Date | null {
  return chunks.find((chunk) => chunk.events.some((event) => event.k === 'text'))?.created_at ?? null;
}

/** Keeps the beginning of everything: half of the room for `content`, the other half for the parts, in order. */
export function cutToFit(
  content: string,
  parts: readonly Part[],
  object: string,
  room = MAX_REPLY_BYTES,
): { content: string; parts: Part[] } {
  const half = Math.floor(room / 2) - 1024;
  const kept: Part[] = [];
  let left = half;
  for (const part of parts) {
    const size = bytes(part);
    if (size <= left) {
      kept.push(part);
      left -= size;
    } else if (part.k === 'text' || part.k === 'thinking') {
      kept.push({ k: part.k, s: cutToBytes(part.s, Math.max(0, left - 200)), object });
      break;
    } else {
      kept.push({ k: 'text', s: '', object });
      break;
    }
  }
  return { content: cutToBytes(content, half), parts: kept };
}

/** The longest beginning of `text` whose JSON form takes at most `limit` bytes, never half a surrogate pair. */
function cutToBytes(text: string, limit: number): string {
  if (bytes(text) <= limit) return text;
  let low = 0;
  let high = text.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (bytes(text.slice(0, middle)) <= limit) low = middle;
    else high = middle - 1;
  }
  const code = text.charCodeAt(low - 1);
  return text.slice(0, code >= 0xd800 && code <= 0xdbff ? low - 1 : low);
}
