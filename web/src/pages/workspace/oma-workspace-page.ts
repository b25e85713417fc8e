import { localized, msg } from '@lit/localize';
import { MAX_QUEUED, type RunPhase, SessionId } from '@oma/contract';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import '../../components/oma-frame.ts';
import '../../components/oma-gate.ts';
import '../../components/oma-icon.ts';
import { PageState } from '../../components/page-state.ts';
import { reportPresence, setSessionStatus, stopMessage } from '../../data/sessions.ts';
import { readSettings } from '../../data/settings.ts';
import { currentLocale } from '../../i18n/localization.ts';
import { shared } from '../../styles/shared.ts';
import { formatDuration } from '../../text/format.ts';
import { phaseText } from '../../text/phase-text.ts';
import type { OmaComposer } from './oma-composer.ts';
import './oma-composer.ts';
import '../../components/oma-reply.ts';
import { SessionFeed, type Unsent } from './session-feed.ts';
import type { Exchange } from './thread.ts';

const PRESENCE_EVERY_MS = 30_000;
/** How near the end counts as being there. */
const NEAR_END_PX = 80;

/** The chat of one session. */
@localized()
@customElement('oma-workspace-page')
export class OmaWorkspacePage extends LitElement {
  @state() private now = Date.now();
  @state() private isAtEnd = true;
  @state() private stopFailed = false;
  @query('.scroller') private readonly scroller!: HTMLElement | null;
  /** Why the last message was not taken; empty where it was. */
  @state() private refusal = '';
  @query('oma-composer') private readonly composer!: OmaComposer | null;

  private readonly sessionId = SessionId.catch('').parse(location.pathname.split('/')[2]);
  private readonly page = new PageState(this);
  private readonly feed = new SessionFeed(this, this.sessionId, () => void this.page.refresh());
  private hasStarted = false;
  /** The end of the last question as it was when the page reported, in milliseconds. */
  private reported = 0;
  private lastStreaming = false;
  private lastTop = 0;
  private timers: ReturnType<typeof setInterval>[] = [];
  private readonly growth = new ResizeObserver(() => this.stick());

  static override styles = [
    shared,
    css`
      .chat {
        display: grid;
        grid-template-rows: minmax(0, 1fr) auto;
        height: 100%;
        position: relative;
      }
      .scroller {
        overflow-y: auto;
        overscroll-behavior: contain;
      }
      .thread {
        max-width: 50rem;
        margin: 0 auto;
        padding: var(--space-5) var(--space-4);
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-5);
      }
      .question {
        justify-self: end;
        max-width: min(85%, 40rem);
        padding: var(--space-2) var(--space-4);
        border-radius: calc(var(--radius) + var(--space-2));
        background: var(--accent-soft);
        overflow-wrap: anywhere;
      }
      .words {
        white-space: pre-wrap;
      }
      .exchange {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-3);
        min-width: 0;
      }
      .exchange > * {
        min-width: 0;
      }
      .pending {
        opacity: 0.7;
      }
      .mark {
        justify-self: end;
        font-size: var(--text-1);
        color: var(--ink-soft);
      }
      .phase {
        display: flex;
        align-items: center;
        gap: var(--space-2);
        color: var(--ink-soft);
        font-size: var(--text-2);
        font-variant-numeric: tabular-nums;
      }
      .below {
        padding: 0 var(--space-4) max(var(--space-4), env(safe-area-inset-bottom));
        max-width: 52rem;
        width: 100%;
        margin: 0 auto;
      }
      .pill {
        position: absolute;
        left: 50%;
        bottom: 100%;
        transform: translate(-50%, calc(-1 * var(--space-2)));
        border-radius: var(--radius-round);
        box-shadow: var(--shadow);
      }
      .foot {
        position: relative;
      }
      .banner {
        margin: 0;
        padding: var(--space-2) var(--space-4);
        background: var(--warn-soft);
        color: var(--warn);
        font-size: var(--text-2);
        text-align: center;
      }
      .welcome {
        padding: 10vh 0;
        text-align: center;
        color: var(--ink-soft);
      }
      .welcome h2 {
        color: var(--ink);
        font-size: var(--text-5);
        margin: 0 0 var(--space-2);
      }
      .chips {
        display: flex;
        flex-wrap: wrap;
        justify-content: center;
        gap: var(--space-2);
        margin-top: var(--space-5);
      }
      .chips button {
        border-radius: var(--radius-round);
        font-weight: 500;
        white-space: normal;
      }
      .skeleton {
        height: 72px;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    this.timers = [setInterval(() => (this.now = Date.now()), 1000), setInterval(() => this.report(), PRESENCE_EVERY_MS)];
    document.addEventListener('visibilitychange', this.onVisibility);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const timer of this.timers) clearInterval(timer);
    document.removeEventListener('visibilitychange', this.onVisibility);
    this.growth.disconnect();
  }

  override updated(): void {
    if (this.page.me?.beta_approved === true && !this.hasStarted && this.sessionId !== '') {
      this.hasStarted = true;
      void this.feed.start();
      this.report();
      this.composer?.focus();
    } else if (this.page.me?.beta_approved === false && this.hasStarted) {
      this.hasStarted = false;
      this.feed.stop();
    }
    const thread = this.renderRoot.querySelector('.thread');
    if (thread !== null) this.growth.observe(thread);
    if (this.stopFailed && this.workingExchange === null) this.stopFailed = false;
    const isStreaming = this.feed.streaming !== null;
    if (this.lastStreaming && !isStreaming) void this.page.refresh();
    this.lastStreaming = isStreaming;
    // Whoever sees an answer end has seen it; the dashboard must not call them back for it.
    if ((this.feed.session?.last_end?.at.getTime() ?? 0) > this.reported) this.report();
    document.title = `${this.heading} · ${this.page.me?.platform.name ?? 'AI Agent Platform'}`;
  }

  private get heading(): string {
    const title = this.feed.session?.title ?? '';
    return title === '' ? msg('새 대화', { id: 'untitled' }) : title;
  }

  override render() {
    const { me, isFree } = this.page;
    return html`
      <oma-frame .me=${me} place="workspace" heading=${this.heading}>
        <oma-gate></oma-gate>
        ${isFree ? this.renderChat() : nothing}
      </oma-frame>
    `;
  }

  private renderChat() {
    const { session } = this.feed;
    if (session === null || this.sessionId === '') {
      return html`<div class="thread">
        <div class="welcome" data-testid="no-session">
          <h2>${msg('이 대화를 열 수 없어요', { id: 'no-session' })}</h2>
          <p>${msg('주소가 다르거나, 내 대화가 아니거나, 이용 권한이 바뀌었어요.', { id: 'no-session-hint' })}</p>
          <a class="button" href="/dashboard">${msg('대시보드로 가기', { id: 'to-dashboard' })}</a>
        </div>
      </div>`;
    }
    const working = this.workingExchange;
    return html`
      <div class="chat">
        <div class="scroller" @scroll=${() => this.onScroll()}><div class="thread">${this.renderThread()}</div></div>
        <div class="foot">
          ${
            this.isAtEnd
              ? nothing
              : html`<button class="pill" data-testid="new-below" @click=${() => this.toEnd()}>
                  <oma-icon name="arrow-down"></oma-icon>${msg('아래로', { id: 'to-end' })}
                </button>`
          }
          ${
            this.feed.isStale && this.feed.thread !== null && this.feed.thread.length > 0 && !navigator.onLine
              ? html`<p class="banner" role="status">${msg('연결이 끊겼어요. 이어지면 빠짐없이 다시 보여 드려요.', { id: 'stale' })}</p>`
              : nothing
          }
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
              ?isClosed=${session?.status === 'closed'}
              .leftUsd=${this.page.me?.budget.left_usd ?? null}
              @send=${(event: CustomEvent<string>) => void this.send(event.detail)}
              @stop=${() => void this.stop()}
            ></oma-composer>
          </div>
        </div>
      </div>
    `;
  }

  private renderThread() {
    const { thread, unsent } = this.feed;
    if (thread === null) return [1, 2, 3].map(() => html`<div class="skeleton"></div>`);
    const stored = new Set(thread.map(({ id }) => id));
    const waiting = unsent.filter(({ id }) => !stored.has(id));
    if (thread.length === 0 && waiting.length === 0) return this.renderWelcome();
    return html`
      ${this.feed.hasEarlier ? html`<button class="quiet" data-testid="earlier" @click=${() => void this.feed.showEarlier()}>${msg('이전 대화 더 보기', { id: 'earlier' })}</button>` : nothing}
      ${repeat(
        thread,
        ({ id }) => id,
        (exchange) => this.renderExchange(exchange),
      )}
      ${repeat(
        waiting,
        ({ id }) => id,
        (one) => this.renderUnsent(one),
      )}
    `;
  }

  private renderWelcome() {
    const ideas = [
      msg('매출 CSV를 만들고 합계를 알려 줘', { id: 'idea-csv' }),
      msg('주간 보고서 초안을 써 줘', { id: 'idea-report' }),
      msg('파일 목록을 보여 줘', { id: 'idea-files' }),
    ];
    return html`<div class="welcome">
      <h2>${msg('무엇부터 해 볼까요?', { id: 'welcome' })}</h2>
      <p>${msg('하고 싶은 일을 적으면 작업 공간에서 바로 시작해요.', { id: 'welcome-hint' })}</p>
      <div class="chips">
        ${ideas.map((idea) => html`<button data-testid="idea" @click=${() => void this.send(idea)}>${idea}</button>`)}
      </div>
    </div>`;
  }

  private renderExchange(exchange: Exchange) {
    const { id, question, reply, isPending } = exchange;
    const parts = this.feed.streaming?.messageId === id ? this.feed.streaming.answer.parts : [];
    return html`
      <article class="exchange" data-testid="message" data-message-id=${id} data-status=${question.status}>
        <div class="question ${isPending ? 'pending' : ''}">
          <span class="sr">${msg('내 메시지', { id: 'my-message' })}</span><span class="words">${question.content}</span>
        </div>
        ${reply === null ? nothing : html`<oma-reply .reply=${reply} .parts=${parts} @retry=${() => void this.send(question.content, id)}></oma-reply>`}
        ${question.status === 'queued' || question.status === 'working' ? this.renderPhase(exchange) : nothing}
      </article>
    `;
  }

  private renderUnsent(one: Unsent) {
    return html`<article class="exchange" data-testid="message" data-message-id=${one.id} data-status=${one.state}>
      <div class="question pending"><span class="words">${one.content}</span></div>
      ${
        one.state === 'sending'
          ? html`<span class="mark">${msg('보내는 중…', { id: 'sending' })}</span>`
          : html`<span class="mark error" role="alert"
              >${one.state === 'refused' ? msg('보내지 못했어요.', { id: 'not-sent' }) : msg('보냈는지 확인하지 못했어요. 다시 보내도 두 번 가지 않아요.', { id: 'maybe-sent' })}
              <button class="quiet" @click=${() => void this.feed.sendAgain(one)}>${msg('다시 보내기', { id: 'send-again' })}</button></span
            >`
      }
    </article>`;
  }

  /** What is happening, and since when. */
  private renderPhase({ id, question, isPending }: Exchange) {
    const { session } = this.feed;
    const isFirst =
      this.workingExchange?.id === id ||
      this.feed.thread?.find(({ question: one }) => one.status === 'queued' || one.status === 'working')?.id === id;
    const run = isFirst ? session?.run : null;
    const phase: RunPhase | 'sending' | 'sent' = isPending
      ? 'sending'
      : question.accepted_at === undefined
        ? 'sent'
        : (run?.phase ?? 'queued');
    const since = run === null || run === undefined || run.since < question.created_at ? question.created_at : run.since;
    return html`<p class="phase" data-testid="phase" data-phase=${phase} role="status">
      <oma-icon name="loader" spin></oma-icon
      ><span
        >${phaseText(phase)} ·
        ${formatDuration(Math.max(0, Math.floor((this.now - since.getTime()) / 1000) * 1000), currentLocale()).replace('.0', '')}</span
      >
    </p>`;
  }

  private get workingExchange(): Exchange | null {
    return (
      this.feed.thread?.find(({ question }) => question.status === 'working') ??
      this.feed.thread?.find(({ question }) => question.status === 'queued') ??
      null
    );
  }

  private async send(text: string, retryOf: string | null = null): Promise<void> {
    this.toEnd();
    this.composer?.focus();
    this.refusal = '';
    if (await this.feed.send(text, retryOf)) return;
    if (retryOf === null) this.composer?.giveBack(text);
    this.refusal = await this.whyRefused();
  }

  private async whyRefused(): Promise<string> {
    const settings = await readSettings().catch(() => null);
    if (settings?.accepting_messages === false)
      return msg('지금은 플랫폼이 새 질문을 받지 않아요. 적은 내용은 입력칸에 그대로 있으니 나중에 다시 보내 주세요.', {
        id: 'refused-paused',
      });
    return (this.feed.session?.queued ?? 0) >= MAX_QUEUED
      ? msg('기다리는 질문이 너무 많아요. 적은 내용은 입력칸에 있어요. 앞의 답이 끝나면 다시 보내 주세요.', { id: 'refused-queue' })
      : msg('보내지 못했어요. 적은 내용은 입력칸에 그대로 있어요. 잠시 뒤 다시 보내 주세요.', { id: 'refused' });
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

  private async reopen(): Promise<void> {
    await setSessionStatus(this.sessionId, 'active');
  }

  private readonly onVisibility = (): void => this.report();

  private report(): void {
    if (!this.hasStarted) return;
    const isVisible = document.visibilityState === 'visible';
    this.reported = this.feed.session?.last_end?.at.getTime() ?? 0;
    const readTo = isVisible ? (this.feed.session?.last_end?.at ?? null) : null;
    void reportPresence(this.sessionId, isVisible, readTo).catch(() => undefined);
  }

  private onScroll(): void {
    const { scroller } = this;
    if (scroller === null) return;
    const isNear = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_END_PX;
    // Text that grows below moves the end away without anybody having scrolled: only going up leaves it.
    if (isNear || scroller.scrollTop < this.lastTop) this.isAtEnd = isNear;
    this.lastTop = scroller.scrollTop;
  }

  private toEnd(): void {
    this.isAtEnd = true;
    this.stick();
  }

  /** Keeps the end in sight for somebody who is there; leaves everybody else where they are. */
  private stick(): void {
    if (this.isAtEnd && this.scroller !== null) this.scroller.scrollTop = this.scroller.scrollHeight;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-workspace-page': OmaWorkspacePage;
  }
}
