import { localized, msg, str } from '@lit/localize';
import { isSessionWorking, type Session, type SessionStanding, unreachable } from '@oma/contract';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { startSession } from '../../components/agents/start-session.ts';
import { keepComposing } from '../../components/composing.ts';
import { loadPart } from '../../components/load-part.ts';
import '../../components/oma-frame.ts';
import '../../components/oma-gate.ts';
import '../../components/oma-icon.ts';
import { PageState } from '../../components/page-state.ts';
import '../../components/sessions/oma-rename.ts';
import '../../components/sessions/oma-session-list.ts';
import '../../components/sessions/oma-session-menu.ts';
import { SessionFinder } from '../../components/sessions/session-finder.ts';
import { sessionProblem } from '../../components/sessions/session-problem.ts';
import { readAgents } from '../../data/agent-list.ts';
import { renameSession, type SessionFilter } from '../../data/sessions.ts';
import { currentLocale } from '../../i18n/localization.ts';
import { filterStyles } from '../../styles/filter.ts';
import { listStyles } from '../../styles/list.ts';
import { selectStyles } from '../../styles/select.ts';
import { shared } from '../../styles/shared.ts';
import { formatNumber } from '../../text/format.ts';
import { addressOfFilter, filterOfAddress, STANDINGS } from './filter-address.ts';

/** How long a person pauses in writing before it is looked for. */
const PAUSE_MS = 300;
/** As many agents are offered to narrow the list by. */
const OFFERED_AGENTS = 100;

/** All conversations of the person: look for one, go on with it, name it, take it out, close it. */
@localized()
@customElement('oma-sessions-page')
export class OmaSessionsPage extends LitElement {
  @state() private filter: SessionFilter = filterOfAddress(location.search);
  @state() private agents: readonly { id: string; name: string }[] = [];
  /** Why what was to be done last was not. */
  @state() private refusal = '';
  /** The conversation that is being named. */
  @state() private renaming: { id: string; isSaving: boolean } | null = null;
  /** The conversation whose dialog of sharing was opened. */
  @state() private sharing: Session | null = null;
  @state() private isOpening = false;
  /** The view of those that were deleted. */
  @state() private showsDeleted = new URLSearchParams(location.search).get('view') === 'deleted';
  private readonly page = new PageState(this);
  private readonly finder = new SessionFinder(this, () => void this.page.refresh());
  private pause: ReturnType<typeof setTimeout> | undefined;

  static override styles = [
    shared,
    selectStyles,
    listStyles,
    filterStyles,
    css`
      .filter select {
        max-width: 14rem;
      }
      .count {
        display: flex;
        align-items: center;
        gap: var(--space-2);
      }
      .rows.skeleton {
        height: 30rem;
      }
      oma-session-menu {
        margin-inline-end: var(--space-2);
      }
      @media (max-width: 640px) {
        .filter select {
          max-width: none;
        }
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('visibilitychange', this.onVisible);
    window.addEventListener('session-restored', this.onRestored);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this.onVisible);
    window.removeEventListener('session-restored', this.onRestored);
    clearTimeout(this.pause);
  }

  private get working(): readonly Session[] {
    return this.finder.sessions?.filter(isSessionWorking) ?? [];
  }

  override updated(): void {
    if (this.showsDeleted) void loadPart(() => import('../../components/sessions/oma-deleted-sessions.ts'));
    if (this.working.length > 0) void loadPart(() => import('../../components/sessions/oma-stop-all.ts'));
    if (this.page.me?.beta_approved !== true || this.finder.hasBegun) return;
    void this.finder.look(this.filter);
    void this.readAgents();
  }

  override render() {
    const { me, isFree } = this.page;
    return html`
      <oma-frame .me=${me} place="sessions" heading=${msg('대화', { id: 'sessions' })}>
        <oma-gate></oma-gate>
        ${isFree ? this.renderContent() : nothing}
      </oma-frame>
    `;
  }

  private renderContent() {
    const { finder } = this;
    return html`<div class="content" @failed=${(event: CustomEvent<string>) => (this.refusal = event.detail)}>
      <div class="title">
        <p class="count" role="status" data-testid="session-count">
          ${finder.isLooking ? html`<oma-icon name="loader" spin></oma-icon>` : nothing}${this.countWords()}
        </p>
        <div class="actions">
          <button data-testid="show-deleted" @click=${() => this.showDeleted(!this.showsDeleted)}>
            ${
              this.showsDeleted
                ? html`<oma-icon name="chevron-left"></oma-icon>${msg('대화 목록', { id: 'sessions-list' })}`
                : html`<oma-icon name="trash"></oma-icon>${msg('최근 삭제', { id: 'deleted-sessions' })}`
            }
          </button>
          <oma-stop-all .sessions=${this.working} @changed=${() => void finder.again()}></oma-stop-all>
          <button class="primary" data-testid="new-session" ?disabled=${this.isOpening} @click=${() => void this.open()}>
            <oma-icon name="plus"></oma-icon>${msg('새 대화', { id: 'untitled' })}
          </button>
        </div>
      </div>
      ${this.showsDeleted ? html`<oma-deleted-sessions></oma-deleted-sessions>` : this.renderFound()}
      ${this.sharing === null ? nothing : this.renderShare()}
    </div>`;
  }

  private renderFound() {
    const { finder } = this;
    return html`
      ${this.renderFilter()}
      ${this.refusal === '' ? nothing : html`<p class="error" role="alert" data-testid="refusal">${this.refusal}</p>`}
      ${
        finder.hasFailed
          ? html`<p class="error" role="alert" data-testid="list-failed">
              ${msg('불러오지 못했어요. 연결을 확인하고 다시 시도해 주세요.', { id: 'dashboard-failed' })}
              <button class="quiet" @click=${() => void finder.again()}>${msg('다시 시도', { id: 'try-again' })}</button>
            </p>`
          : nothing
      }
      <h2 class="sr">${msg('대화 목록', { id: 'sessions-list' })}</h2>
      ${this.renderList()}
      ${
        finder.hasMore && !finder.isLooking
          ? html`<button class="more" data-testid="more-sessions" @click=${() => void finder.more()}>
              ${msg('더 보기', { id: 'more' })}
            </button>`
          : nothing
      }
    `;
  }

  private showDeleted(isWanted: boolean): void {
    this.showsDeleted = isWanted;
    history.replaceState(null, '', isWanted ? '/sessions?view=deleted' : addressOfFilter(this.filter));
    if (!isWanted) void this.finder.look(this.filter);
  }

  private readonly onRestored = (): void => {
    if (!this.showsDeleted) void this.finder.again();
  };

  private renderFilter() {
    const { q = '', standing, agent_id } = this.filter;
    return html`<form class="filter" role="search" @submit=${(event: Event) => event.preventDefault()} @keydown=${keepComposing}>
      <label
        ><span class="sr">${msg('대화 찾기', { id: 'search-sessions' })}</span
        ><input
          type="search"
          name="q"
          data-testid="search-sessions"
          maxlength="200"
          value=${q}
          placeholder=${msg('제목과 내가 쓴 말로 찾기', { id: 'search-sessions-hint' })}
          @input=${(event: Event & { target: HTMLInputElement }) => this.search(event.target.value)}
      /></label>
      <label
        ><span class="sr">${msg('상태', { id: 'filter-status' })}</span
        ><select
          name="standing"
          data-testid="filter-standing"
          @change=${(event: Event & { target: HTMLSelectElement }) =>
            this.narrow({ standing: STANDINGS.find((one) => one === event.target.value) })}
        >
          <option value="">${msg('모든 상태', { id: 'any-status' })}</option>
          ${STANDINGS.map((one) => html`<option value=${one} ?selected=${one === standing}>${standingName(one)}</option>`)}
        </select></label
      >
      <label
        ><span class="sr">${msg('에이전트', { id: 'agents' })}</span
        ><select
          name="agent"
          data-testid="filter-agent"
          @change=${(event: Event & { target: HTMLSelectElement }) =>
            this.narrow({ agent_id: event.target.value === '' ? undefined : event.target.value })}
        >
          <option value="">${msg('모든 에이전트', { id: 'any-agent' })}</option>
          <option value="none" ?selected=${agent_id === 'none'}>${msg('에이전트 없이', { id: 'no-agent' })}</option>
          ${this.offeredAgents.map(({ id, name }) => html`<option value=${id} ?selected=${id === agent_id}>${name}</option>`)}
        </select></label
      >
    </form>`;
  }

  private renderList() {
    const { sessions, agents, isLooking, hasFailed } = this.finder;
    if (sessions === null) return hasFailed ? nothing : html`<div class="rows skeleton"></div>`;
    if (sessions.length > 0)
      return html`<oma-session-list
        .sessions=${sessions}
        .agents=${agents}
        .renderEnd=${this.renderMenu}
        .renderInstead=${(session: Session) => this.renderRename(session)}
      ></oma-session-list>`;
    // More of a search is on its way.
    if (isLooking) return html`<div class="rows skeleton"></div>`;
    return html`<p class="empty" data-testid="no-sessions">
      ${
        this.isFiltered
          ? msg('찾는 대화가 없어요. 낱말이나 조건을 바꿔 보세요.', { id: 'no-sessions-found' })
          : msg('아직 대화가 없어요. 새 대화를 누르거나 에이전트를 실행하면 여기에 모여요.', { id: 'no-sessions-yet' })
      }
    </p>`;
  }

  private readonly renderMenu = (session: Session) =>
    html`<oma-session-menu
      .session=${session}
      ?canShare=${session.message_count > 0}
      @share=${() => void this.share(session)}
      @rename=${() => (this.renaming = { id: session.id, isSaving: false })}
      @changed=${({ detail }: CustomEvent<Session>) => {
        this.refusal = '';
        if (detail.gone_at === undefined) this.finder.put(detail);
        else void this.finder.again();
      }}
    ></oma-session-menu>`;

  /** The newest are shown as they change; others are read again once the dialog is closed. */
  private renderShare() {
    const id = this.sharing?.id;
    const at = this.finder.sessions?.find((one) => one.id === id)?.shared_at ?? null;
    return html`<oma-share
      .sessionId=${id ?? ''}
      .sharedAt=${at === null ? null : new Date(at)}
      @closed=${() => void this.finder.again()}
    ></oma-share>`;
  }

  private async share(session: Session): Promise<void> {
    if ((await loadPart(async () => (await import('./share-dialog.ts')).loadShareDialog())) === null) return;
    this.sharing = session;
    await this.updateComplete;
    await this.renderRoot.querySelector('oma-share')?.open();
  }

  private renderRename({ id, title }: Session) {
    if (this.renaming?.id !== id) return null;
    return html`<oma-rename
      .value=${title}
      ?isSaving=${this.renaming.isSaving}
      @left=${() => this.leaveRename()}
      @named=${({ detail }: CustomEvent<string>) => void this.rename(id, detail)}
    ></oma-rename>`;
  }

  /** An agent that is looked for stays to be seen, though it is not among the newest. */
  private get offeredAgents(): readonly { id: string; name: string }[] {
    const { agent_id } = this.filter;
    if (agent_id === undefined || agent_id === 'none' || this.agents.some(({ id }) => id === agent_id)) return this.agents;
    return [{ id: agent_id, name: this.finder.agents.find(({ id }) => id === agent_id)?.name ?? '…' }, ...this.agents];
  }

  private get isFiltered(): boolean {
    const { q = '', standing, agent_id } = this.filter;
    return q.trim() !== '' || standing !== undefined || agent_id !== undefined;
  }

  private countWords(): string {
    const { sessions, isLooking, hasMore, hasFailed } = this.finder;
    if (sessions === null || hasFailed || this.showsDeleted) return '';
    const count = formatNumber(sessions.length, currentLocale());
    if (isLooking) return msg(str`찾는 중이에요. 지금까지 ${count}개`, { id: 'sessions-looking' });
    if (hasMore) return msg(str`${count}개를 보여 드려요. 더 있어요.`, { id: 'sessions-some' });
    return this.isFiltered
      ? msg(str`${count}개를 찾았어요`, { id: 'sessions-found' })
      : msg(str`대화 ${count}개`, { id: 'sessions-count' });
  }

  private search(q: string): void {
    clearTimeout(this.pause);
    this.pause = setTimeout(() => this.narrow({ q }), PAUSE_MS);
  }

  private narrow(part: SessionFilter): void {
    this.filter = { ...this.filter, ...part };
    history.replaceState(null, '', addressOfFilter(this.filter));
    void this.finder.look(this.filter);
  }

  private async rename(id: string, title: string): Promise<void> {
    this.renaming = { id, isSaving: true };
    this.refusal = '';
    try {
      this.finder.put(await renameSession(id, title));
      this.leaveRename();
    } catch (error) {
      this.refusal = sessionProblem(error);
      this.renaming = { id, isSaving: false };
    }
  }

  /** Back to where the name was reached for: the field goes, and the focus would go with it. */
  private leaveRename(): void {
    const id = this.renaming?.id;
    this.renaming = null;
    const list = this.renderRoot.querySelector('oma-session-list');
    void this.updateComplete
      .then(() => list?.updateComplete)
      .then(() => [...(list?.renderRoot.querySelectorAll('oma-session-menu') ?? [])].find(({ session }) => session.id === id)?.focus());
  }

  /** Only names to narrow the list by: without them it is whole all the same. */
  private async readAgents(): Promise<void> {
    try {
      this.agents = (await readAgents({}, { limit: OFFERED_AGENTS })).agents;
    } catch {
      this.agents = [];
    }
  }

  /** Somebody who comes back to the page sees how things are now. */
  private readonly onVisible = (): void => {
    if (document.visibilityState === 'visible' && this.finder.sessions !== null && !this.finder.isLooking) void this.finder.again();
  };

  private async open(): Promise<void> {
    this.isOpening = true;
    const failure = await startSession(null);
    if (failure === null) return;
    this.isOpening = false;
    this.refusal = failure;
  }
}

function standingName(standing: SessionStanding): string {
  switch (standing) {
    case 'working':
      return msg('작업 중', { id: 'phase-working' });
    case 'open':
      return msg('열린 대화', { id: 'sessions-open' });
    case 'closed':
      return msg('닫은 대화', { id: 'sessions-closed' });
    default:
      return unreachable(standing);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-sessions-page': OmaSessionsPage;
  }
}
