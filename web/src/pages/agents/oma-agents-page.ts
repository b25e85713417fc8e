import { localized, msg, str } from '@lit/localize';
import { type Agent, type AgentList, AgentStatus } from '@oma/contract';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import '../../components/agents/oma-agent-card.ts';
import '../../components/agents/oma-ready-made.ts';
import { keepComposing } from '../../components/composing.ts';
import { loadPart } from '../../components/load-part.ts';
import '../../components/oma-frame.ts';
import '../../components/oma-gate.ts';
import '../../components/oma-icon.ts';
import { PageState } from '../../components/page-state.ts';
import { type AgentFilter, readAgents } from '../../data/agent-list.ts';
import { ApiError } from '../../data/api.ts';
import { currentLocale } from '../../i18n/localization.ts';
import { filterStyles } from '../../styles/filter.ts';
import { listStyles } from '../../styles/list.ts';
import { selectStyles } from '../../styles/select.ts';
import { shared } from '../../styles/shared.ts';
import { formatNumber } from '../../text/format.ts';
import { agentStatusName } from '../../text/agent-text.ts';
import { addressOfFilter, filterOfAddress } from './filter-address.ts';
import type { OmaImportAgent } from './oma-import-agent.ts';

const PAGE = 24;
/** How long a person pauses in writing before it is looked for. */
const PAUSE_MS = 250;

/** All agents of the person: look for one, make one, bring one in. */
@localized()
@customElement('oma-agents-page')
export class OmaAgentsPage extends LitElement {
  @state() private filter = filterOfAddress(location.search);
  @state() private agents: readonly Agent[] | null = null;
  @state() private total = 0;
  @state() private tags: readonly string[] = [];
  @state() private next: string | undefined;
  /** Why the lists could not be read; empty where they were. */
  @state() private problem = '';
  /** Why what was to be done last was not. */
  @state() private refusal = '';
  @query('oma-import-agent') private readonly importer!: OmaImportAgent;
  private readonly page = new PageState(this);
  /** Answers of earlier questions are dropped. */
  private asked = 0;
  private pause: ReturnType<typeof setTimeout> | undefined;

  static override styles = [
    shared,
    selectStyles,
    listStyles,
    filterStyles,
    css`
      .ready {
        display: grid;
        gap: var(--space-3);
        margin-top: var(--space-5);
      }
    `,
  ];

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.pause);
  }

  override updated(): void {
    if (this.page.me?.beta_approved === true && this.asked === 0) void this.load();
  }

  override render() {
    const { me, isFree } = this.page;
    return html`
      <oma-frame .me=${me} place="agents" heading=${msg('에이전트', { id: 'agents' })}>
        <oma-gate></oma-gate>
        ${isFree ? this.renderContent() : nothing}
      </oma-frame>
    `;
  }

  private renderContent() {
    return html`
      <div class="content" @changed=${this.onChanged} @failed=${(event: CustomEvent<string>) => (this.refusal = event.detail)}>
        <div class="title">
          <p class="count" role="status" tabindex="-1" data-testid="agent-count">${this.countWords()}</p>
          <div class="actions">
            <button data-testid="import-agent" @click=${() => void this.openImporter()}>
              <oma-icon name="upload"></oma-icon>${msg('파일에서 가져오기', { id: 'import-agent' })}
            </button>
            <a class="button primary" href="/agents/new" data-testid="new-agent"
              ><oma-icon name="plus"></oma-icon>${msg('새 에이전트', { id: 'new-agent' })}</a
            >
          </div>
        </div>
        ${this.renderFilter()}
        ${this.refusal === '' ? nothing : html`<p class="error" role="alert" data-testid="refusal">${this.refusal}</p>`}
        ${
          this.problem === ''
            ? nothing
            : html`<p class="error" role="alert">
                ${this.problem} <button class="quiet" @click=${() => void this.load()}>${msg('다시 시도', { id: 'try-again' })}</button>
              </p>`
        }
        <h2 class="sr">${msg('에이전트 목록', { id: 'agents-list' })}</h2>
        ${this.renderList()}
        ${
          this.next === undefined
            ? nothing
            : html`<button class="more" data-testid="more-agents" @click=${() => void this.loadMore()}>
                ${msg('더 보기', { id: 'more' })}
              </button>`
        }
        <section class="ready">
          <h2>${msg('준비된 에이전트로 시작하기', { id: 'ready-made-title' })}</h2>
          <oma-ready-made></oma-ready-made>
        </section>
        <oma-import-agent></oma-import-agent>
      </div>
    `;
  }

  private renderFilter() {
    return html`<form class="filter" role="search" @submit=${(event: Event) => event.preventDefault()} @keydown=${keepComposing}>
      <label
        ><span class="sr">${msg('에이전트 찾기', { id: 'search-agents' })}</span
        ><input
          type="search"
          name="q"
          data-testid="search-agents"
          value=${this.filter.q ?? ''}
          placeholder=${msg('이름, 설명, 태그로 찾기', { id: 'search-agents-hint' })}
          @input=${(event: Event & { target: HTMLInputElement }) => this.search(event.target.value)}
      /></label>
      <label
        ><span class="sr">${msg('상태', { id: 'filter-status' })}</span
        ><select
          name="status"
          data-testid="filter-status"
          @change=${(event: Event & { target: HTMLSelectElement }) =>
            this.narrow({ status: AgentStatus.options.find((status) => status === event.target.value) })}
        >
          <option value="">${msg('모든 상태', { id: 'any-status' })}</option>
          ${AgentStatus.options.map((status) => html`<option value=${status} ?selected=${status === this.filter.status}>${agentStatusName(status)}</option>`)}
        </select></label
      >
      <label
        ><span class="sr">${msg('태그', { id: 'agent-tags' })}</span
        ><select
          name="tag"
          data-testid="filter-tag"
          ?disabled=${this.filterTags.length === 0}
          @change=${(event: Event & { target: HTMLSelectElement }) =>
            this.narrow({ tag: event.target.value === '' ? undefined : event.target.value })}
        >
          <option value="">${msg('모든 태그', { id: 'any-tag' })}</option>
          ${this.filterTags.map((tag) => html`<option value=${tag} ?selected=${tag === this.filter.tag}>${tag}</option>`)}
        </select></label
      >
    </form>`;
  }

  private renderList() {
    if (this.agents === null) return html`<div class="grid">${[1, 2, 3, 4, 5, 6].map(() => html`<div class="card skeleton"></div>`)}</div>`;
    if (this.agents.length > 0)
      return html`<div class="grid">
        ${repeat(
          this.agents,
          ({ id }) => id,
          (agent) => html`<oma-agent-card .agent=${agent}></oma-agent-card>`,
        )}
      </div>`;
    return html`<p class="empty">
      ${
        this.isFiltered
          ? msg('찾는 에이전트가 없어요. 낱말이나 조건을 바꿔 보세요.', { id: 'no-agents-found' })
          : msg('아직 에이전트가 없어요. 아래에서 골라 고쳐 쓰거나 새로 만들어 보세요.', { id: 'no-agents' })
      }
    </p>`;
  }

  /** A tag that is looked for stays to be seen, though no agent has it any more. */
  private get filterTags(): readonly string[] {
    const { tag } = this.filter;
    return tag === undefined || this.tags.includes(tag) ? this.tags : [tag, ...this.tags];
  }

  private get isFiltered(): boolean {
    const { q, status, tag } = this.filter;
    return (q ?? '').trim() !== '' || status !== undefined || tag !== undefined;
  }

  private countWords(): string {
    // Of a search that failed nothing is known.
    if (this.agents === null || this.problem !== '') return '';
    return this.isFiltered
      ? msg(str`${formatNumber(this.total, currentLocale())}개를 찾았어요`, { id: 'agents-found' })
      : msg(str`에이전트 ${formatNumber(this.total, currentLocale())}개`, { id: 'agents-count' });
  }

  private search(q: string): void {
    clearTimeout(this.pause);
    this.pause = setTimeout(() => this.narrow({ q }), PAUSE_MS);
  }

  private narrow(part: AgentFilter): void {
    this.filter = { ...this.filter, ...part };
    history.replaceState(null, '', addressOfFilter(this.filter));
    void this.load();
  }

  private load(): Promise<void> {
    return this.ask(undefined, []);
  }

  private loadMore(): Promise<void> {
    return this.ask(this.next, this.agents ?? []);
  }

  /** Few come to import: what it needs is loaded then. */
  private async openImporter(): Promise<void> {
    if ((await loadPart(() => import('./oma-import-agent.ts'))) === null) return;
    await this.importer.updateComplete;
    this.importer.open();
  }

  /** Something changed: the list is read anew, as far as it is shown. */
  private readonly onChanged = (): void => {
    this.refusal = '';
    void this.readAnew();
  };

  private async readAnew(): Promise<void> {
    await this.ask(undefined, [], this.agents?.length);
    await this.updateComplete;
    // Whoever deleted a card with the keyboard goes on from where the list begins.
    if (document.activeElement === document.body) this.renderRoot.querySelector<HTMLElement>('.count')?.focus();
  }

  private async ask(cursor: string | undefined, before: readonly Agent[], atLeast = 0): Promise<void> {
    const asked = (this.asked += 1);
    try {
      let list = before;
      let next = cursor;
      let page: AgentList;
      do {
        page = await readAgents(this.filter, { cursor: next, limit: PAGE });
        if (asked !== this.asked) return;
        list = [...list, ...page.agents];
        next = page.next;
      } while (next !== undefined && list.length < atLeast);
      const { total, tags } = page;
      this.agents = list;
      this.total = total;
      this.tags = tags;
      this.next = next;
      this.problem = '';
    } catch (error) {
      if (asked !== this.asked) return;
      if (error instanceof ApiError && error.code === 'not_approved') void this.page.refresh();
      this.problem = msg('불러오지 못했어요. 연결을 확인하고 다시 시도해 주세요.', { id: 'dashboard-failed' });
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-agents-page': OmaAgentsPage;
  }
}
