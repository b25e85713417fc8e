import type { ReactiveControllerHost } from 'lit';
import { newMessageId, type NewQuestion, sendQuestion, writtenAt } from '../../data/messages.ts';
import { forgetOldUnsent, forgetUnsent, keepUnsent, readUnsent } from './kept-unsent.ts';

/** A question that is not known to be stored. */
export type Unsent = NewQuestion & { id: string; state: 'sending' | 'unknown' };

/**
 * So long after it was written a question goes by itself. Later its person says whether it is still meant: they may have asked it anew meanwhile, or withdrawn
 * on another device what did arrive.
 */
const GOES_BY_ITSELF_MS = 10 * 60_000;

/**
 * What is sent in one conversation, from being sent to being stored. Meanwhile it is kept in this browser, and sent again under the same id when the page was
 * left before it was stored: it is never lost, and never there twice. What is old by then is shown, and waits for its person.
 */
export class Outbox {
  unsent: readonly Unsent[] = [];
  /** The ids of what is kept in this browser as well. */
  private readonly kept = new Set<string>();
  private readonly host: Pick<ReactiveControllerHost, 'requestUpdate'>;
  private readonly onRefused: (question: NewQuestion) => void;
  private readonly store: typeof sendQuestion;
  private uid = '';
  private sessionId = '';

  /** `onRefused`: nothing of a question is stored or kept here any more; it is the caller's again. */
  constructor(host: Pick<ReactiveControllerHost, 'requestUpdate'>, onRefused: (question: NewQuestion) => void, store = sendQuestion) {
    this.host = host;
    this.onRefused = onRefused;
    this.store = store;
  }

  /** From now on it is about this conversation of this person, and sends what is kept of it. `uid`: empty until it is known; what is sent before goes there too. */
  turnTo(uid: string, sessionId: string): void {
    if (uid === this.uid && sessionId === this.sessionId) return;
    if (sessionId !== this.sessionId || this.uid !== '') this.unsent = [];
    this.uid = uid;
    this.sessionId = sessionId;
    if (uid === '') return;
    for (const one of this.unsent) this.keep(one);
    forgetOldUnsent(uid, new Date());
    for (const one of readUnsent(uid, sessionId)) {
      this.kept.add(one.id);
      if (this.unsent.some(({ id }) => id === one.id)) continue;
      if (goesByItself(one.id)) void this.write(one);
      else this.show(one.id, { ...one, state: 'unknown' });
    }
  }

  /** Sends a question, which is shown at once. Answers its id. */
  send(question: NewQuestion): string {
    const one = { ...question, id: newMessageId() };
    if (this.uid !== '') this.keep(one);
    void this.write(one);
    return one.id;
  }

  /** Forgets what another window has sent, or given up: it is not kept any more. */
  lookAgain(): void {
    const there = new Set(readUnsent(this.uid, this.sessionId).map(({ id }) => id));
    for (const { id, state } of this.unsent)
      if (state === 'unknown' && this.kept.has(id) && !there.has(id)) this.drop(this.uid, this.sessionId, id);
  }

  /** Sends again what may not have been stored: one, or all that is not old. */
  sendAgain(given?: Unsent): void {
    this.lookAgain();
    for (const one of this.unsent) {
      if (one.state === 'unknown' && (given === undefined ? goesByItself(one.id) : one.id === given.id)) void this.write(one);
    }
  }

  /** Sends one no more that may not have been stored; it is the caller's again. */
  giveUp({ id }: Unsent): void {
    this.drop(this.uid, this.sessionId, id);
  }

  /** Takes note of what is known to be stored. */
  settle(isStored: (id: string) => boolean): void {
    for (const { id } of this.unsent) if (isStored(id)) this.drop(this.uid, this.sessionId, id);
  }

  private async write({ id, content, retryOf, files }: NewQuestion & { id: string }): Promise<void> {
    const { uid: by, sessionId } = this;
    const question = { content, retryOf, files };
    this.show(id, { ...question, id, state: 'sending' });
    const sent = await this.store(sessionId, id, question);
    // Who sent it may not be the one who is signed in now; who was not known yet then is.
    const uid = by === '' ? this.uid : by;
    if (sent === 'stored') this.drop(uid, sessionId, id);
    // Where the person is elsewhere by now it stays kept: it is sent, and refused, when they are here again.
    if (!this.unsent.some((one) => one.id === id)) return;
    if (sent === 'unknown') this.show(id, { ...question, id, state: 'unknown' });
    else {
      this.drop(uid, sessionId, id);
      this.onRefused(question);
    }
  }

  private show(id: string, unsent: Unsent): void {
    const isShown = this.unsent.some((one) => one.id === id);
    this.unsent = isShown ? this.unsent.map((one) => (one.id === id ? unsent : one)) : [...this.unsent, unsent];
    this.host.requestUpdate();
  }

  private keep(one: NewQuestion & { id: string }): void {
    if (keepUnsent(this.uid, this.sessionId, one.id, one)) this.kept.add(one.id);
  }

  private drop(uid: string, sessionId: string, id: string): void {
    forgetUnsent(uid, sessionId, id);
    this.kept.delete(id);
    this.unsent = this.unsent.filter((one) => one.id !== id);
    this.host.requestUpdate();
  }
}

const goesByItself = (id: string): boolean => Date.now() - writtenAt(id).getTime() < GOES_BY_ITSELF_MS;
