import { MAX_CHUNK_BYTES, type TurnEvent } from '@oma/contract';
import type { ClaudeEvent } from '../claude/claude.ts';

type Chunk = { seq: number; events: TurnEvent[] };

/** How long to gather before the next chunk: the first goes at once, then every 0.2 s, 0.5 s after 5 s, 1 s after 30 s. */
export function intervalMs(sinceFirstMs: number): number {
  if (sinceFirstMs < 5000) return 200;
  return sinceFirstMs < 30_000 ? 500 : 1000;
}

/**
 * Gathers a turn's events into numbered chunks and hands them over one after the other. A chunk begins at each of the model's message starts, so that a
 * message can be taken back whole.
 */
export class Chunker {
  private readonly send: (chunk: Chunk) => Promise<void>;
  private readonly onFailure: () => void;
  private readonly now: () => number;
  private gathered: TurnEvent[] = [];
  private gatheredBytes = 0;
  private queue: Chunk[] = [];
  private seq = 0;
  private messageStartsAfter = 0;
  private firstAt: number | null = null;
  private lastAt = -Infinity;
  private timer: NodeJS.Timeout | null = null;
  private sending: Promise<void> | null = null;
  private failure: { error: unknown } | null = null;

  /** `onFailure` is called when a chunk could not be sent: whatever makes the events may stop. */
  constructor(send: (chunk: Chunk) => Promise<void>, onFailure: () => void, now: () => number = () => performance.now()) {
    this.send = send;
    this.onFailure = onFailure;
    this.now = now;
  }

  take(event: ClaudeEvent): void {
    switch (event.kind) {
      case 'message_start':
        this.flush();
        this.messageStartsAfter = this.seq;
        break;
      case 'take_back':
        this.gathered = [];
        this.gatheredBytes = 0;
        // Nothing of the message may have left yet; then there is nothing to take back.
        if (this.seq > this.messageStartsAfter) this.add({ k: 'reset', to: this.messageStartsAfter });
        break;
      case 'event':
        this.add(event.event);
        break;
    }
  }

  /** Sends what is gathered and resolves when everything has arrived; throws where something could not be sent. */
  async end(): Promise<void> {
    this.flush();
    while (this.sending !== null) await this.sending;
    if (this.failure !== null) throw this.failure.error;
  }

  private add(event: TurnEvent): void {
    const bytes = Buffer.byteLength(JSON.stringify(event));
    if (this.gatheredBytes + bytes > MAX_CHUNK_BYTES) this.flush();
    const last = this.gathered.at(-1);
    if (last !== undefined && (event.k === 'text' || event.k === 'thinking') && last.k === event.k) last.s += event.s;
    else this.gathered.push({ ...event });
    this.gatheredBytes += bytes;
    const now = this.now();
    this.firstAt ??= now;
    const wait = this.lastAt + intervalMs(now - this.firstAt) - now;
    if (wait <= 0) this.flush();
    else this.timer ??= setTimeout(() => this.flush(), wait);
  }

  private flush(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    if (this.gathered.length === 0 || this.failure !== null) return;
    this.seq += 1;
    this.queue.push({ seq: this.seq, events: this.gathered });
    this.gathered = [];
    this.gatheredBytes = 0;
    this.lastAt = this.now();
    this.sending ??= this.drain();
  }

  private async drain(): Promise<void> {
    try {
      for (let chunk = this.queue.shift(); chunk !== undefined; chunk = this.queue.shift()) await this.send(chunk);
    } catch (error) {
      // Told at the end, to whoever waits for it; what follows would have a hole before it.
      this.failure ??= { error };
      this.queue = [];
      this.onFailure();
    } finally {
      this.sending = null;
    }
  }
}
