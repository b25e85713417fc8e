import { type Assembled, assemble, type SessionDocument } from '@oma/contract';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { type Message, newMessageId, sendQuestion, type Sent, watchChunks, watchMessages } from '../../data/messages.ts';
import { watchSession } from '../../data/sessions.ts';
import { arrange, type Exchange } from './thread.ts';

const PAGE = 50;

/** A question of this page that is not known to be stored. */
export type Unsent = { id: string; content: string; retryOf: string | null; state: 'sending' | 'refused' | 'unknown' };

/** What listens to one session: itself, its newest messages, and the chunks of the reply that streams. */
export class SessionFeed implements ReactiveController {
  /** `undefined` until known, `null` where there is none for this person. */
  session: SessionDocument | null | undefined;
  thread: readonly Exchange[] | null = null;
  hasEarlier = false;
  isStale = false;
  unsent: readonly Unsent[] = [];
  /** What the streaming reply has said so far. */
  streaming: { messageId: string; answer: Assembled } | null = null;

  private readonly host: ReactiveControllerHost;
  private readonly sessionId: string;
  private count = PAGE;
  private ends: (() => void)[] = [];
  private endMessages: (() => void) | null = null;
  private endChunks: (() => void) | null = null;
  private streamingId: string | null = null;

  private readonly onRefused: () => void;

  /** `onRefused`: a listener ended because this person may not listen any more. */
  constructor(host: ReactiveControllerHost, sessionId: string, onRefused: () => void) {
    this.host = host;
    this.sessionId = sessionId;
    this.onRefused = onRefused;
    host.addController(this);
  }

  hostConnected(): void {
    // Nothing is listened to before it is known who looks.
  }

  /** Begins to listen; call it once the person is known and approved. */
  async start(): Promise<void> {
    const end = await watchSession(this.sessionId, {
      onValue: (session) => {
        this.session = session;
        this.host.requestUpdate();
      },
      onRefused: () => this.takeRefusal(),
    });
    this.ends.push(end);
    await this.listenToMessages();
  }

  hostDisconnected(): void {
    for (const end of [...this.ends, this.endMessages, this.endChunks]) end?.();
    this.ends = [];
  }

  /** Ends listening and forgets what was heard; `start` begins anew. */
  stop(): void {
    this.hostDisconnected();
    this.endMessages = null;
    this.endChunks = null;
    this.session = undefined;
    this.thread = null;
    this.streaming = null;
    this.streamingId = null;
    this.host.requestUpdate();
  }

  async showEarlier(): Promise<void> {
    this.count += PAGE;
    await this.listenToMessages();
  }

  /** Sends a question; it is shown at once. False where it was refused: nothing of it is stored or shown any more, and the text is the caller's again. */
  async send(content: string, retryOf: string | null = null): Promise<boolean> {
    const id = newMessageId();
    if ((await this.write(id, content, retryOf)) !== 'refused') return true;
    this.unsent = this.unsent.filter((one) => one.id !== id);
    this.host.requestUpdate();
    return false;
  }

  /** Sends again what was not stored, under the same id, so that it can never be there twice. */
  async sendAgain(unsent: Unsent): Promise<void> {
    this.unsent = this.unsent.filter(({ id }) => id !== unsent.id);
    await this.write(unsent.id, unsent.content, unsent.retryOf);
  }

  private async write(id: string, content: string, retryOf: string | null): Promise<Sent> {
    this.unsent = [...this.unsent, { id, content, retryOf, state: 'sending' }];
    this.host.requestUpdate();
    const sent = await sendQuestion(this.sessionId, id, content, retryOf);
    this.unsent =
      sent === 'stored'
        ? this.unsent.filter((one) => one.id !== id)
        : this.unsent.map((one) => (one.id === id ? { ...one, state: sent } : one));
    this.host.requestUpdate();
    return sent;
  }

  private async listenToMessages(): Promise<void> {
    this.endMessages?.();
    this.endMessages = await watchMessages(this.sessionId, this.count, {
      onValue: ({ messages, isStale }) => this.takeMessages(messages, isStale),
      onRefused: () => this.takeRefusal(),
    });
  }

  private takeRefusal(): void {
    this.session = null;
    this.host.requestUpdate();
    this.onRefused();
  }

  private takeMessages(messages: readonly Message[], isStale: boolean): void {
    this.thread = arrange(messages);
    this.hasEarlier = messages.length >= this.count;
    this.isStale = isStale;
    const open = this.thread.findLast(({ reply }) => reply?.status === 'streaming')?.id ?? null;
    if (open !== this.streamingId) void this.listenToChunks(open);
    this.host.requestUpdate();
  }

  private async listenToChunks(messageId: string | null): Promise<void> {
    this.streamingId = messageId;
    this.endChunks?.();
    this.endChunks = null;
    this.streaming = null;
    if (messageId === null) return;
    const end = await watchChunks(this.sessionId, messageId, {
      onValue: (chunks) => {
        if (this.streamingId !== messageId) return;
        this.streaming = { messageId, answer: assemble(chunks) };
        this.host.requestUpdate();
      },
      onRefused: () => undefined,
    });
    if (this.streamingId === messageId) this.endChunks = end;
    else end();
  }
}
