import { localized, msg, str } from '@lit/localize';
import { type Agent, isSessionWorking, type Session, type SessionList, type Stats } from '@oma/contract';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import '../../components/agents/oma-agent-card.ts';
import { keptKeys, readKept } from '../../components/kept-text.ts';
import { loadPart } from '../../components/load-part.ts';
import { startSession } from '../../components/agents/start-session.ts';
import '../../components/oma-frame.ts';
import '../../components/oma-gate.ts';
import '../../components/oma-icon.ts';
import { PageState } from '../../components/page-state.ts';
import { readAgents } from '../../data/agent-list.ts';
import { ApiError } from '../../data/api.ts';
import { listSessions } from '../../data/sessions.ts';
import { readStats } from '../../data/stats.ts';
import { loadMeasuringAsk } from '../../measuring/load-measuring.ts';
import { measuringChoice } from '../../measuring/measuring-choice.ts';
import { listStyles } from '../../styles/list.ts';
import { shared } from '../../styles/shared.ts';
import { followRecent } from '../../components/sessions/follow-recent.ts';
import { type Need, needsYou } from '../../components/sessions/needs-you.ts';
import './oma-stats.ts';

const SHOWN_AGENTS = 6;
const SHOWN_SESSIONS = 5;

/** When an agent was run or changed last. */
const lastUse = ({ last_run_at, updated_at }: Agent): number => Math.max(Date.parse(last_run_at ?? updated_at), Date.parse(updated_at));

/** `agents` are the newest of `total`, last used first; `stopped` those that the platform stopped. */
type Content = { agents: readonly Agent[]; total: number; stopped: readonly Agent[]; recent: SessionList; stats: Stats };

/** Where a person begins: what needs them, how things stand, their agents, the conversations to go on with. */
@localized()
@customElement('oma-dashboard-page')
export class OmaDashboardPage extends LitElement {
  @state() private content: Content | null = null;
  /** The newest conversations as they are now; null until they are listened to. */
  @state() private newest: readonly Session[] | null = null;
  /** Why the lists could not be read; empty where they were. */
  @state() private problem = '';
  /** Why what was to be done last was not. */
  @state() private refusal = '';
  @state() private isOpening = false;
  /** An agent was written while access was not given. */
  @state() private hasDraft = false;
  /** Whether this browser may be measured was not answered before this page was opened. */
  private readonly isAsked = measuringChoice() === null;
  private readonly page = new PageState(this);
  private endRecent: (() => void) | null = null;
  private isLoading = false;
  /** How often reading was asked for. */
  private asked = 0;

  static override styles = [
    shared,
    listStyles,
    css`
      .content {
        gap: var(--space-5);
      }
      .welcome {
        display: grid;
        gap: var(--space-4);
        padding: var(--space-5);
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--surface-low);
      }
      .welcome h2 {
        font-size: var(--text-5);
        line-height: 1.35;
      }
      .welcome p {
        max-width: 40rem;
        margin: 0;
        color: var(--ink-soft);
      }
      .sessions.skeleton {
        height: 320px;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('visibilitychange', this.onVisible);
    this.endRecent = followRecent((sessions) => this.takeNewest(sessions));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this.onVisible);
    this.endRecent?.();
  }

  override updated(): void {
    const access = this.page.me?.beta_approved;
    if (access === true && this.content === null && this.problem === '' && !this.isLoading) void this.load();
    if (access === false && this.content !== null) this.content = this.newest = null;
    this.loadParts();
  }

  override render() {
    const { me, isFree } = this.page;
    const heading = me === null ? 'oh-my-agent' : msg(str`${me.name} 님, 안녕하세요`, { id: 'greeting' });
    return html`
      <oma-frame .me=${me} place="dashboard" heading=${heading}>
        <oma-gate></oma-gate>
        ${isFree ? this.renderContent() : nothing}
      </oma-frame>
    `;
  }

  private renderContent() {
    const { me } = this.page;
    const needs = this.needs();
    const isEmpty = this.content?.total === 0;
    return html`
      <div class="content" @changed=${this.onChanged} @failed=${(event: CustomEvent<string>) => (this.refusal = event.detail)}>
        ${me !== null && this.hasDraft ? html`<oma-draft-notice .uid=${me.uid} @created=${() => void this.load()}></oma-draft-notice>` : nothing}
        ${this.refusal === '' ? nothing : html`<p class="error" role="alert" data-testid="refusal">${this.refusal}</p>`}
        ${
          this.problem === ''
            ? nothing
            : html`<p class="error" role="alert">
                ${this.problem} <button class="quiet" @click=${() => void this.load()}>${msg('다시 시도', { id: 'try-again' })}</button>
              </p>`
        }
        ${needs.length === 0 ? nothing : html`<oma-needs-you .needs=${needs}></oma-needs-you>`}
        ${isEmpty ? this.renderWelcome() : html`<oma-stats .stats=${this.content?.stats ?? null}></oma-stats>${this.renderAgents()}`}
        ${this.renderSessions()} ${this.isAsked ? html`<oma-measuring-ask></oma-measuring-ask>` : nothing}
      </div>
    `;
  }

  /** Nobody learns from an empty list. */
  private renderWelcome() {
    return html`<section class="welcome" data-testid="first-steps">
      <h2>${msg('어떤 일부터 맡겨 볼까요?', { id: 'first-steps' })}</h2>
      <p>
        ${msg('하는 일과 방법을 글로 적어 두면 에이전트가 돼요. 준비된 것에서 골라 고쳐 쓰거나, 빈 양식에서 시작할 수 있어요.', {
          id: 'first-steps-hint',
        })}
      </p>
      <oma-ready-made most="3"></oma-ready-made>
      <div class="actions">
        <a class="button primary" href="/agents/new" data-testid="new-agent"
          ><oma-icon name="plus"></oma-icon>${msg('빈 양식에서 만들기', { id: 'new-agent-blank' })}</a
        >
        <a class="button" href="/agents">${msg('준비된 에이전트 더 보기', { id: 'ready-made-more' })}</a>
      </div>
    </section>`;
  }

  private renderAgents() {
    const { content } = this;
    return html`<section>
      <div class="title">
        <h2>${msg('에이전트', { id: 'agents' })}</h2>
        <div class="actions">
          ${
            content !== null && content.total > SHOWN_AGENTS
              ? html`<a class="button" href="/agents" data-testid="all-agents"
                  >${msg(str`모두 보기 (${content.total})`, { id: 'all-agents' })}</a
                >`
              : nothing
          }
          <a class="button primary" href="/agents/new" data-testid="new-agent"
            ><oma-icon name="plus"></oma-icon>${msg('새 에이전트', { id: 'new-agent' })}</a
          >
        </div>
      </div>
      <div class="grid">
        ${
          content === null
            ? [1, 2, 3].map(() => html`<div class="card skeleton"></div>`)
            : content.agents.slice(0, SHOWN_AGENTS).map((agent) => html`<oma-agent-card .agent=${agent}></oma-agent-card>`)
        }
      </div>
    </section>`;
  }

  private renderSessions() {
    const { content } = this;
    // One in which nothing was asked yet is nothing to go on with.
    const sessions = this.sessions.filter(({ message_count }) => message_count > 0).slice(0, SHOWN_SESSIONS);
    return html`<section>
      <div class="title">
        <h2>${msg('이어서 할 대화', { id: 'recent-sessions' })}</h2>
        <div class="actions">
          <oma-stop-all .sessions=${this.working}></oma-stop-all>
          <a class="button" href="/sessions" data-testid="all-sessions">${msg('대화 모두 보기', { id: 'all-sessions' })}</a>
          <button data-testid="new-session" ?disabled=${this.isOpening} @click=${() => void this.open()}>
            <oma-icon name="message"></oma-icon>${msg('에이전트 없이 시작', { id: 'new-session' })}
          </button>
        </div>
      </div>
      ${
        content === null
          ? html`<div class="sessions skeleton"></div>`
          : sessions.length === 0
            ? html`<p class="empty">
                ${msg('아직 대화가 없어요. 에이전트를 실행하면 여기에서 이어서 할 수 있어요.', { id: 'no-sessions' })}
              </p>`
            : html`<oma-session-list .sessions=${sessions} .agents=${content.recent.agents}></oma-session-list>`
      }
    </section>`;
  }

  /** What most visits do not show is loaded when it is to be shown. */
  private loadParts(): void {
    const { me } = this.page;
    if (me !== null && !this.hasDraft && readKept(keptKeys.agent(me.uid, null)) !== '') {
      this.hasDraft = true;
      void loadPart(() => import('./oma-draft-notice.ts'));
    }
    if (this.content?.total === 0) void loadPart(() => import('../../components/agents/oma-ready-made.ts'));
    if (this.working.length > 0) void loadPart(() => import('../../components/sessions/oma-stop-all.ts'));
    if (this.isAsked && this.content !== null) void loadPart(loadMeasuringAsk, { isAhead: true });
    if (this.needs().length > 0) void loadPart(() => import('./oma-needs-you.ts'));
  }

  private get working(): readonly Session[] {
    return this.sessions.filter(isSessionWorking);
  }

  private get sessions(): readonly Session[] {
    const read = this.content?.recent.sessions ?? [];
    // What is listened to and what was read are not always the same.
    return this.newest === null ? read : [...this.newest, ...read.filter(({ id }) => this.newest?.some((one) => one.id === id) !== true)];
  }

  private takeNewest(sessions: readonly Session[]): void {
    this.newest = sessions;
    const known = this.content?.recent.sessions;
    const last = known?.at(-1)?.last_activity ?? '';
    // One that was not there may be with an agent that was not there either; those older than all that were read are more of the same.
    if (known !== undefined && sessions.some(({ id, last_activity }) => last_activity > last && !known.some((one) => one.id === id)))
      void this.load();
  }

  private needs(): Need[] {
    const { content, page } = this;
    if (content === null) return [];
    // Of the same as the count in the title of the page.
    return needsYou({ me: page.me, agents: content.stopped, sessions: this.newest ?? content.recent.sessions, now: new Date() });
  }

  /** One reading at a time; what was asked for meanwhile is read after it, for something may have changed. */
  private async load(): Promise<void> {
    this.asked += 1;
    if (this.isLoading) return;
    this.isLoading = true;
    let answered: number;
    do {
      answered = this.asked;
      await this.read();
    } while (answered !== this.asked);
    this.isLoading = false;
  }

  private async read(): Promise<void> {
    try {
      const [{ agents, total }, { agents: stopped }, recent, stats] = await Promise.all([
        readAgents(),
        readAgents({ status: 'error' }),
        listSessions('work'),
        readStats(),
        // Comes while the answers do: before them there is nothing it could show.
        import('../../components/sessions/oma-session-list.ts'),
      ]);
      this.content = { agents: agents.toSorted((one, other) => lastUse(other) - lastUse(one)), total, stopped, recent, stats };
      this.problem = '';
    } catch (error) {
      if (error instanceof ApiError && error.code === 'not_approved') void this.page.refresh();
      this.problem =
        this.content === null
          ? msg('불러오지 못했어요. 연결을 확인하고 다시 시도해 주세요.', { id: 'dashboard-failed' })
          : msg('새로 불러오지 못했어요. 보이는 내용은 조금 전 것이에요.', { id: 'reload-failed' });
    }
  }

  private readonly onChanged = (): void => {
    this.refusal = '';
    void this.load();
  };

  /** Somebody who comes back to the page sees how things are now. */
  private readonly onVisible = (): void => {
    if (document.visibilityState === 'visible' && this.content !== null) void this.load();
  };

  private async open(): Promise<void> {
    this.isOpening = true;
    const failure = await startSession(null);
    if (failure === null) return;
    this.isOpening = false;
    this.refusal = failure;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-dashboard-page': OmaDashboardPage;
  }
}
