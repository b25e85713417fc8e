import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** Writes one message of the Messages API as a stream of events. https://docs.claude.com/en/docs/build-with-claude/streaming */
export class MessageStream {
  private index = 0;
  private outputTokens = 0;
  private usedTool = false;

  private readonly response: ServerResponse;
  private readonly model: string;
  private readonly inputTokens: number;
  private readonly onFirstText: () => void;

  constructor(response: ServerResponse, model: string, inputTokens: number, onFirstText: () => void) {
    this.response = response;
    this.model = model;
    this.inputTokens = inputTokens;
    this.onFirstText = onFirstText;
  }

  begin(): void {
    this.response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
    const usage = { input_tokens: this.inputTokens, cache_creation_input_tokens: 0, cache_read_input_tokens: 0, output_tokens: 1 };
    const message = {
      id: `msg_${randomUUID().replaceAll('-', '')}`,
      type: 'message',
      role: 'assistant',
      model: this.model,
      content: [],
      stop_reason: null,
      stop_sequence: null,
      usage,
    };
    this.send('message_start', { message });
  }

  /** Streams `pieces`; false where the stream was broken off after `cutAfter` of them, or nobody listens any more. */
  async text(pieces: readonly string[], everyMs: number, cutAfter = Infinity): Promise<boolean> {
    this.send('content_block_start', { index: this.index, content_block: { type: 'text', text: '' } });
    const startedAt = performance.now();
    for (const [count, piece] of pieces.entries()) {
      if (this.response.destroyed) return false;
      if (count >= cutAfter) {
        this.response.destroy();
        return false;
      }
      if (count === 0) this.onFirstText();
      this.outputTokens += Math.max(1, Math.ceil(piece.length / 4));
      this.send('content_block_delta', { index: this.index, delta: { type: 'text_delta', text: piece } });
      const wait = startedAt + (count + 1) * everyMs - performance.now();
      if (everyMs > 0 && wait > 0) await sleep(wait);
    }
    this.endBlock();
    return true;
  }

  thinking(text: string): void {
    this.outputTokens += Math.ceil(text.length / 4);
    this.send('content_block_start', { index: this.index, content_block: { type: 'thinking', thinking: '', signature: '' } });
    this.send('content_block_delta', { index: this.index, delta: { type: 'thinking_delta', thinking: text } });
    this.send('content_block_delta', { index: this.index, delta: { type: 'signature_delta', signature: 'c2NyaXB0ZWQ=' } });
    this.endBlock();
  }

  /** Uses a tool. Its input comes in pieces, with a pause after each. */
  async tool(name: string, input: Readonly<Record<string, unknown>>, everyMs: number): Promise<void> {
    this.usedTool = true;
    const json = JSON.stringify(input);
    this.outputTokens += Math.ceil(json.length / 4);
    this.send('content_block_start', {
      index: this.index,
      content_block: { type: 'tool_use', id: `toolu_${randomUUID().replaceAll('-', '')}`, name, input: {} },
    });
    for (let at = 0; at < json.length; at += 4000) {
      this.send('content_block_delta', { index: this.index, delta: { type: 'input_json_delta', partial_json: json.slice(at, at + 4000) } });
      if (everyMs > 0) await sleep(everyMs);
    }
    this.endBlock();
  }

  end(): void {
    this.send('message_delta', {
      delta: { stop_reason: this.usedTool ? 'tool_use' : 'end_turn', stop_sequence: null },
      usage: { output_tokens: Math.max(1, this.outputTokens) },
    });
    this.send('message_stop', {});
    this.response.end();
  }

  private endBlock(): void {
    this.send('content_block_stop', { index: this.index });
    this.index += 1;
  }

  private send(type: string, data: object): void {
    this.response.write(`event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`);
  }
}
