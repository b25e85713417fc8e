import type { Session } from '@oma/contract';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { watchSessions } from '../../data/watch-sessions.ts';
import { viewer } from '../viewer.ts';
import { RECENT, recentCount } from './recent-count.ts';

/** The newest conversations of whoever looks, for all elements of this page, by one listener. */
class RecentSessions {
  /** Null until known. */
  sessions: readonly Session[] | null = null;
  private readonly hosts = new Set<() => void>();
  private watched: { uid: string; end: (() => void) | null } | null = null;
  private endViewer: (() => void) | null = null;

  /** Tells at each change, and listens as long as somebody is told. Answers a function that ends it. */
  subscribe(onChange: () => void): () => void {
    this.hosts.add(onChange);
    this.endViewer ??= viewer.subscribe(() => this.listen());
    this.listen();
    return () => {
      this.hosts.delete(onChange);
      if (this.hosts.size > 0) return;
      this.endViewer?.();
      this.endViewer = null;
      this.leave();
    };
  }

  /** Tells of them, now where they are known, and at each change. Answers a function that ends it. */
  follow(onChange: (sessions: readonly Session[]) => void): () => void {
    const tell = (): void => {
      if (this.sessions !== null) onChange(this.sessions);
    };
    tell();
    return this.subscribe(tell);
  }

  private listen(): void {
    const uid = viewer.me?.beta_approved === true ? viewer.me.uid : null;
    if (uid === (this.watched?.uid ?? null)) return;
    this.leave();
    if (uid !== null) void this.watch(uid);
  }

  private leave(): void {
    this.watched?.end?.();
    this.watched = null;
    this.sessions = null;
  }

  private async watch(uid: string, count = RECENT): Promise<void> {
    const watched: NonNullable<RecentSessions['watched']> = { uid, end: null };
    this.watched = watched;
    const end = await watchSessions(uid, count, {
      onValue: (sessions) => {
        if (this.watched !== watched) return;
        this.sessions = sessions;
        for (const onChange of this.hosts) onChange();
        const wanted = recentCount(sessions, count);
        if (wanted === count || this.watched !== watched) return;
        watched.end?.();
        void this.watch(uid, wanted);
      },
      // Access was taken away, which the page says itself.
      onRefused: () => undefined,
    });
    if (this.watched === watched) watched.end = end;
    else end();
  }
}

export const recentSessions = new RecentSessions();

/** The newest conversations, for one element: it is updated whenever something about them changes. */
export class Recent implements ReactiveController {
  private readonly host: ReactiveControllerHost;
  private end: (() => void) | null = null;

  constructor(host: ReactiveControllerHost) {
    this.host = host;
    host.addController(this);
  }

  /** Last active first; null until known. */
  get sessions(): readonly Session[] | null {
    return recentSessions.sessions;
  }

  hostConnected(): void {
    this.end = recentSessions.subscribe(() => this.host.requestUpdate());
  }

  hostDisconnected(): void {
    this.end?.();
  }
}
