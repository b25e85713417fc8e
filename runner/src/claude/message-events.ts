import type { SDKMessage } from '@anthropic-ai/claude-agent-sdk';
import { INPUT_PREVIEW_BYTES, OUTPUT_PREVIEW_BYTES, unreachable } from '@oma/contract';
import * as z from 'zod';
import { cutPreview } from '../turn/preview.ts';
import type { ClaudeEvent } from './claude.ts';

const ToolResult = z.object({
  type: z.literal('tool_result'),
  tool_use_id: z.string(),
  is_error: z.boolean().nullish(),
  content: z.union([z.string(), z.array(z.looseObject({ type: z.string(), text: z.string().optional() }))]).optional(),
});

/**
 * Turns the messages of the Agent SDK into the events of a turn. After a stream is cut in the middle the model begins the same message anew: what was said
 * since its beginning is taken back. A message that never streamed (the program may fall back to a plain request) is taken whole.
 */
export class MessageEvents {
  private readonly emit: (event: ClaudeEvent) => void;
  private readonly toolStarts = new Map<string, number>();
  private readonly streamed = new Set<string>();
  private openMessage: string | null = null;
  private hasStopReason = false;
  private hasText = false;
  private hadTextBeforeMessage = false;

  constructor(emit: (event: ClaudeEvent) => void) {
    this.emit = emit;
  }

  take(message: SDKMessage): void {
    if (message.type === 'stream_event') this.takeStreamEvent(message.event);
    else if (message.type === 'assistant') this.takeWhole(message.message);
    else if (message.type === 'user') this.takeToolResults(message.message.content);
    else if (message.type === 'system' && message.subtype === 'api_retry') {
      this.takeBack();
      this.emit({
        kind: 'event',
        event: { k: 'retry', attempt: message.attempt, of: message.max_retries, wait_ms: Math.max(0, Math.round(message.retry_delay_ms)) },
      });
    }
  }

  private takeStreamEvent(event: Extract<SDKMessage, { type: 'stream_event' }>['event']): void {
    switch (event.type) {
      case 'message_start':
        this.takeBack();
        this.openMessage = event.message.id;
        this.hasStopReason = false;
        this.hadTextBeforeMessage = this.hasText;
        this.emit({ kind: 'message_start' });
        break;
      case 'content_block_start':
        if (event.content_block.type === 'text') this.beginText(event.content_block.text);
        break;
      case 'content_block_delta':
        if (event.delta.type === 'text_delta') this.say(event.delta.text);
        if (event.delta.type === 'thinking_delta') this.think(event.delta.thinking);
        break;
      case 'message_delta':
        this.hasStopReason = event.delta.stop_reason !== null;
        break;
      case 'message_stop':
        // A stream that was cut is closed by Claude Code itself, without a reason for the end; the retry that follows takes the message back.
        if (this.openMessage === null || !this.hasStopReason) break;
        this.streamed.add(this.openMessage);
        this.openMessage = null;
        break;
      case 'content_block_stop':
        break;
      default:
        unreachable(event);
    }
  }

  /** Claude Code repeats each finished block as a message of its own: tools are taken from there, whole; text only where it did not stream. */
  private takeWhole(message: Extract<SDKMessage, { type: 'assistant' }>['message']): void {
    const isStreaming = this.openMessage === message.id || this.streamed.has(message.id);
    if (!isStreaming && message.model !== '<synthetic>') {
      this.takeBack();
      this.emit({ kind: 'message_start' });
      this.streamed.add(message.id);
    }
    for (const block of message.content) {
      if (block.type === 'tool_use') this.startTool(block.id, block.name, block.input);
      else if (!isStreaming && message.model !== '<synthetic>') {
        if (block.type === 'text') this.beginText(block.text);
        if (block.type === 'thinking') this.think(block.thinking);
      }
    }
  }

  private takeBack(): void {
    if (this.openMessage === null) return;
    this.openMessage = null;
    this.hasText = this.hadTextBeforeMessage;
    this.emit({ kind: 'take_back' });
  }

  private beginText(text: string): void {
    if (this.hasText) this.emit({ kind: 'event', event: { k: 'text', s: '\n\n' } });
    this.say(text);
  }

  private say(text: string): void {
    if (text === '') return;
    this.hasText = true;
    this.emit({ kind: 'event', event: { k: 'text', s: text } });
  }

  private think(text: string): void {
    if (text !== '') this.emit({ kind: 'event', event: { k: 'thinking', s: text } });
  }

  private startTool(id: string, name: string, input: unknown): void {
    if (this.toolStarts.has(id)) return;
    this.toolStarts.set(id, performance.now());
    const { text, cut } = cutPreview(JSON.stringify(input), INPUT_PREVIEW_BYTES);
    this.emit({ kind: 'event', event: { k: 'tool', id, name, input: text, ...(cut ? { cut } : {}) } });
  }

  private takeToolResults(content: unknown): void {
    if (!Array.isArray(content)) return;
    for (const block of content) {
      const result = ToolResult.safeParse(block);
      if (!result.success) continue;
      const { tool_use_id: id, content: output, is_error } = result.data;
      const startedAt = this.toolStarts.get(id);
      if (startedAt === undefined) continue;
      const whole = typeof output === 'string' ? output : (output ?? []).map((part) => part.text ?? `[${part.type}]`).join('\n');
      const { text, cut } = cutPreview(whole, OUTPUT_PREVIEW_BYTES);
      this.emit({
        kind: 'event',
        event: {
          k: 'tool_end',
          id,
          ok: is_error !== true,
          output: text,
          ...(cut ? { cut } : {}),
          ms: Math.round(performance.now() - startedAt),
        },
      });
    }
  }
}
