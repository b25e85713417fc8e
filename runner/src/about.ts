import { type SpanContext, traceOf } from '@oma/contract';

/** What the run is working on: its log lines and its calls at the door say so. */
export class About {
  sessionId: string | null = null;
  /** The question of the present turn, or of the last one. */
  messageId: string | null = null;
  private readonly launch: SpanContext | null;

  /** `launch`: the trace that the run was launched in. */
  constructor(launch: SpanContext | null) {
    this.launch = launch;
  }

  get trace(): SpanContext | null {
    return this.messageId === null ? this.launch : traceOf(this.messageId);
  }
}
