import { type Assembled, assemble, type SessionDocument } from '@oma/contract';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import {
  type Message,
  newMessageId,
  type Place,
  readMessagesBefore,
  sendQuestion,
  type Sent,
  watchChunks,
  watchMessages,
} from '../../data/messages.ts';
import { watchSession } from '../../data/watch-session.ts';
import { type Draft, forgetUnsent, keepUnsent, readUnsent } from './kept-unsent.ts';
import { KnownMessages } from './known-messages.ts';
import { arrange, type Exchange } from './thread.ts';

/** As many messages are listened to, and as many are read at a time of those before. */
const PAGE = 50;
/** What is listened to anew comes from the cache for a moment; longer, and the connection is lost, whatever the browser says of it. */
const LOST_AFTER_MS = 3000;

/** A question of this page that is not known to be stored. */
export type Unsent = Draft & { id: string; state: 'sending' | 'unknown' };

/** `refused`: a listener ended because this person may not listen any more. `returned`: what was sent again was refused, and is its person's again. */
export type FeedEvents = { refused(): void; returned(draft: Draft): void };

/** What listens to one session: itself, its newest messages, and the chunks of the reply that streams. Messages before those are read when they are asked for. */
export class SessionFeed implements ReactiveController {
  /** `undefined` until known, `null` where there is none for this person. */
  session: SessionDocument | null | undefined;
  thread: readonly Exchange[] | null = null;
  /** Of the messages before those that are shown. */
  earlier: 'none' | 'there' | 'coming' | 'failed' = 'none';
  unsent: readonly Unsent[] = [];
  /** What the streaming reply has said so far. */
  streaming: { messageId: string; answer: Assembled } | null = null;

  private readonly host: ReactiveControllerHost;
  private readonly on: FeedEvents;
  private uid = '';
  private sessionId = '';
  /** What is shown comes from the cache; `isLate`: for longer than it takes to listen anew. */
  private isStale = false;
  private isLate = false;
  private staleTimer: ReturnType<typeof setTimeout> | undefined;
  /** Questions that an earlier page has sent, until it is heard what is stored. */
  private toResume: readonly string[] = [];
  private known = new KnownMessages<Place>(PAGE);
  /** Changes whenever listening begins or ends: a listener that comes later belongs to nobody. */
  private listening = 0;
  private endSession: (() => void) | null = null;
  private endMessages: (() => void) | null = null;
  private endChunks: (() => void) | null = null;
  private streamingId: string | null = null;

  constructor(host: ReactiveControllerHost, on: FeedEvents) {
    this.host = host;
    this.on = on;
    host.addController(this);
  }

  /** The connection is lost: there may be more than what is shown. */
  get isLost(): boolean {
    return this.isLate || (this.isStale && !navigator.onLine);
  }

  hostConnected(): void {
    // Nothing is listened to before it is known who looks.
  }

  /** Which session it is about from now on: what is sent goes there, also before anything is heard of it. */
  turnTo(sessionId: string): void {
    if (sessionId === this.sessionId) return;
    this.stop();
    this.unsent = [];
    this.toResume = [];
    this.sessionId = sessionId;
  }

  /** Begins to listen, and goes on sending what this person has sent before the page was loaded; call it once they are known and approved. */
  async start(uid: string): Promise<void> {
    this.stop();
    this.takeUpUnsent(uid);
    const { listening } = this;
    const end = await watchSession(this.sessionId, {
      onValue: (session) => {
        if (listening !== this.listening) return;
        this.session = session;
        this.host.requestUpdate();
      },
      onRefused: () => this.takeRefusal(listening),
    });
    if (listening !== this.listening) {
      end();
      return;
    }
    this.endSession = end;
    await this.listenToMessages();
  }

  hostDisconnected(): void {
    this.listening += 1;
    for (const end of [this.endSession, this.endMessages, this.endChunks]) end?.();
    this.endSession = null;
    this.endMessages = null;
    this.endChunks = null;
    this.streamingId = null;
    this.takeStaleness(false);
  }

  /** Ends listening and forgets what was heard; `start` begins anew. */
  stop(): void {
    this.hostDisconnected();
    this.session = undefined;
    this.thread = null;
    this.streaming = null;
    this.earlier = 'none';
    this.known = new KnownMessages(PAGE);
    this.host.requestUpdate();
  }

  /** Reads some of the messages before those that are shown. Does nothing while they come. `onCome` is called right before they are shown. */
  async showEarlier(onCome: () => void): Promise<void> {
    const { listening, known } = this;
    const { before } = known;
    if (before === null || this.earlier === 'coming') return;
    this.earlier = 'coming';
    this.host.requestUpdate();
    try {
      const part = await readMessagesBefore(this.sessionId, before, PAGE);
      if (listening !== this.listening) return;
      // Where the newest began anew meanwhile, these do not join them.
      if (known.before === before) {
        onCome();
        known.takeEarlier(part);
        this.show();
      }
      this.earlier = this.hasEarlier();
    } catch {
      if (listening !== this.listening) return;
      this.earlier = 'failed';
    }
    this.host.requestUpdate();
  }

  private hasEarlier(): 'none' | 'there' {
    return this.known.before === null ? 'none' : 'there';
  }

  /** Sends a question; it is shown at once. False where it was refused: nothing of it is stored or shown any more, and the text is the caller's again. */
  async send(draft: Draft): Promise<boolean> {
    return (await this.write(newMessageId(), draft)) !== 'refused';
  }

  /** Sends again what was not stored, under the same id, so that it can never be there twice. */
  async sendAgain(unsent: Unsent): Promise<void> {
    if ((await this.write(unsent.id, unsent)) === 'refused') this.on.returned(unsent);
  }

  private takeUpUnsent(uid: string): void {
    this.uid = uid;
    for (const { id, ...draft } of this.unsent) keepUnsent(uid, this.sessionId, id, draft);
    const found = readUnsent(uid, this.sessionId).filter(({ id }) => !this.unsent.some((one) => one.id === id));
    this.unsent = [...found.map((one) => ({ ...one, state: 'sending' as const })), ...this.unsent];
    this.toResume = [...this.toResume, ...found.map(({ id }) => id)];
  }

  /** Sends again what an earlier page has sent, where it is not among the stored messages. */
  private resume(messages: readonly Message[]): void {
    const stored = new Set(messages.map(({ id }) => id));
    const found = this.unsent.filter(({ id }) => this.toResume.includes(id));
    this.toResume = [];
    for (const one of found) {
      if (!stored.has(one.id)) void this.sendAgain(one);
      else this.drop(this.sessionId, one.id);
    }
  }

  private drop(sessionId: string, id: string): void {
    this.unsent = this.unsent.filter((one) => one.id !== id);
    forgetUnsent(this.uid, sessionId, id);
  }

  private async write(id: string, { content, retryOf, files }: Draft): Promise<Sent> {
    const { sessionId } = this;
    const draft = { content, retryOf, files };
    this.unsent = [...this.unsent.filter((one) => one.id !== id), { id, ...draft, state: 'sending' }];
    if (this.uid !== '') keepUnsent(this.uid, sessionId, id, draft);
    this.host.requestUpdate();
    const sent = await sendQuestion(sessionId, id, draft);
    if (sent === 'unknown') this.unsent = this.unsent.map((one) => (one.id === id ? { ...one, state: sent } : one));
    else this.drop(sessionId, id);
    this.host.requestUpdate();
    return sent;
  }

  private async listenToMessages(): Promise<void> {
    const { listening } = this;
    const end = await watchMessages(this.sessionId, PAGE, {
      onValue: ({ isStale, ...part }) => {
        if (listening !== this.listening) return;
        this.takeStaleness(isStale);
        // Without a connection, that nothing is found says nothing.
        if (isStale && part.messages.length === 0) return;
        this.known.takeNewest(part);
        if (this.earlier !== 'coming') this.earlier = this.hasEarlier();
        this.show();
        if (!isStale) this.resume(part.messages);
      },
      onRefused: () => this.takeRefusal(listening),
    });
    if (listening === this.listening) this.endMessages = end;
    else end();
  }

  private takeRefusal(listening: number): void {
    if (listening !== this.listening) return;
    this.session = null;
    this.host.requestUpdate();
    this.on.refused();
  }

  private show(): void {
    this.thread = arrange(this.known.all, this.thread ?? []);
    const open = this.thread.findLast(({ reply }) => reply?.status === 'streaming')?.id ?? null;
    if (open !== this.streamingId) void this.listenToChunks(open);
    this.host.requestUpdate();
  }

  private takeStaleness(isStale: boolean): void {
    if (isStale === this.isStale) return;
    this.isStale = isStale;
    this.isLate = false;
    this.host.requestUpdate();
    clearTimeout(this.staleTimer);
    if (!isStale) return;
    this.staleTimer = setTimeout(() => {
      this.isLate = true;
      this.host.requestUpdate();
    }, LOST_AFTER_MS);
  }

  private async listenToChunks(messageId: string | null): Promise<void> {
    this.streamingId = messageId;
    this.endChunks?.();
    this.endChunks = null;
    this.streaming = null;
    if (messageId === null) return;
    const { listening } = this;
    const isMine = (): boolean => listening === this.listening && this.streamingId === messageId;
    const end = await watchChunks(this.sessionId, messageId, {
      onValue: (chunks) => {
        if (!isMine()) return;
        this.streaming = { messageId, answer: assemble(chunks) };
        this.host.requestUpdate();
      },
      onRefused: () => undefined,
    });
    if (isMine()) this.endChunks = end;
    else end();
  }
}
