import { ASK_TOOL, assemble, type ChunkDocument, MAX_REPLY_BYTES, objects, type Part } from '@oma/contract';
import type { RunDeps } from './run-deps.ts';

/** What a turn has said so far, ready for its reply's document. */
export type Answer = { content: string; parts: Part[]; firstTextAt: Date | null };

export const NO_ANSWER: Answer = { content: '', parts: [], firstTextAt: null };

/** More than the mark of a cut part takes, the name of its object included. */
const MARK_BYTES = 512;
/** So much of what went into a tool, and of what came out, is kept of an answer that does not fit. */
const SHORT_PREVIEW_BYTES = 256;

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

/**
 * Half of the room is for the beginning of `content`, the other half for the parts: their beginning, and the last words, which are what was asked for. What
 * went into tools and came out is cut first. A part of text with an `object` stands where something was left out.
 */
export function cutToFit(
  content: string,
  parts: readonly Part[],
  object: string,
  room = MAX_REPLY_BYTES,
): { content: string; parts: Part[] } {
  const half = Math.floor(room / 2) - 1024;
  return { content: cutToBytes(content, half), parts: cutParts(parts.map(withShortPreviews), object, half) };
}

function cutParts(parts: readonly Part[], object: string, room: number): Part[] {
  const mark: Part = { k: 'text', s: '', object };
  if (bytes([...parts, mark]) <= room) return [...parts, mark];
  const lastAt = parts.findLastIndex(({ k }) => k === 'text');
  const last = parts[lastAt];
  const end = last?.k === 'text' && lastAt > 0 ? cutText(last, object, Math.floor(room / 2)) : null;
  let left = room - (end === null ? 0 : bytes(end));
  const kept: Part[] = [];
  for (const part of end === null ? parts : parts.slice(0, lastAt)) {
    const size = bytes(part) + 1;
    if (size > left - MARK_BYTES) {
      kept.push(part.k === 'text' || part.k === 'thinking' ? cutText(part, object, left) : mark);
      break;
    }
    kept.push(part);
    left -= size;
  }
  const isMarked = [...kept, end].some((part) => part !== null && 'object' in part);
  return [...kept, ...(isMarked ? [] : [mark]), ...(end === null ? [] : [end])];
}

type TextPart = Extract<Part, { k: 'text' | 'thinking' }>;

const cutText = (part: TextPart, object: string, room: number): TextPart =>
  bytes(part) <= room ? part : { k: part.k, s: cutToBytes(part.s, Math.max(0, room - MARK_BYTES)), object };

/** What a person is asked is read from what went in. */
function withShortPreviews(part: Part): Part {
  if (part.k !== 'tool' || part.name === ASK_TOOL) return part;
  const { result } = part;
  return {
    ...part,
    ...cutPreview(part.input, (input) => ({ input })),
    result: result === null ? null : { ...result, ...cutPreview(result.output, (output) => ({ output })) },
  };
}

const cutPreview = <T>(text: string, named: (text: string) => T): T | (T & { cut: true }) =>
  bytes(text) <= SHORT_PREVIEW_BYTES ? named(text) : { ...named(cutToBytes(text, SHORT_PREVIEW_BYTES)), cut: true };

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
