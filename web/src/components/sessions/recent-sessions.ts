import type { Session } from '@oma/contract';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { watchSessions } from '../../data/watch-sessions.ts';
import { keepListening } from '../keep-listening.ts';
import { viewer } from '../viewer.ts';
import { RECENT, recentCount } from './recent-count.ts';

/** The newest conversations of whoever looks, for all elements of this page, by one listener. */
export class RecentSessions {
  /** Null until known. */
  sessions: readonly Session[] | null = null;
  private readonly hosts = new Set<() => void>();
  private readonly looking: Pick<typeof viewer, 'me' | 'subscribe'>;
  private readonly watch: typeof watchSessions;
  private watched: { uid: string; end: () => void } | null = null;
  private endViewer: (() => void) | null = null;

  constructor(looking: RecentSessions['looking'], watch: RecentSessions['watch']) {
    this.looking = looking;
    this.watch = watch;
  }

  /** Tells at each change, and listens as long as somebody is told. Answers a function that ends it. */
  subscribe(onChange: () => void): () => void {
    this.hosts.add(onChange);
    this.endViewer ??= this.looking.subscribe(() => this.listen());
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
    const { me } = this.looking;
    const uid = me?.beta_approved === true ? me.uid : null;
    if (uid === (this.watched?.uid ?? null)) return;
    this.leave();
    if (uid !== null) this.watchNewest(uid, RECENT);
  }

  private watchNewest(uid: string, count: number): void {
    // Who may not listen had access taken away, which the page says itself.
    const end = keepListening<readonly Session[]>(
      (listening) => this.watch(uid, count, listening),
      (sessions) => {
        this.sessions = sessions;
        for (const onChange of this.hosts) onChange();
        const wanted = recentCount(sessions, count);
        if (wanted === count || this.watched?.end !== end) return;
        end();
        this.watchNewest(uid, wanted);
      },
    );
    this.watched = { uid, end };
  }

  private leave(): void {
    this.watched?.end();
    this.watched = null;
    this.sessions = null;
  }
}

export const recentSessions = new RecentSessions(viewer, watchSessions);

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
