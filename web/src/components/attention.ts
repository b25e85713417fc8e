import { msg } from '@lit/localize';
import type { Session } from '@oma/contract';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { reportPerson } from '../data/me.ts';
import { sessionName } from '../text/session-text.ts';
import { isAnyInSight, tellWhenInSight } from './in-sight.ts';
import { notify, notifyChoice } from './notify-choice.ts';
import { sessionNeeds } from './sessions/needs-you.ts';
import { recentSessions } from './sessions/recent-sessions.ts';
import { sessionNews, type SessionNews } from './sessions/session-news.ts';

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
  private endInSight: (() => void) | null = null;
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor(host: ReactiveControllerHost) {
    this.host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.end = recentSessions.subscribe(this.take);
    this.endInSight = tellWhenInSight();
    this.timer = setInterval(this.report, PRESENCE_EVERY_MS);
    document.addEventListener('visibilitychange', this.report);
    this.report();
  }

  hostDisconnected(): void {
    this.end?.();
    this.endInSight?.();
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
    if (before !== null && sessions !== null && notifyChoice() === 'on') void this.sayNews(sessionNews(sessions, before));
  };

  /** What a page of this browser shows, its person sees there. */
  private async sayNews(news: readonly SessionNews[]): Promise<void> {
    if (news.length > 0 && !(await isAnyInSight())) news.forEach(say);
  }

  /** A conversation's own page reports with how far it was read. */
  private readonly report = (): void => {
    if (document.visibilityState === 'visible' && !location.pathname.startsWith('/workspace/')) void reportPerson().catch(() => undefined);
  };
}

/** The pages of one browser say it once: the tag is the conversation's. */
function say({ kind, session }: SessionNews): void {
  notify(sessionName(session), {
    body: newsWords(kind),
    tag: session.id,
    onClick: () => {
      window.focus();
      location.assign(`/workspace/${session.id}`);
    },
  });
}

function newsWords(kind: SessionNews['kind']): string {
  switch (kind) {
    case 'asks':
      return msg('대답을 기다리고 있어요.', { id: 'need-asks' });
    case 'done':
      return msg('답이 준비됐어요.', { id: 'notify-done' });
    case 'failed':
      return msg('답하지 못했어요. 이유를 보고 다시 시도할 수 있어요.', { id: 'notify-failed' });
  }
}
