import type { Session, SessionList } from '@oma/contract';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { ApiError } from '../../data/api.ts';
import { findSessions, type SessionFilter } from '../../data/sessions.ts';
import { loadPart } from '../load-part.ts';

/** As many are shown before somebody asks for more. */
const SHOWN = 30;

/**
 * Finds conversations for one element: those that match, part by part, for a search looks at a part of them in each call. The newest ones are shown as they
 * change.
 */
export class SessionFinder implements ReactiveController {
  /** Null before the first part has come. */
  sessions: readonly Session[] | null = null;
  agents: SessionList['agents'] = [];
  /** Whether there may be more than is shown. */
  hasMore = false;
  isLooking = false;
  /** Whether the last look failed; what is shown is from before. */
  hasFailed = false;
  private next: string | undefined;
  private filter: SessionFilter = {};
  /** Answers of earlier looks are dropped. */
  private asked = 0;
  private isConnected = false;
  private endRecent: (() => void) | null = null;
  private readonly host: ReactiveControllerHost;
  private readonly onRefused: () => void;

  /** `onRefused`: this person may not look any more. */
  constructor(host: ReactiveControllerHost, onRefused: () => void) {
    this.host = host;
    this.onRefused = onRefused;
    host.addController(this);
  }

  hostConnected(): void {
    this.isConnected = true;
    void this.follow();
  }

  hostDisconnected(): void {
    this.isConnected = false;
    this.asked += 1;
    this.endRecent?.();
    this.endRecent = null;
  }

  get hasBegun(): boolean {
    return this.asked > 0;
  }

  /** Looks anew; what was found before is shown until the first part has come. */
  look(filter: SessionFilter): Promise<void> {
    this.filter = filter;
    return this.read(undefined, [], SHOWN);
  }

  more(): Promise<void> {
    const before = this.sessions ?? [];
    return this.read(this.next, before, before.length + SHOWN);
  }

  /** Reads again as much as is shown. */
  again(): Promise<void> {
    return this.read(undefined, [], Math.max(SHOWN, this.sessions?.length ?? 0));
  }

  /** Shows a conversation as it is now, where it is shown. */
  put(session: Session): void {
    this.sessions = this.sessions?.map((one) => (one.id === session.id ? session : one)) ?? null;
    this.host.requestUpdate();
  }

  /** The list is there before what listens. */
  private async follow(): Promise<void> {
    const part = await loadPart(() => import('./recent-sessions.ts'), { isAhead: true });
    if (part === null || !this.isConnected) return;
    const { recentSessions } = part;
    this.endRecent ??= recentSessions.subscribe(() => this.takeNewest(recentSessions.sessions ?? []));
  }

  private takeNewest(sessions: readonly Session[]): void {
    const newest = new Map(sessions.map((session) => [session.id, session]));
    // One that no longer matches stays where the person sees it, until they look anew.
    this.sessions = this.sessions?.map((session) => newest.get(session.id) ?? session) ?? null;
    this.host.requestUpdate();
  }

  private async read(cursor: string | undefined, before: readonly Session[], wanted: number): Promise<void> {
    const asked = (this.asked += 1);
    this.isLooking = true;
    this.hasFailed = false;
    this.host.requestUpdate();
    const found = [...before];
    const agents = new Map((cursor === undefined ? [] : this.agents).map((agent) => [agent.id, agent]));
    let next = cursor;
    try {
      do {
        const part = await findSessions(this.filter, next);
        if (asked !== this.asked) return;
        found.push(...part.sessions);
        for (const agent of part.agents) agents.set(agent.id, agent);
        next = part.next;
        this.take([...found], [...agents.values()], next);
      } while (next !== undefined && found.length < wanted);
    } catch (error) {
      if (asked !== this.asked) return;
      if (error instanceof ApiError && error.code === 'not_approved') this.onRefused();
      this.hasFailed = true;
    }
    this.isLooking = false;
    this.host.requestUpdate();
  }

  private take(sessions: readonly Session[], agents: SessionList['agents'], next: string | undefined): void {
    this.sessions = sessions;
    this.agents = agents;
    this.next = next;
    this.hasMore = next !== undefined;
    this.host.requestUpdate();
  }
}
