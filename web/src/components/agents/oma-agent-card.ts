import { localized, msg, str } from '@lit/localize';
import { type Agent, isAgentUsable } from '@oma/contract';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { currentLocale } from '../../i18n/localization.ts';
import { shared } from '../../styles/shared.ts';
import { agentErrorText } from '../../text/agent-text.ts';
import { formatAgo, formatExact, formatNumber } from '../../text/format.ts';
import { agentIcon } from '../agent-icons.ts';
import '../oma-agent-status.ts';
import '../oma-icon.ts';
import './oma-agent-menu.ts';
import { startSession } from './start-session.ts';

const SHOWN_TAGS = 3;

/** One agent of a list: what it is, how it stands, and what to do with it. Fires `changed` after an act and `failed` with a sentence where one did not work. */
@localized()
@customElement('oma-agent-card')
export class OmaAgentCard extends LitElement {
  @property({ attribute: false }) agent!: Agent;
  @state() private isOpening = false;

  static override styles = [
    shared,
    css`
      :host {
        display: grid;
        container-type: inline-size;
      }
      article {
        display: grid;
        grid-template-rows: auto 1fr auto auto;
        gap: var(--space-3);
        padding: var(--space-4);
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--surface-high);
        min-width: 0;
      }
      article:hover {
        border-color: var(--ink-soft);
      }
      header {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr) auto;
        gap: var(--space-3);
        align-items: start;
      }
      .icon {
        display: grid;
        place-items: center;
        width: 40px;
        height: 40px;
        border-radius: var(--radius);
        background: var(--accent-soft);
        color: var(--accent-strong);
        font-size: 1.25rem;
      }
      oma-agent-menu:not(:defined) {
        width: 36px;
      }
      h3 {
        margin: 0 0 2px;
        font-size: var(--text-3);
        line-height: 1.4;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      h3 a {
        color: inherit;
        text-decoration: none;
      }
      h3 a:hover {
        text-decoration: underline;
      }
      p {
        margin: 0;
        color: var(--ink-soft);
        font-size: var(--text-2);
        display: -webkit-box;
        -webkit-line-clamp: 2;
        -webkit-box-orient: vertical;
        overflow: hidden;
      }
      .why {
        color: var(--bad);
      }
      ul {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-1);
        margin: var(--space-2) 0 0;
        padding: 0;
        list-style: none;
      }
      li {
        padding: 0 var(--space-2);
        border: 1px solid var(--line);
        border-radius: var(--radius-round);
        color: var(--ink-soft);
        font-size: var(--text-1);
        line-height: 1.7;
      }
      .facts {
        color: var(--ink-soft);
        font-size: var(--text-1);
      }
      footer {
        display: flex;
        gap: var(--space-2);
      }
      footer > * {
        flex: 1;
      }
    `,
  ];

  override render() {
    const { agent } = this;
    const hidden = agent.tags.length - SHOWN_TAGS;
    return html`
      <article data-testid="agent" data-agent-id=${agent.id} aria-labelledby="name">
        <header>
          <span class="icon"><oma-icon name=${agentIcon(agent.icon)}></oma-icon></span>
          <div>
            <h3 id="name"><a href="/agents/${agent.id}">${agent.name}</a></h3>
            <oma-agent-status status=${agent.status}></oma-agent-status>
          </div>
          <oma-agent-menu .agent=${agent}></oma-agent-menu>
        </header>
        <div>
          ${
            agent.status === 'error' && agent.status_reason !== null
              ? html`<p class="why">${agentErrorText(agent.status_reason)}</p>`
              : html`<p>${agent.description === '' ? agent.config.instructions : agent.description}</p>`
          }
          ${
            agent.tags.length === 0
              ? nothing
              : html`<ul aria-label=${msg('태그', { id: 'agent-tags' })}>
                  ${agent.tags.slice(0, SHOWN_TAGS).map((tag) => html`<li>${tag}</li>`)}
                  ${hidden > 0 ? html`<li title=${agent.tags.slice(SHOWN_TAGS).join(', ')}>+${hidden}</li>` : nothing}
                </ul>`
          }
        </div>
        <div class="facts">
          ${this.renderRuns()}${
            agent.status === 'paused'
              ? html`<br />${msg('⋯ 메뉴에서 사용 시작을 누르면 다시 쓸 수 있어요.', { id: 'agent-run-not' })}`
              : nothing
          }
        </div>
        <footer>
          <button
            class="primary"
            data-testid="open-session"
            ?disabled=${this.isOpening || !isAgentUsable(agent.status)}
            @click=${() => void this.open()}
          >
            <oma-icon name="play"></oma-icon>${msg('실행', { id: 'agent-run' })}
          </button>
          <a class="button" data-testid="edit-agent" href="/agents/${agent.id}"
            ><oma-icon name="pencil"></oma-icon>${msg('편집', { id: 'agent-edit' })}</a
          >
        </footer>
      </article>
    `;
  }

  private renderRuns() {
    const { run_count, last_run_at } = this.agent;
    const runs =
      run_count === 1
        ? msg('1번 실행', { id: 'run-once' })
        : msg(str`${formatNumber(run_count, currentLocale())}번 실행`, { id: 'run-count' });
    if (last_run_at === null) return run_count === 0 ? msg('아직 실행하지 않았어요', { id: 'never-run' }) : runs;
    const at = new Date(last_run_at);
    const locale = currentLocale();
    return html`${runs} · <time datetime=${last_run_at} title=${formatExact(at, locale)}>${formatAgo(at, new Date(), locale)}</time>`;
  }

  private async open(): Promise<void> {
    this.isOpening = true;
    const failure = await startSession(this.agent.id);
    if (failure === null) return;
    this.isOpening = false;
    this.dispatchEvent(new CustomEvent('failed', { detail: failure, bubbles: true, composed: true }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-agent-card': OmaAgentCard;
  }
}
