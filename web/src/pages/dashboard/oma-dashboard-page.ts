import { localized, msg, str } from '@lit/localize';
import type { Agent, AgentStatus, Session } from '@oma/contract';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { agentIcon } from '../../components/agent-icons.ts';
import '../../components/oma-frame.ts';
import '../../components/oma-gate.ts';
import '../../components/oma-icon.ts';
import { PageState } from '../../components/page-state.ts';
import { listAgents } from '../../data/agents.ts';
import { ApiError } from '../../data/api.ts';
import { createSession, listSessions } from '../../data/sessions.ts';
import { currentLocale } from '../../i18n/localization.ts';
import { shared } from '../../styles/shared.ts';
import { formatAgo, formatExact } from '../../text/format.ts';
import './oma-draft-notice.ts';

/** Agents and conversations of the person: make one, open one. */
@localized()
@customElement('oma-dashboard-page')
export class OmaDashboardPage extends LitElement {
  @state() private agents: readonly Agent[] | null = null;
  @state() private sessions: readonly Session[] | null = null;
  @state() private problem = '';
  @state() private isOpening = false;
  private readonly page = new PageState(this);
  private isLoading = false;

  static override styles = [
    shared,
    css`
      .content {
        max-width: 72rem;
        margin: 0 auto;
        padding: var(--space-5) var(--space-4) var(--space-6);
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-6);
      }
      .title {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: var(--space-3);
        flex-wrap: wrap;
        margin-bottom: var(--space-3);
      }
      h2 {
        margin: 0;
        font-size: var(--text-4);
      }
      .grid {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 19rem), 1fr));
        gap: var(--space-4);
      }
      article,
      .empty {
        display: grid;
        gap: var(--space-2);
        padding: var(--space-4);
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--surface-high);
        min-width: 0;
      }
      article h3 {
        margin: 0;
        font-size: var(--text-3);
        display: flex;
        gap: var(--space-2);
        align-items: center;
        min-width: 0;
      }
      article h3 a {
        color: inherit;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      article p {
        margin: 0;
        color: var(--ink-soft);
        font-size: var(--text-2);
        min-height: 2.8em;
        display: -webkit-box;
        -webkit-line-clamp: 2;
        -webkit-box-orient: vertical;
        overflow: hidden;
      }
      .row {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: var(--space-3);
      }
      .state {
        font-size: var(--text-1);
        color: var(--ink-soft);
        white-space: nowrap;
      }
      .empty {
        border-style: dashed;
        color: var(--ink-soft);
        justify-items: start;
      }
      .empty p {
        margin: 0;
      }
      .sessions {
        list-style: none;
        margin: 0;
        padding: 0;
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--surface-high);
      }
      .sessions li + li {
        border-top: 1px solid var(--line);
      }
      .sessions a {
        display: flex;
        justify-content: space-between;
        gap: var(--space-4);
        padding: var(--space-3) var(--space-4);
        color: inherit;
        text-decoration: none;
      }
      .sessions a:hover {
        background: var(--surface-low);
      }
      .sessions b {
        font-weight: 500;
        min-width: 0;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .skeleton {
        height: 132px;
      }
    `,
  ];

  override updated(): void {
    const access = this.page.me?.beta_approved;
    if (access === true && this.agents === null && !this.isLoading) void this.load();
    if (access === false && this.agents !== null) {
      this.agents = null;
      this.sessions = null;
      this.problem = '';
    }
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
    return html`
      <div class="content">
        ${this.page.me === null ? nothing : html`<oma-draft-notice .uid=${this.page.me.uid} @created=${(event: CustomEvent<Agent>) => (this.agents = [event.detail, ...(this.agents ?? []).filter(({ id }) => id !== event.detail.id)])}></oma-draft-notice>`}
        ${this.problem === '' ? nothing : html`<p class="error" role="alert">${this.problem} <button class="quiet" @click=${() => void this.load()}>${msg('다시 시도', { id: 'try-again' })}</button></p>`}
        <section>
          <div class="title">
            <h2>${msg('에이전트', { id: 'agents' })}</h2>
            <a class="button primary" data-testid="new-agent" href="/agents/new"
              ><oma-icon name="plus"></oma-icon>${msg('새 에이전트', { id: 'new-agent' })}</a
            >
          </div>
          <div class="grid">${this.renderAgents()}</div>
        </section>
        <section>
          <div class="title">
            <h2>${msg('대화', { id: 'sessions' })}</h2>
            <button data-testid="new-session" ?disabled=${this.isOpening} @click=${() => void this.open(null)}>
              <oma-icon name="message"></oma-icon>${msg('에이전트 없이 시작', { id: 'new-session' })}
            </button>
          </div>
          ${this.renderSessions()}
        </section>
      </div>
    `;
  }

  private renderAgents() {
    if (this.agents === null) return [1, 2, 3].map(() => html`<div class="skeleton"></div>`);
    if (this.agents.length === 0) {
      return html`<div class="empty">
        <p>${msg('아직 에이전트가 없어요. 맡기고 싶은 일을 글로 적으면 에이전트가 돼요.', { id: 'no-agents' })}</p>
        <a class="button" href="/agents/new">${msg('첫 에이전트 만들기', { id: 'first-agent' })}</a>
      </div>`;
    }
    return this.agents.map(
      (agent) => html`
        <article data-testid="agent" data-agent-id=${agent.id}>
          <h3><oma-icon name=${agentIcon(agent.icon)}></oma-icon><a href="/agents/${agent.id}">${agent.name}</a></h3>
          <p>${agent.description === '' ? agent.config.instructions : agent.description}</p>
          <div class="row">
            <span class="state">${this.stateOf(agent.status)} · ${msg(str`${agent.run_count}번 실행`, { id: 'run-count' })}</span>
            <button
              data-testid="open-session"
              ?disabled=${this.isOpening || agent.status === 'paused' || agent.status === 'error'}
              @click=${() => void this.open(agent.id)}
            >
              ${msg('대화하기', { id: 'open-session' })}
            </button>
          </div>
        </article>
      `,
    );
  }

  private renderSessions() {
    if (this.sessions === null) return html`<div class="skeleton"></div>`;
    if (this.sessions.length === 0)
      return html`<div class="empty">
        <p>${msg('아직 대화가 없어요. 위에서 에이전트를 골라 말을 걸어 보세요.', { id: 'no-sessions' })}</p>
      </div>`;
    const locale = currentLocale();
    return html`<ul class="sessions">
      ${this.sessions.map((session) => {
        const at = new Date(session.last_activity);
        return html`<li>
          <a href="/workspace/${session.id}" data-testid="session"
            ><b>${session.title === '' ? msg('새 대화', { id: 'untitled' }) : session.title}</b>
            <time class="state" datetime=${session.last_activity} title=${formatExact(at, locale)}
              >${formatAgo(at, new Date(), locale)}</time
            ></a
          >
        </li>`;
      })}
    </ul>`;
  }

  private stateOf(status: AgentStatus): string {
    const names: Record<AgentStatus, string> = {
      draft: msg('초안', { id: 'agent-draft' }),
      active: msg('사용 중', { id: 'agent-active' }),
      paused: msg('일시 중지', { id: 'agent-paused' }),
      error: msg('오류', { id: 'agent-error' }),
    };
    return names[status];
  }

  private async load(): Promise<void> {
    this.isLoading = true;
    this.problem = '';
    try {
      const [agents, sessions] = await Promise.all([listAgents(), listSessions()]);
      this.agents = agents.agents;
      this.sessions = sessions.sessions;
    } catch (error) {
      if (error instanceof ApiError && error.code === 'not_approved') void this.page.refresh();
      this.agents ??= [];
      this.sessions ??= [];
      this.problem = msg('목록을 불러오지 못했어요.', { id: 'load-failed' });
    } finally {
      this.isLoading = false;
    }
  }

  private async open(agentId: string | null): Promise<void> {
    this.isOpening = true;
    try {
      const session = await createSession(agentId);
      location.assign(`/workspace/${session.id}`);
    } catch (error) {
      this.isOpening = false;
      this.problem =
        error instanceof ApiError && error.code === 'conflict'
          ? msg('이 에이전트는 지금 멈춰 있어서 대화를 시작할 수 없어요.', { id: 'agent-not-usable' })
          : msg('대화를 시작하지 못했어요. 잠시 뒤 다시 눌러 주세요.', { id: 'open-failed' });
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-dashboard-page': OmaDashboardPage;
  }
}
