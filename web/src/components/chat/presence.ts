import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { reportPresence } from '../../data/sessions.ts';

const REPORT_EVERY_MS = 30_000;

/** What is listened to, empty where nothing is, and when its last answer ended; null where none has. */
type Heard = { sessionId: string; lastEnd: Date | null };

/**
 * Tells the platform whether a person has a conversation before their eyes, and how far they have read: whoever sees an answer end is not called back for it, by
 * the dashboard or by e-mail.
 */
export class Presence implements ReactiveController {
  private readonly heard: () => Heard;
  private readonly onReturn: (leftAt: Date) => void;
  /** The end of the last answer as it was when the page reported, in milliseconds. */
  private reported = 0;
  /** The same when the person went to another window. */
  private leftAt: Date | null = null;
  private timer: ReturnType<typeof setInterval> | undefined;

  /** `onReturn`: the person is back from another window; `leftAt`: the end of the last answer when they went. */
  constructor(host: ReactiveControllerHost, heard: () => Heard, onReturn: (leftAt: Date) => void) {
    this.heard = heard;
    this.onReturn = onReturn;
    host.addController(this);
  }

  hostConnected(): void {
    this.timer = setInterval(() => this.report(), REPORT_EVERY_MS);
    document.addEventListener('visibilitychange', this.onVisibility);
  }

  hostDisconnected(): void {
    clearInterval(this.timer);
    document.removeEventListener('visibilitychange', this.onVisibility);
  }

  hostUpdated(): void {
    if ((this.heard().lastEnd?.getTime() ?? 0) > this.reported) this.report();
  }

  /** Reports at once. */
  report(): void {
    const { sessionId, lastEnd } = this.heard();
    if (sessionId === '') return;
    const isVisible = document.visibilityState === 'visible';
    this.reported = lastEnd?.getTime() ?? 0;
    void reportPresence(sessionId, isVisible, isVisible ? lastEnd : null).catch(() => undefined);
  }

  private readonly onVisibility = (): void => {
    if (document.visibilityState === 'hidden') this.leftAt = this.heard().lastEnd;
    else if (this.leftAt !== null) this.onReturn(this.leftAt);
    this.report();
  };
}
