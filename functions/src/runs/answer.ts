import { ASK_TOOL, assemble, type ChunkDocument, CLAUDE_TOOLS, MAX_REPLY_BYTES, objects, type Part, PROPOSE_TOOL } from '@oma/contract';
import type { ToolUse } from '../traces/message-life.ts';
import type { RunDeps } from './run-deps.ts';

/** What a turn has said so far, ready for its reply's document. */
export type Answer = { content: string; parts: Part[]; begunAt: Date | null; firstTextAt: Date | null; toolUses: ToolUse[] };

export const NO_ANSWER: Answer = { content: '', parts: [], begunAt: null, firstTextAt: null, toolUses: [] };

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
  const [snapshot, reply] = await Promise.all([
    deps.documents.chunks(sessionId, messageId).orderBy('__name__').get(),
    deps.documents.reply(sessionId, messageId).get(),
  ]);
  const chunks = snapshot.docs.map((document) => document.data());
  const { content, parts } = assemble(chunks);
  const answer: Answer = {
    content,
    parts,
    begunAt: reply.data()?.created_at ?? null,
    firstTextAt: firstTextAt(chunks),
    toolUses: toolUses(chunks),
  };
  if (bytes({ content, parts }) <= MAX_REPLY_BYTES) return answer;
  const object = objects.reply(sessionId, messageId);
  await deps.objects.write(object, 'application/json', JSON.stringify({ content, parts }));
  return { ...answer, ...cutToFit(content, parts, object) };
}

function firstTextAt(chunks: readonly ChunkDocument[]): Date | null {
  return chunks.find((chunk) => chunk.events.some((event) => event.k === 'text'))?.created_at ?? null;
}

const OUR_TOOLS: ReadonlySet<string> = new Set([...Object.values(CLAUDE_TOOLS).flat(), PROPOSE_TOOL]);

/** The model names its tools, and may name one that does not exist. */
function toolUses(chunks: readonly ChunkDocument[]): ToolUse[] {
  const names = new Map(
    chunks.flatMap(({ events }) => events.flatMap((event) => (event.k === 'tool' ? [[event.id, event.name] as const] : []))),
  );
  return chunks.flatMap(({ events, created_at }) =>
    events.flatMap((event) => {
      if (event.k !== 'tool_end') return [];
      const name = names.get(event.id) ?? '';
      return [{ tool: OUR_TOOLS.has(name) ? name : 'other', endedAt: created_at, ms: event.ms, ok: event.ok }];
    }),
  );
}

/**
 * Half of the room is for the beginning of `content`, the other half for the parts: as much of their beginning as of their end, which is what was asked for.
 * What went into tools and came out is cut first. A part of text with an `object` stands where something was left out.
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
  const { before, end } = splitAtEnd(parts, Math.floor(room / 2));
  let left = room - bytes(end);
  const begin: Part[] = [];
  for (const part of before) {
    const size = bytes(part) + 1;
    if (size > left - MARK_BYTES) {
      const gap = isWords(part) ? { k: part.k, s: cutToBytes(part.s, Math.max(0, left - MARK_BYTES)), object } : mark;
      return [...begin, gap, ...end];
    }
    begin.push(part);
    left -= size;
  }
  return [...begin, mark, ...end];
}

/** The last parts that fit into `room`, of words that are too long their end; and all that is before. */
function splitAtEnd(parts: readonly Part[], room: number): { before: Part[]; end: Part[] } {
  let left = room;
  const at = parts.findLastIndex((part) => {
    left -= bytes(part) + 1;
    return left < 0;
  });
  const [before, end] = [parts.slice(0, at + 1), parts.slice(at + 1)];
  const part = before.at(-1);
  if (part === undefined || !isWords(part)) return { before, end };
  const s = endWithin(part.s, room - bytes(end) - MARK_BYTES);
  if (s === '') return { before, end };
  return { before: [...before.slice(0, -1), { ...part, s: part.s.slice(0, part.s.length - s.length) }], end: [{ ...part, s }, ...end] };
}

const isWords = (part: Part): part is Extract<Part, { k: 'text' | 'thinking' }> => part.k === 'text' || part.k === 'thinking';

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
  const length = longest(text.length, (most) => bytes(text.slice(0, most)) <= limit);
  const code = text.charCodeAt(length - 1);
  return text.slice(0, code >= 0xd800 && code <= 0xdbff ? length - 1 : length);
}

/** The longest end of it, likewise. */
function endWithin(text: string, limit: number): string {
  const from = text.length - longest(text.length, (most) => bytes(text.slice(text.length - most)) <= limit);
  const code = text.charCodeAt(from);
  return text.slice(code >= 0xdc00 && code <= 0xdfff ? from + 1 : from);
}

/** The greatest length up to `most` that fits; 0 where none does. */
function longest(most: number, fits: (length: number) => boolean): number {
  let [low, high] = [0, most];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}
