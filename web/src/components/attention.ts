import { msg } from '@lit/localize';
import type { Session } from '@oma/contract';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { reportPerson } from '../data/me.ts';
import { sessionName } from '../text/session-text.ts';
import { notifyChoice } from './notify-choice.ts';
import { sessionNeeds } from './sessions/needs-you.ts';
import { recentSessions } from './sessions/recent-sessions.ts';

const PRESENCE_EVERY_MS = 30_000;

/**
 * What a page does beside what it shows: it counts the conversations that need the person, says so outside the page when something ends while it is out of
 * sight, and tells the platform that it is in sight. The count is from the one listener to the newest conversations: a read for each as a page opens, and one
 * for each change, where asking the API again and again would cost the same reads each time.
 */
export class Attention implements ReactiveController {
  /** How many of the newest conversations need the person. */
  count = 0;
  private readonly host: ReactiveControllerHost;
  private known: readonly Session[] | null = null;
  private end: (() => void) | null = null;
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor(host: ReactiveControllerHost) {
    this.host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.end = recentSessions.subscribe(this.take);
    this.timer = setInterval(this.report, PRESENCE_EVERY_MS);
    document.addEventListener('visibilitychange', this.report);
    this.report();
  }

  hostDisconnected(): void {
    this.end?.();
    clearInterval(this.timer);
    document.removeEventListener('visibilitychange', this.report);
  }

  private readonly take = (): void => {
    const { sessions } = recentSessions;
    const before = this.known;
    this.known = sessions;
    const count = sessions === null ? 0 : sessionNeeds(sessions, new Date()).length;
    if (count !== this.count) {
      this.count = count;
      this.host.requestUpdate();
    }
    if (before === null || sessions === null || document.visibilityState === 'visible' || notifyChoice() !== 'on') return;
    for (const session of sessions)
      notifyOf(
        session,
        before.find(({ id }) => id === session.id),
      );
  };

  /** A conversation's own page reports with how far it was read. */
  private readonly report = (): void => {
    if (document.visibilityState === 'visible' && !location.pathname.startsWith('/workspace/')) void reportPerson().catch(() => undefined);
  };
}

/** Says outside the page what became of a conversation. The pages of one browser say it once: the tag is the conversation's. */
function notifyOf(session: Session, before: Session | undefined): void {
  const words = newsOf(session, before);
  if (words === null) return;
  const shown = new Notification(sessionName(session), { body: words, tag: session.id });
  shown.onclick = () => {
    window.focus();
    location.assign(`/workspace/${session.id}`);
  };
}

function newsOf({ last_end, run }: Session, before: Session | undefined): string | null {
  if (run?.phase === 'waiting' && before?.run?.phase !== 'waiting') return msg('대답을 기다리고 있어요.', { id: 'need-asks' });
  if (last_end === null || last_end.at === before?.last_end?.at) return null;
  switch (last_end.status) {
    case 'done':
      return msg('답이 준비됐어요.', { id: 'notify-done' });
    case 'failed':
      return msg('답하지 못했어요. 이유를 보고 다시 시도할 수 있어요.', { id: 'notify-failed' });
    case 'stopped':
      return null;
  }
}
