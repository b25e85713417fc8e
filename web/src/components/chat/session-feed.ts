import { type Assembled, assemble, type SessionDocument } from '@oma/contract';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { type Place, readMessagesBefore, watchChunks, watchMessages } from '../../data/messages.ts';
import { watchSession } from '../../data/watch-session.ts';
import { KnownMessages } from './known-messages.ts';
import { arrange, type Exchange } from './thread.ts';

/** As many messages are listened to. */
const LISTENED = 50;
/** As many of those before are read at a time: few enough that taking them in keeps nobody waiting who scrolls. */
const PAGE = 20;
/** What is listened to anew comes from the cache for a moment; longer, and the connection is lost, whatever the browser says of it. */
const LOST_AFTER_MS = 3000;
/** After the listener to an answer broke off, when the next one is tried. */
const LISTEN_AGAIN_MS = 5000;

/** Where a feed hears of a session. */
const SOURCES = { watchSession, watchMessages, watchChunks };

/** What listens to one session: itself, its newest messages, and the chunks of the reply that streams. Messages before those are read when they are asked for. */
export class SessionFeed implements ReactiveController {
  /** `undefined` until known, `null` where there is none for this person. */
  session: SessionDocument | null | undefined;
  thread: readonly Exchange[] | null = null;
  /** Why nothing is heard any more although this person may: the listener broke off, or the page is too old to read what is stored. */
  trouble: 'lost' | 'unreadable' | null = null;
  /** What the streaming reply has said so far. */
  streaming: { messageId: string; answer: Assembled } | null = null;

  private readonly host: ReactiveControllerHost;
  private readonly onRefused: () => void;
  private readonly sources: typeof SOURCES;
  private sessionId = '';
  /** What is shown comes from the cache; `isLate`: for longer than it takes to listen anew. */
  private isStale = false;
  private isLate = false;
  private staleTimer: ReturnType<typeof setTimeout> | undefined;
  private known = new KnownMessages<Place>(LISTENED);
  private reading: 'not' | 'coming' | 'failed' = 'not';
  /** Changes whenever listening begins or ends: a listener that comes later belongs to nobody. */
  private listening = 0;
  private endSession: (() => void) | null = null;
  private endMessages: (() => void) | null = null;
  private endChunks: (() => void) | null = null;
  private streamingId: string | null = null;

  /** `onRefused`: a listener ended because this person may not listen any more. */
  constructor(host: ReactiveControllerHost, onRefused: () => void, sources = SOURCES) {
    this.host = host;
    this.onRefused = onRefused;
    this.sources = sources;
    host.addController(this);
  }

  /** The connection is lost: there may be more than what is shown. */
  get isLost(): boolean {
    return this.isLate || (this.isStale && !navigator.onLine);
  }

  hostConnected(): void {
    // Nothing is listened to before it is known who looks.
  }

  /** Which session it is about from now on. */
  turnTo(sessionId: string): void {
    if (sessionId === this.sessionId) return;
    this.stop();
    this.sessionId = sessionId;
  }

  /** Begins to listen; call it once the person is known and approved. */
  async start(): Promise<void> {
    this.stop();
    const { listening } = this;
    const end = await this.sources.watchSession(this.sessionId, {
      onValue: (session) => {
        if (listening !== this.listening) return;
        this.session = session;
        this.host.requestUpdate();
      },
      onRefused: (code) => this.takeRefusal(listening, code),
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
    this.trouble = null;
    this.streaming = null;
    this.reading = 'not';
    this.known = new KnownMessages(LISTENED);
    this.host.requestUpdate();
  }

  /** Whether there are messages before those that are shown, and how reading some of them goes. */
  get earlier(): 'none' | 'there' | 'coming' | 'failed' {
    if (this.known.before === null) return 'none';
    return this.reading === 'not' ? 'there' : this.reading;
  }

  /** Reads some of the messages before those that are shown. Does nothing while they come. */
  async showEarlier(): Promise<void> {
    const { listening, known } = this;
    const { before } = known;
    if (before === null || this.reading === 'coming') return;
    this.reading = 'coming';
    this.host.requestUpdate();
    try {
      const part = await readMessagesBefore(this.sessionId, before, PAGE);
      if (listening !== this.listening) return;
      // Where the newest began anew meanwhile, these do not join them.
      if (known.before === before) {
        known.takeEarlier(part, PAGE);
        this.show();
      }
      this.reading = 'not';
    } catch {
      if (listening !== this.listening) return;
      this.reading = 'failed';
    }
    this.host.requestUpdate();
  }

  private async listenToMessages(): Promise<void> {
    const { listening } = this;
    const end = await this.sources.watchMessages(this.sessionId, LISTENED, {
      onValue: ({ isStale, ...part }) => {
        if (listening !== this.listening) return;
        this.takeStaleness(isStale);
        // What is known before the connection is there is not all: nothing, or what was just sent from here.
        if (isStale && this.thread === null) return;
        this.known.takeNewest(part);
        this.show();
      },
      onRefused: (code) => this.takeRefusal(listening, code),
    });
    if (listening === this.listening) this.endMessages = end;
    else end();
  }

  private takeRefusal(listening: number, code: string): void {
    if (listening !== this.listening) return;
    if (code !== 'permission-denied' && code !== 'unauthenticated') {
      this.hostDisconnected();
      this.trouble = code === 'unreadable' ? 'unreadable' : 'lost';
      this.host.requestUpdate();
      return;
    }
    this.session = null;
    this.host.requestUpdate();
    this.onRefused();
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
    // What was heard stays to be seen while it is listened to anew.
    if (messageId !== this.streamingId) this.streaming = null;
    this.streamingId = messageId;
    this.endChunks?.();
    this.endChunks = null;
    if (messageId === null) return;
    const { listening } = this;
    const isMine = (): boolean => listening === this.listening && this.streamingId === messageId;
    const end = await this.sources.watchChunks(this.sessionId, messageId, {
      onValue: (chunks) => {
        if (!isMine()) return;
        this.streaming = { messageId, answer: assemble(chunks) };
        this.host.requestUpdate();
      },
      onRefused: (code) => {
        // Who may not listen learns so of the session.
        if (code === 'permission-denied') return;
        setTimeout(() => {
          if (isMine()) void this.listenToChunks(messageId);
        }, LISTEN_AGAIN_MS);
      },
    });
    if (isMine()) this.endChunks = end;
    else end();
  }
}
