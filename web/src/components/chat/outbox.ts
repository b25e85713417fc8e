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
    for (const one of this.unsent) keepUnsent(uid, sessionId, one.id, one);
    forgetOldUnsent(uid, new Date());
    for (const one of readUnsent(uid, sessionId)) {
      if (this.unsent.some(({ id }) => id === one.id)) continue;
      if (goesByItself(one.id)) void this.write(one);
      else this.show(one.id, { ...one, state: 'unknown' });
    }
  }

  /** Sends a question, which is shown at once. */
  send(question: NewQuestion): void {
    const one = { ...question, id: newMessageId() };
    if (this.uid !== '') keepUnsent(this.uid, this.sessionId, one.id, one);
    void this.write(one);
  }

  /** Sends again what may not have been stored: one, or all that is not old. */
  sendAgain(given?: Unsent): void {
    for (const one of this.unsent) {
      if (one.state === 'unknown' && (given === undefined ? goesByItself(one.id) : one.id === given.id)) void this.write(one);
    }
  }

  /** Sends one no more that may not have been stored; it is the caller's again. */
  giveUp({ id }: Unsent): void {
    this.drop(this.sessionId, id);
  }

  /** Takes note of what is known to be stored. */
  settle(isStored: (id: string) => boolean): void {
    for (const { id } of this.unsent) if (isStored(id)) this.drop(this.sessionId, id);
  }

  private async write({ id, content, retryOf, files }: NewQuestion & { id: string }): Promise<void> {
    const { sessionId } = this;
    const question = { content, retryOf, files };
    this.show(id, { ...question, id, state: 'sending' });
    const sent = await this.store(sessionId, id, question);
    if (sent === 'stored') this.drop(sessionId, id);
    // Where the person is elsewhere by now it stays kept: it is sent, and refused, when they are here again.
    if (!this.unsent.some((one) => one.id === id)) return;
    if (sent === 'unknown') this.show(id, { ...question, id, state: 'unknown' });
    else {
      this.drop(sessionId, id);
      this.onRefused(question);
    }
  }

  private show(id: string, unsent: Unsent): void {
    const isShown = this.unsent.some((one) => one.id === id);
    this.unsent = isShown ? this.unsent.map((one) => (one.id === id ? unsent : one)) : [...this.unsent, unsent];
    this.host.requestUpdate();
  }

  private drop(sessionId: string, id: string): void {
    forgetUnsent(this.uid, sessionId, id);
    this.unsent = this.unsent.filter((one) => one.id !== id);
    this.host.requestUpdate();
  }
}

const goesByItself = (id: string): boolean => Date.now() - writtenAt(id).getTime() < GOES_BY_ITSELF_MS;
