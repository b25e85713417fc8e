import type { ModelPrice } from '@oma/contract';
import type { ModelRequest } from './request.ts';

/** No language is denser than this. */
const BYTES_PER_TOKEN = 3;
/** Input that is written to the cache costs this much more; plain and cached input cost less. */
const DEAREST_INPUT = 1.25;
/** No picture counts for more, however many bytes it has. https://docs.claude.com/en/docs/build-with-claude/vision */
const IMAGE_TOKENS = 5000;
/** No model reads more. */
const LONGEST_INPUT = 1_000_000;
/** More is asked for when an answer turns out longer. */
const OUTPUT_TOKENS = 4000;

/** What a request is set aside for: its whole input, and the beginning of its answer. */
export type Estimate = { inputUsd: number; outputUsd: number };

/** `body` is the request as it is sent. An answer that does not stream cannot be broken off, so all it may become is set aside. */
export function estimate(request: ModelRequest, body: string, price: ModelPrice): Estimate {
  const images = imageSizes(request);
  const bytes = Buffer.byteLength(body) - images.reduce((sum, size) => sum + size, 0);
  const input = Math.min(bytes / BYTES_PER_TOKEN + images.length * IMAGE_TOKENS, LONGEST_INPUT);
  const longest = request.max_tokens ?? OUTPUT_TOKENS;
  const output = request.stream === true ? Math.min(longest, OUTPUT_TOKENS) : longest;
  return { inputUsd: (input * DEAREST_INPUT * price.input_usd) / 1e6, outputUsd: (output * price.output_usd) / 1e6 };
}

/** The length of each picture's Base64, wherever it is. */
function imageSizes(request: ModelRequest): number[] {
  const sizes: number[] = [];
  for (const { content } of request.messages) {
    if (typeof content === 'string') continue;
    for (const block of content) {
      const inner = block.type === 'tool_result' && Array.isArray(block.content) ? block.content : [block];
      for (const one of inner) if (one.type === 'image') sizes.push(one.source.data.length);
    }
  }
  return sizes;
}
