import { localized, msg, str } from '@lit/localize';
import { type Agent, agentChanges, type AgentVersion, type Model } from '@oma/contract';
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import '../../components/agents/oma-agent-changes.ts';
import '../../components/oma-icon.ts';
import { listVersions } from '../../data/agents.ts';
import { currentLocale } from '../../i18n/localization.ts';
import { shared } from '../../styles/shared.ts';
import { formatAgo, formatExact } from '../../text/format.ts';

/** The saves of an agent, newest first; one that is chosen is compared with the present. Fires `restore` with the number of a version. */
@localized()
@customElement('oma-versions')
export class OmaVersions extends LitElement {
  /** The newest version known. */
  @property({ attribute: false }) agent: Agent | null = null;
  @property({ attribute: false }) models: readonly Model[] = [];
  @property({ type: Boolean }) isBusy = false;
  @state() private versions: readonly AgentVersion[] | null = null;
  @state() private next: string | undefined;
  @state() private hasFailed = false;
  @state() private chosen: number | null = null;
  private loads = 0;

  static override styles = [
    shared,
    css`
      :host {
        position: relative;
        height: 100%;
        overflow-y: auto;
        padding: var(--space-3) var(--space-4) var(--space-5);
      }
      :host([hidden]) {
        display: none;
      }
      ol {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-1);
        margin: 0;
        padding: 0;
        list-style: none;
      }
      .version {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        align-items: center;
        gap: 0 var(--space-3);
        width: 100%;
        min-height: 52px;
        padding: var(--space-2) var(--space-3);
        border: 1px solid transparent;
        border-radius: var(--radius);
        background: none;
        font-size: var(--text-2);
        font-weight: 400;
        text-align: start;
        white-space: normal;
      }
      button.version:hover {
        background: var(--surface-low);
        border-color: transparent;
      }
      .version[aria-expanded='true'] {
        background: var(--surface-low);
      }
      b {
        font-weight: 600;
      }
      .version .hint {
        grid-column: 1;
      }
      .now {
        grid-row: 1 / span 2;
        grid-column: 2;
        padding: 2px var(--space-2);
        border-radius: var(--radius-round);
        background: var(--accent-soft);
        color: var(--accent-strong);
        font-size: var(--text-1);
        font-weight: 600;
      }
      .version oma-icon {
        grid-row: 1 / span 2;
        grid-column: 2;
        color: var(--ink-soft);
      }
      .comparison {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-3);
        padding: var(--space-3) var(--space-3) var(--space-4);
      }
      .comparison button {
        justify-self: start;
      }
      p {
        margin: 0;
      }
      .none {
        padding: var(--space-4) 0;
        color: var(--ink-soft);
        font-size: var(--text-2);
      }
      .more {
        width: 100%;
        margin-top: var(--space-2);
      }
      .skeleton {
        height: 52px;
      }
    `,
  ];

  override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get('agent');
    if (!changed.has('agent') || (before?.id === this.agent?.id && before?.version === this.agent?.version)) return;
    if (before?.id !== this.agent?.id) this.versions = null;
    this.chosen = null;
    if (this.agent !== null) void this.load();
  }

  override render() {
    if (this.agent === null)
      return html`<p class="none">
        ${msg('저장할 때마다 버전이 여기에 쌓여요. 언제든 비교하고 되돌릴 수 있어요.', { id: 'versions-none' })}
      </p>`;
    if (this.hasFailed)
      return html`<p class="none" role="alert">
        ${msg('버전을 불러오지 못했어요.', { id: 'versions-failed' })}
        <button class="quiet" @click=${() => void this.load()}>${msg('다시 시도', { id: 'try-again' })}</button>
      </p>`;
    if (this.versions === null)
      return html`<ol>
        ${[1, 2, 3].map(() => html`<li class="skeleton"></li>`)}
      </ol>`;
    return html`
      <ol aria-label=${msg('버전', { id: 'versions' })}>
        ${this.versions.map((version, index) => this.renderVersion(version, this.versions?.[index + 1]))}
      </ol>
      ${
        this.next === undefined
          ? nothing
          : html`<button class="more" data-testid="versions-more" @click=${() => void this.loadMore()}>
              ${msg('더 보기', { id: 'more' })}
            </button>`
      }
    `;
  }

  private renderVersion(version: AgentVersion, before: AgentVersion | undefined) {
    const number = version.version;
    const isChosen = number === this.chosen;
    const at = new Date(version.saved_at);
    const locale = currentLocale();
    const words = html`<b>${msg(str`버전 ${number}`, { id: 'version-number' })}</b>
      <span class="hint"
        ><time datetime=${version.saved_at} title=${formatExact(at, locale)}>${formatAgo(at, new Date(), locale)}</time
        >${this.what(version, before)}</span
      >`;
    return html`<li data-testid="version" data-version=${number}>
      ${
        number === this.agent?.version
          ? html`<div class="version">${words}<span class="now">${msg('현재', { id: 'version-now' })}</span></div>`
          : html`<button class="version" aria-expanded=${isChosen} @click=${() => (this.chosen = isChosen ? null : number)}>
              ${words}<oma-icon name=${isChosen ? 'x' : 'chevron-right'}></oma-icon>
            </button>`
      }
      ${isChosen ? this.renderComparison(version) : nothing}
    </li>`;
  }

  /** What a save did; nothing where the one before is on the next page. */
  private what(version: AgentVersion, before: AgentVersion | undefined): string {
    const same = this.versions?.find((one) => one.version < version.version - 1 && agentChanges(one, version).length === 0);
    if (same !== undefined) return ` · ${msg(str`버전 ${same.version}의 내용으로 되돌렸어요`, { id: 'version-same-as' })}`;
    if (version.version === 1) return ` · ${msg('처음 만들었어요', { id: 'version-first' })}`;
    if (before === undefined) return '';
    const count = agentChanges(before, version).length;
    return ` · ${count === 0 ? msg('바뀐 것 없음', { id: 'version-same' }) : msg(str`${count}곳 바뀜`, { id: 'version-changed' })}`;
  }

  private renderComparison(version: AgentVersion) {
    const { agent } = this;
    if (agent === null) return nothing;
    return html`<div class="comparison" data-testid="version-comparison">
      <p class="hint">${msg(str`버전 ${version.version}에서 지금까지 바뀐 것이에요.`, { id: 'version-compared' })}</p>
      <oma-agent-changes .changes=${agentChanges(version, agent)} .models=${this.models}></oma-agent-changes>
      <button
        data-testid="version-restore"
        ?disabled=${this.isBusy}
        @click=${() => this.dispatchEvent(new CustomEvent('restore', { detail: version.version }))}
      >
        <oma-icon name="undo"></oma-icon>${msg('이 버전으로 되돌리기', { id: 'version-restore' })}
      </button>
    </div>`;
  }

  /** Reads the newest ones anew. */
  private async load(): Promise<void> {
    const { agent } = this;
    if (agent === null) return;
    const load = (this.loads += 1);
    this.hasFailed = false;
    try {
      const { versions, next } = await listVersions(agent.id);
      if (load !== this.loads) return;
      this.versions = versions;
      this.next = next;
    } catch {
      if (load === this.loads) this.hasFailed = true;
    }
  }

  private async loadMore(): Promise<void> {
    const { agent, versions } = this;
    if (agent === null || versions === null) return;
    const load = this.loads;
    try {
      const page = await listVersions(agent.id, this.next);
      if (load !== this.loads) return;
      this.versions = [...versions, ...page.versions];
      this.next = page.next;
    } catch {
      this.hasFailed = true;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-versions': OmaVersions;
  }
}
