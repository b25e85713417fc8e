import { localized, msg } from '@lit/localize';
import { isEnded, type SessionDocument } from '@oma/contract';
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { stopMessage } from '../../data/questions.ts';
import { setSessionStatus, stopSession, warmSession } from '../../data/sessions.ts';
import type { NewQuestion } from '../../data/messages.ts';
import { measuringChoice } from '../../measuring/measuring-choice.ts';
import type { MessageTimer } from '../../measuring/message-timer.ts';
import { shared } from '../../styles/shared.ts';
import { phaseText } from '../../text/phase-text.ts';
import '../oma-icon.ts';
import { loadPart } from '../load-part.ts';
import { toast } from '../toast.ts';
import { PageState } from '../page-state.ts';
import { type AnswerSaid, nextSaid } from './answer-said.ts';
import { chatStyles } from './chat-styles.ts';
import { firstNewOf } from './first-new.ts';
import type { OmaComposer } from './oma-composer.ts';
import './oma-composer.ts';
import './oma-exchange.ts';
import type { Phase } from './oma-exchange.ts';
import { Outbox, type Unsent } from './outbox.ts';
import { Presence } from './presence.ts';
import { questionStyles } from './question-styles.ts';
import { retriedOf } from './retried.ts';
import { SessionFeed } from './session-feed.ts';
import { ScrollPlace } from './scroll-place.ts';
import type { Exchange } from './thread.ts';
import { Withdrawals } from './withdrawals.ts';

/** Of a message that says nothing anew and brings nothing along. */
const ALONE = { retryOf: null, files: [] } as const;
/** Of every answer that does not stream: always the same, so that it is not rendered again. */
const NO_PARTS: readonly never[] = [];

/** So near the beginning of what is shown, the messages before it are read. */
const NEAR_BEGIN_PX = 800;
/** What was begun for a question that did not come has long ended by then, or soon will. */
const WARM_AGAIN_MS = 60_000;

const CONNECTION_CHANGES = ['online', 'offline'] as const;

/** The chat of one session. Fires `session` with the session as it changes: null where there is none for this person, undefined until that is known. */
@localized()
@customElement('oma-chat')
export class OmaChat extends LitElement {
  @property() sessionId = '';
  /** What is asked of the person before anything was; empty for the usual words. */
  @property() welcome = '';
  /** What whoever answers is for, said before anything was asked; empty where nothing tells. */
  @property() purpose = '';
  /** What may be asked first, each a button. */
  @property({ attribute: false }) ideas: readonly string[] = [];
  /** It came by itself: the focus stays where it is. */
  @property({ type: Boolean }) leavesFocus = false;
  /** What has to be done before a question is sent; it is given back with the reason that this resolves with, empty where nothing stands in its way. */
  @property({ attribute: false }) prepare: (() => Promise<string>) | null = null;
  @state() private stopFailed = false;
  /** What was last said of an answer to those who do not see it come. */
  @state() private answerIs: AnswerSaid = null;
  /** Why the last message was not taken, or not given back; empty where it was. */
  @state() private refusal = '';
  /** The question that is being withdrawn; empty where none is. */
  @state() private withdrawing = '';
  /** The question from whose answer a conversation is being forked; empty where none is. */
  @state() private forking = '';
  @query('.scroller') private readonly scroller!: HTMLElement | null;
  @query('.thread') private readonly threadList!: HTMLElement | null;
  @query('oma-composer') private readonly composer!: OmaComposer | null;

  private readonly page = new PageState(this);
  private readonly feed = new SessionFeed(this, () => void this.page.refresh());
  private readonly withdrawals = new Withdrawals();
  private readonly outbox = new Outbox(this, (question) => void this.takeBack(question));
  private readonly place = new ScrollPlace(this, () =>
    this.scroller === null || this.threadList === null ? null : { scroller: this.scroller, content: this.threadList },
  );
  private readonly presence = new Presence(
    this,
    () => ({ sessionId: this.listensTo, lastEnd: this.feed.session?.last_end?.at ?? null }),
    (leftAt) => {
      this.markNew(leftAt);
      this.requestUpdate();
    },
  );
  private listensTo = '';
  private told: SessionDocument | null | undefined;
  /** Up to where the person had read before they came, or came back: undefined until known, null where they never looked. */
  private readTo: Date | null | undefined;
  /** The first exchange that they had not read then. */
  private firstNew: string | null = null;
  /** The question whose answer streamed until now; null where none did. */
  private lastStreaming: string | null = null;
  /** The questions that are being said anew. */
  private retried: ReadonlySet<string> = new Set();
  /** When all that was sent before is on its way: what was sent later does not overtake it. */
  private sending: Promise<void> = Promise.resolve();
  /** Of a browser whose person wants it measured. */
  private timer: MessageTimer | null = null;
  private warmed = { sessionId: '', at: 0 };

  static override styles = [
    shared,
    chatStyles,
    questionStyles,
    css`
      :host {
        height: 100%;
        container: chat / inline-size;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    for (const change of CONNECTION_CHANGES) window.addEventListener(change, this.onConnection);
    window.addEventListener('storage', this.onStorage);
    this.requestUpdate();
    if (measuringChoice() === true)
      void loadPart(() => import('../../measuring/message-timer.ts'), { isAhead: true }).then((part) => {
        this.timer ??= part === null ? null : new part.MessageTimer(this.renderRoot);
      });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const change of CONNECTION_CHANGES) window.removeEventListener(change, this.onConnection);
    window.removeEventListener('storage', this.onStorage);
    this.listensTo = '';
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('sessionId')) this.withdrawals.clear();
    this.feed.turnTo(this.sessionId);
    this.outbox.turnTo(this.page.who?.uid ?? '', this.sessionId);
    const { session, thread } = this.feed;
    this.outbox.settle((id) => thread?.some((exchange) => exchange.id === id && !exchange.isPending) === true);
    this.retried = retriedOf(this.outbox.unsent, thread ?? []);
    if (thread !== null) for (const question of this.withdrawals.takeGone(thread)) this.takeWithdrawn(question);
    if (session === undefined) this.readTo = undefined;
    else if (this.readTo === undefined && session !== null && thread !== null) this.markNew(session.read_at);
  }

  private markNew(readTo: Date | null): void {
    this.readTo = readTo;
    this.firstNew = firstNewOf(this.feed.thread ?? [], readTo);
  }

  override updated(): void {
    this.listen();
    this.timer?.look(this.sessionId, this.feed.thread ?? []);
    if (this.feed.session !== this.told) {
      this.told = this.feed.session;
      this.dispatchEvent(new CustomEvent('session', { detail: this.told }));
    }
    if (this.stopFailed && this.workingExchange === null) this.stopFailed = false;
    const { streaming, thread } = this.feed;
    if (this.lastStreaming !== null && streaming === null) void this.page.refresh();
    this.answerIs = nextSaid(this.answerIs, this.lastStreaming, streaming, thread ?? []);
    this.lastStreaming = streaming?.messageId ?? null;
  }

  /** Listens to the session while the person has access. */
  private listen(): void {
    const wanted = this.isConnected && this.page.me?.beta_approved === true ? this.sessionId : '';
    if (wanted === this.listensTo || (wanted === '' && this.page.me === null)) return;
    this.listensTo = wanted;
    if (wanted === '') {
      this.feed.stop();
      return;
    }
    void this.feed.start();
    this.presence.report();
    if (!this.leavesFocus) this.composer?.focus();
  }

  override render() {
    const { session } = this.feed;
    const working = this.workingExchange;
    return html`
      <div class="chat">
        <div class="scroller" @scroll=${() => this.onScroll()} @ask-open=${(event: Event) => this.place.show(event.composedPath()[0])}>
          ${this.renderEarlier()}
          <div class="thread">${this.renderThread()}</div>
        </div>
        <div class="foot">
          <p class="sr" role="status" data-testid="announced">${this.renderAnnounced()}</p>
          ${
            this.place.isAtEnd
              ? nothing
              : html`<button class="pill" data-testid="new-below" @click=${() => this.place.toEnd()}>
                  <oma-icon name="arrow-down"></oma-icon>${msg('아래로', { id: 'to-end' })}
                </button>`
          }
          ${
            this.feed.isLost
              ? html`<p class="banner" role="status">${msg('연결이 끊겼어요. 이어지면 빠짐없이 다시 보여 드려요.', { id: 'stale' })}</p>`
              : nothing
          }
          ${this.renderTrouble()}
          ${this.stopFailed ? html`<p class="banner" role="alert">${msg('중지 요청을 보내지 못했어요. 다시 눌러 주세요.', { id: 'stop-failed' })}</p>` : nothing}
          ${this.refusal === '' ? nothing : html`<p class="banner" role="alert" data-testid="refusal">${this.refusal}</p>`}
          ${
            session?.status === 'closed'
              ? html`<p class="banner">
                  ${msg('닫힌 대화예요.', { id: 'closed' })}
                  <button class="quiet" @click=${() => void this.reopen()}>${msg('다시 열기', { id: 'reopen' })}</button>
                </p>`
              : nothing
          }
          <div class="below">
            <oma-composer
              .uid=${this.page.who?.uid ?? ''}
              .sessionId=${this.sessionId}
              ?isWorking=${working !== null}
              ?isStopping=${working !== null && session?.stop?.message_id === working.id}
              ?isAsking=${session?.run?.phase === 'waiting'}
              .waiting=${Math.max(0, (session?.queued ?? 0) - Number(working?.question.status === 'queued'))}
              ?isClosed=${session?.status === 'closed'}
              .leftUsd=${this.page.me?.budget.left_usd ?? null}
              @send=${({ detail }: CustomEvent<NewQuestion>) => this.send(detail)}
              @input=${() => this.warm()}
              @stop=${() => void this.stop()}
              @stop-all=${() => void this.stopAll()}
            ></oma-composer>
          </div>
        </div>
      </div>
    `;
  }

  /** That an answer begins and that it is complete, not its words as they come: those would interrupt whoever listens, again and again. */
  private renderAnnounced() {
    switch (this.answerIs) {
      case 'coming':
        return msg('답이 오고 있어요.', { id: 'answer-coming' });
      case 'complete':
        return msg('답이 끝났어요.', { id: 'answer-complete' });
      case 'stopped':
        return msg('답을 중지했어요.', { id: 'answer-stopped' });
      case null:
        return '';
    }
  }

  private renderThread() {
    const { thread, trouble } = this.feed;
    if (trouble !== null && thread === null) return nothing;
    const stored = new Set(thread?.map(({ id }) => id));
    const waiting = this.outbox.unsent.filter(({ id }) => !stored.has(id));
    if (thread?.length === 0 && waiting.length === 0) return this.renderWelcome();
    return html`
      ${thread === null ? [1, 2, 3].map(() => html`<div class="skeleton"></div>`) : nothing}
      ${repeat(
        thread ?? [],
        ({ id }) => id,
        (exchange) => html`${exchange.id === this.firstNew ? this.renderNew() : nothing}${this.renderExchange(exchange)}`,
      )}
      ${repeat(
        waiting,
        ({ id }) => id,
        (one) => this.renderUnsent(one),
      )}
    `;
  }

  /** Why the conversation does not go on on this page, and what helps. */
  private renderTrouble() {
    const { trouble } = this.feed;
    if (trouble === null) return nothing;
    return html`<p class="banner" role="alert" data-testid="trouble">
      ${
        trouble === 'lost'
          ? html`${msg('대화가 끊겼어요.', { id: 'feed-lost' })}
              <button class="quiet" @click=${() => void this.feed.start()}>${msg('다시 시도', { id: 'try-again' })}</button>`
          : html`${msg('이 페이지가 오래되어 대화를 읽지 못해요.', { id: 'feed-unreadable' })}
              <button class="quiet" @click=${() => location.reload()}>${msg('새로 열기', { id: 'open-anew' })}</button>`
      }
    </p>`;
  }

  /** They come by themselves when the person gets near them; the button is for whoever does not scroll, and where that failed. */
  private renderEarlier() {
    const { earlier } = this.feed;
    if (earlier === 'none') return nothing;
    return html`<div class="earlier">
      ${earlier === 'failed' ? html`<span role="alert">${msg('이전 대화를 불러오지 못했어요.', { id: 'earlier-failed' })}</span>` : nothing}
      <button class="quiet" data-testid="earlier" ?disabled=${earlier === 'coming'} @click=${() => void this.feed.showEarlier()}>
        ${
          earlier === 'coming'
            ? html`<oma-icon name="loader" spin></oma-icon>${msg('이전 대화를 불러오는 중이에요', { id: 'earlier-coming' })}`
            : earlier === 'failed'
              ? msg('다시 시도', { id: 'try-again' })
              : msg('이전 대화 더 보기', { id: 'earlier' })
        }
      </button>
    </div>`;
  }

  private onScroll(): void {
    this.place.onScroll();
    if (this.feed.earlier === 'there' && (this.scroller?.scrollTop ?? Infinity) < NEAR_BEGIN_PX) void this.feed.showEarlier();
  }

  private renderNew() {
    return html`<p class="new" role="separator" data-testid="new-since">${msg('여기부터 새 답이에요', { id: 'new-since' })}</p>`;
  }

  private renderWelcome() {
    return html`<div class="welcome">
      <h2>${this.welcome === '' ? msg('무엇부터 해 볼까요?', { id: 'welcome' }) : this.welcome}</h2>
      <p>${this.purpose === '' ? msg('하고 싶은 일을 적으면 작업 공간에서 바로 시작해요.', { id: 'welcome-hint' }) : this.purpose}</p>
      <div class="chips">
        ${this.ideas.map((idea) => html`<button data-testid="idea" @click=${() => this.send({ content: idea, ...ALONE })}>${idea}</button>`)}
      </div>
    </div>`;
  }

  private renderExchange(exchange: Exchange) {
    const { id, question } = exchange;
    const { session, streaming } = this.feed;
    const attached = question.attachments ?? [];
    const phase = this.phaseOf(exchange);
    return html`
      <oma-exchange
        role="article"
        data-testid="message"
        data-message-id=${id}
        data-status=${question.status}
        .sessionId=${this.sessionId}
        .exchange=${exchange}
        .parts=${streaming?.messageId === id ? streaming.answer.parts : NO_PARTS}
        .phase=${phase?.name ?? null}
        .since=${phase?.since.getTime() ?? 0}
        ?canFork=${session?.kind === 'work'}
        ?isForking=${this.forking === id}
        ?isWithdrawing=${this.withdrawing === id}
        ?isRetried=${this.retried.has(id)}
        ?isClosed=${session?.status === 'closed'}
        @withdraw=${() => void this.withdraw(exchange)}
        @edit-anew=${() => void this.composer?.editAnew(id, question.content, attached)}
        @retry=${() => this.retry(exchange)}
        @fork=${() => void this.fork(id)}
      ></oma-exchange>
      ${this.renderForked(id)}
    `;
  }

  /** Where a forked conversation begins to be its own. */
  private renderForked(id: string) {
    const from = this.feed.session?.forked_from ?? null;
    if (from?.message_id !== id) return nothing;
    void loadPart(async () => (await import('./forked.ts')).loadForked(), { isAhead: true });
    return html`<oma-forked .from=${from}></oma-forked>`;
  }

  private renderUnsent(one: Unsent) {
    return html`<article class="exchange" data-testid="message" data-message-id=${one.id} data-status=${one.state}>
      <div class="question pending"><span class="words">${one.content}</span></div>
      ${
        one.state === 'sending'
          ? html`<span class="mark">${phaseText('sending')}</span>`
          : html`<span class="mark error" role="alert"
              >${msg('보냈는지 확인하지 못했어요. 다시 보내도 두 번 가지 않아요.', { id: 'maybe-sent' })}
              <button class="quiet" data-testid="send-again" @click=${() => this.outbox.sendAgain(one)}>
                ${msg('다시 보내기', { id: 'send-again' })}
              </button>
              <button class="quiet" data-testid="give-up" @click=${() => this.giveUp(one)}>
                ${msg('거두기', { id: 'withdraw' })}
              </button></span
            >`
      }
    </article>`;
  }

  /** How far a question has come that is not over: the first such one is where the run is. */
  private phaseOf({ id, question, isPending }: Exchange): { name: Phase; since: Date } | null {
    if (isEnded(question.status)) return null;
    const isFirst = this.workingExchange?.id === id || this.feed.thread?.find((one) => !isEnded(one.question.status))?.id === id;
    const run = isFirst ? (this.feed.session?.run ?? null) : null;
    const name = isPending ? 'sending' : question.accepted_at === undefined ? 'sent' : (run?.phase ?? 'queued');
    return { name, since: run === null || run.since < question.created_at ? question.created_at : run.since };
  }

  private get workingExchange(): Exchange | null {
    return (
      this.feed.thread?.find(({ question }) => question.status === 'working') ??
      this.feed.thread?.find(({ question }) => question.status === 'queued') ??
      null
    );
  }

  override focus(): void {
    this.composer?.focus();
  }

  /** Puts something behind the message that is being written. */
  write(text: string): void {
    this.composer?.addText(text);
  }

  private send(question: NewQuestion): void {
    this.place.toEnd();
    this.composer?.focus();
    this.refusal = '';
    if (this.prepare === null) this.sendNow(question);
    else this.sending = this.sending.then(() => this.sendPrepared(question));
  }

  private sendNow(question: NewQuestion): void {
    const id = this.outbox.send(question);
    this.timer?.begin(this.sessionId, id);
  }

  private async sendPrepared(question: NewQuestion): Promise<void> {
    const { sessionId } = this;
    const problem = (await this.prepare?.()) ?? '';
    if (sessionId !== this.sessionId) return;
    if (problem === '') this.sendNow(question);
    else {
      this.composer?.giveBack(question);
      this.refusal = problem;
    }
  }

  /** Again with the same words: where that is refused, they are still there. */
  private retry({ id, question: { content, attachments = [] } }: Exchange): void {
    if (!this.retried.has(id)) this.send({ content, retryOf: id, files: attachments });
  }

  private async takeBack(question: NewQuestion): Promise<void> {
    const isChanged =
      this.feed.thread?.some(({ id, question: { content } }) => id === question.retryOf && content === question.content) !== true;
    if (isChanged) this.composer?.giveBack(question);
    const part = await loadPart(() => import('./why-refused.ts'));
    this.refusal = (await part?.whyRefused(this.feed.session ?? null, isChanged)) ?? '';
  }

  private async withdraw(exchange: Exchange): Promise<void> {
    this.withdrawing = exchange.id;
    this.refusal = '';
    const outcome = await this.withdrawals.withdraw(this.sessionId, exchange);
    this.withdrawing = '';
    if (outcome === 'late') this.refusal = msg('답이 이미 시작되어 거두지 못했어요. 멈추려면 중지를 눌러 주세요.', { id: 'withdraw-late' });
    else if (outcome === 'unknown') this.refusal = msg('거두지 못했어요. 다시 눌러 주세요.', { id: 'withdraw-failed' });
    else this.takeWithdrawn(outcome);
  }

  private takeWithdrawn(question: NewQuestion): void {
    this.refusal = '';
    this.composer?.giveBack(question);
    this.composer?.focus();
  }

  /** What was not sent is in the field again. Where it did arrive, the conversation shows it. */
  private giveUp(one: Unsent): void {
    this.outbox.giveUp(one);
    this.takeWithdrawn(one);
  }

  private async fork(id: string): Promise<void> {
    this.forking = id;
    const part = await loadPart(() => import('./start-fork.ts'));
    const problem = (await part?.startFork(this.sessionId, id)) ?? null;
    this.forking = '';
    if (problem !== null) toast(problem);
  }

  /** Who begins to write will ask: what answers is up by then. What stands in the way of a question is said when it is sent. */
  private warm(): void {
    const { session } = this.feed;
    // Whoever is quick writes before the session is known.
    if (session === null || (session !== undefined && (session.run !== null || session.status === 'closed'))) return;
    if (this.warmed.sessionId === this.sessionId && Date.now() - this.warmed.at < WARM_AGAIN_MS) return;
    this.warmed = { sessionId: this.sessionId, at: Date.now() };
    void warmSession(this.sessionId).catch(() => undefined);
  }

  private async stop(): Promise<void> {
    const working = this.workingExchange;
    if (working === null) return;
    try {
      await stopMessage(this.sessionId, working.id);
      this.stopFailed = false;
    } catch (error) {
      // A conflict says that it has ended meanwhile, and then there is nothing to stop.
      this.stopFailed = !(error instanceof Error && 'code' in error && error.code === 'conflict');
    }
  }

  private async stopAll(): Promise<void> {
    this.stopFailed = !(await stopSession(this.sessionId));
  }

  private async reopen(): Promise<void> {
    this.refusal = '';
    try {
      await setSessionStatus(this.sessionId, 'active');
    } catch {
      this.refusal = msg('다시 열지 못했어요. 다시 눌러 주세요.', { id: 'reopen-failed' });
    }
  }

  private readonly onStorage = (): void => this.outbox.lookAgain();

  private readonly onConnection = (): void => {
    if (navigator.onLine) this.outbox.sendAgain();
    this.requestUpdate();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-chat': OmaChat;
  }
}
