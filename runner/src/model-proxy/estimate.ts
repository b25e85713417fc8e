import type { ModelPrice } from '@oma/contract';
import type { ModelRequest } from './request.ts';

/** Prose has three bytes and more for a token; digits and code have fewer. Too much is given back with the answer. */
const BYTES_PER_TOKEN = 2;
/** Input that is written to the cache costs this much more; plain and cached input cost less. */
const DEAREST_INPUT = 1.25;
/** No picture counts for more, however many bytes it has. https://docs.claude.com/en/docs/build-with-claude/vision */
const IMAGE_TOKENS = 5000;
/** A page of a PDF is read as its text and as a picture. https://docs.claude.com/en/docs/build-with-claude/pdf-support */
const PAGE_TOKENS = 3000 + IMAGE_TOKENS;
/** The most pages that a request may bring. */
const MOST_PAGES = 100;
/** No model reads more. */
const LONGEST_INPUT = 1_000_000;
/** More is asked for when an answer turns out longer. */
const OUTPUT_TOKENS = 4000;

/** What a request is set aside for: its whole input, and the beginning of its answer. */
export type Estimate = { inputUsd: number; outputUsd: number };

/** `body` is the request as it is sent. An answer that does not stream cannot be broken off, so all it may become is set aside. */
export function estimate(request: ModelRequest, body: string, price: ModelPrice): Estimate {
  const enclosed = enclosures(request);
  const bytes = Buffer.byteLength(body) - enclosed.reduce((sum, { size }) => sum + size, 0);
  const input = Math.min(bytes / BYTES_PER_TOKEN + enclosed.reduce((sum, { tokens }) => sum + tokens, 0), LONGEST_INPUT);
  const longest = request.max_tokens ?? OUTPUT_TOKENS;
  const output = request.stream === true ? Math.min(longest, OUTPUT_TOKENS) : longest;
  return { inputUsd: (input * DEAREST_INPUT * price.input_usd) / 1e6, outputUsd: (output * price.output_usd) / 1e6 };
}

type Enclosure = { size: number; tokens: number };

/** Pictures and PDFs, wherever they are: the length of each one's Base64, and what it counts for at most. */
function enclosures(request: ModelRequest): Enclosure[] {
  const found: Enclosure[] = [];
  for (const { content } of request.messages) {
    if (typeof content === 'string') continue;
    for (const block of content) {
      const inner = block.type === 'tool_result' && Array.isArray(block.content) ? block.content : [block];
      for (const one of inner) {
        if (one.type === 'image') found.push({ size: one.source.data.length, tokens: IMAGE_TOKENS });
        if (one.type === 'document' && one.source.type === 'base64')
          found.push({ size: one.source.data.length, tokens: pages(one.source.data) * PAGE_TOKENS });
      }
    }
  }
  return found;
}

/** How many pages a PDF has; as many as there may be where it keeps them compressed, out of sight. */
function pages(base64: string): number {
  const pdf = Buffer.from(base64, 'base64').toString('latin1');
  const seen = pdf.match(/\/Type\s*\/Page(?![a-zA-Z])/g)?.length ?? 0;
  return seen === 0 || pdf.includes('/ObjStm') ? MOST_PAGES : Math.min(seen, MOST_PAGES);
}
