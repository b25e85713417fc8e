import * as z from 'zod';
import { LONGEST_RUN_MS } from './limits.ts';

/** Previews of a tool's input and output are cut to this many bytes of UTF-8. */
export const INPUT_PREVIEW_BYTES = 2048;
export const OUTPUT_PREVIEW_BYTES = 4096;

/** What happens in a turn, in order. Chunks carry these; a finished reply's `parts` are the same, merged. */
export const TurnEvent = z.discriminatedUnion('k', [
  z.object({ k: z.literal('text'), s: z.string() }),
  z.object({ k: z.literal('thinking'), s: z.string() }),
  /** `input` is JSON text, cut to a preview; `cut` says so. */
  z.object({ k: z.literal('tool'), id: z.string(), name: z.string(), input: z.string(), cut: z.boolean().optional() }),
  z.object({
    k: z.literal('tool_end'),
    id: z.string(),
    ok: z.boolean(),
    output: z.string(),
    cut: z.boolean().optional(),
    ms: z.number().nonnegative().max(LONGEST_RUN_MS),
  }),
  z.object({ k: z.literal('retry'), attempt: z.number().int(), of: z.number().int(), wait_ms: z.number().nonnegative() }),
  z.object({ k: z.literal('phase'), name: z.string() }),
  /** Drop all events after chunk `to` and before this one: the model began the same message anew. */
  z.object({ k: z.literal('reset'), to: z.number().int().nonnegative() }),
]);
export type TurnEvent = z.infer<typeof TurnEvent>;

/** A chunk's events must fit a document with room to spare. */
export const MAX_CHUNK_BYTES = 512 * 1024;

/** One document of a streamed reply. */
export const Chunk = z.object({ seq: z.number().int().positive(), events: z.array(TurnEvent) });
export type Chunk = z.infer<typeof Chunk>;

/** A use of a tool in an answer. It gains its `result` when the tool has ended. */
export const ToolPart = z.object({
  k: z.literal('tool'),
  id: z.string(),
  name: z.string(),
  input: z.string(),
  cut: z.boolean().optional(),
  result: z.object({ ok: z.boolean(), output: z.string(), cut: z.boolean().optional(), ms: z.number() }).nullable(),
});

/** One piece of an answer as it is shown. `object`: where the whole of a cut part lies. */
export const Part = z.discriminatedUnion('k', [
  z.object({ k: z.literal('text'), s: z.string(), object: z.string().optional() }),
  z.object({ k: z.literal('thinking'), s: z.string(), object: z.string().optional() }),
  ToolPart,
  z.object({ k: z.literal('retry'), attempt: z.number().int(), of: z.number().int(), wait_ms: z.number() }),
]);
export type Part = z.infer<typeof Part>;

/** Whether an answer was too long for its document: then the whole of it lies in an object. */
export const isCutAnswer = (parts: readonly Part[]): boolean => parts.some((part) => 'object' in part && part.object !== undefined);

/** Whether a tool of this name was used in an answer. */
export const hasUsed = (parts: readonly Part[], tool: string): boolean => parts.some((part) => part.k === 'tool' && part.name === tool);

export type Assembled = {
  /** The exact concatenation of the `text` events left after resets. */
  content: string;
  parts: Part[];
  /** The last `phase` event, if any. */
  phase: string | null;
};

/**
 * Puts a reply together from its chunks, whatever their order of arrival. Repeated chunks are ignored, resets applied.
 * Chunks after a gap are used as well: a client that has 1 and 3 shows both, and 2 in between once it comes.
 */
export function assemble(chunks: Iterable<Chunk>): Assembled {
  const bySeq = new Map<number, Chunk>();
  for (const chunk of chunks) if (!bySeq.has(chunk.seq)) bySeq.set(chunk.seq, chunk);
  let kept: { seq: number; event: TurnEvent }[] = [];
  for (const { seq, events } of [...bySeq.values()].sort((a, b) => a.seq - b.seq)) {
    for (const event of events) {
      if (event.k === 'reset') kept = kept.filter((item) => item.seq <= event.to);
      else kept.push({ seq, event });
    }
  }
  return merge(kept.map((item) => item.event));
}

function merge(events: readonly TurnEvent[]): Assembled {
  const parts: Part[] = [];
  const texts: string[] = [];
  let phase: string | null = null;
  for (const event of events) {
    const last = parts.at(-1);
    switch (event.k) {
      case 'text':
      case 'thinking':
        if (event.k === 'text') texts.push(event.s);
        if (last?.k === event.k) last.s += event.s;
        else parts.push({ k: event.k, s: event.s });
        break;
      case 'tool': {
        const cut = event.cut === undefined ? {} : { cut: event.cut };
        parts.push({ k: 'tool', id: event.id, name: event.name, input: event.input, ...cut, result: null });
        break;
      }
      case 'tool_end': {
        const tool = parts.findLast((part) => part.k === 'tool' && part.id === event.id);
        const cut = event.cut === undefined ? {} : { cut: event.cut };
        if (tool?.k === 'tool') tool.result = { ok: event.ok, output: event.output, ...cut, ms: event.ms };
        break;
      }
      case 'retry':
        // Attempts in a row are one matter: the newest stands for them.
        if (last?.k === 'retry') parts.pop();
        parts.push({ ...event });
        break;
      case 'phase':
        phase = event.name;
        break;
      case 'reset':
        break;
    }
  }
  return { content: texts.join(''), parts, phase };
}
