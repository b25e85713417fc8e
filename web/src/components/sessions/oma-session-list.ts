import { localized, msg } from '@lit/localize';
import type { Session, SessionList } from '@oma/contract';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { currentLocale } from '../../i18n/localization.ts';
import { rowListStyles } from '../../styles/row-list.ts';
import { shared } from '../../styles/shared.ts';
import { formatAgo, formatExact, formatMoney } from '../../text/format.ts';
import { phaseText } from '../../text/phase-text.ts';
import { sessionName } from '../../text/session-text.ts';
import { agentIcon } from '../agent-icons.ts';
import '../oma-icon.ts';
import { isUnread } from './is-unread.ts';

/** Conversations as rows: with whom, how they stand, what they cost, whether something in them was not read yet. */
@localized()
@customElement('oma-session-list')
export class OmaSessionList extends LitElement {
  @property({ attribute: false }) sessions: readonly Session[] = [];
  /** Those that the conversations are with and that are still there. */
  @property({ attribute: false }) agents: SessionList['agents'] = [];
  /** The conversation that is shown beside the list. */
  @property() current = '';
  /** Only what fits beside a conversation. */
  @property({ type: Boolean, reflect: true, attribute: 'compact' }) isCompact = false;
  /** What stands at the end of a row; nothing by itself. */
  @property({ attribute: false }) renderEnd: ((session: Session) => unknown) | null = null;
  /** What stands in a row in place of its link, where it answers anything. */
  @property({ attribute: false }) renderInstead: ((session: Session) => unknown) | null = null;

  static override styles = [
    shared,
    rowListStyles,
    css`
      li {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        align-items: center;
      }
      a {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr) auto;
        gap: 0 var(--space-3);
        align-items: center;
        padding: var(--space-3) var(--space-4);
        color: inherit;
        text-decoration: none;
      }
      a:hover,
      a[aria-current] {
        background: var(--surface-low);
      }
      a:focus-visible {
        outline-offset: -2px;
      }
      oma-icon {
        color: var(--ink-soft);
        font-size: 1.25rem;
      }
      .shared oma-icon {
        margin-inline-end: 0.25em;
        font-size: 1em;
      }
      b {
        display: block;
        font-weight: 550;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      small {
        display: block;
        color: var(--ink-soft);
        font-size: var(--text-1);
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .end {
        text-align: end;
        white-space: nowrap;
        font-variant-numeric: tabular-nums;
      }
      .end small:empty {
        display: none;
      }
      .live {
        color: var(--accent-strong);
        font-weight: 600;
      }
      .bad {
        color: var(--bad);
        font-weight: 600;
      }
      .unread b {
        font-weight: 750;
      }
      .dot {
        display: inline-block;
        width: 8px;
        height: 8px;
        margin-inline-end: var(--space-1);
        border-radius: 50%;
        background: var(--accent);
      }
      .instead {
        padding: var(--space-2) var(--space-4);
      }
      :host([compact]) ul {
        border: 0;
        border-radius: 0;
        background: none;
      }
      :host([compact]) li {
        border: 0;
      }
      :host([compact]) a {
        grid-template-columns: minmax(0, 1fr);
        padding: var(--space-2) var(--space-3);
        border-radius: var(--radius);
        font-size: var(--text-2);
      }
      :host([compact]) a[aria-current] {
        background: var(--accent-soft);
      }
      @media (max-width: 480px) {
        :host(:not([compact])) a {
          grid-template-columns: auto minmax(0, 1fr);
          padding-inline: var(--space-3);
        }
        .end {
          grid-column: 2;
          display: flex;
          gap: var(--space-2);
          text-align: start;
        }
      }
    `,
  ];

  override render() {
    return html`<ul>
      ${this.sessions.map((session) => this.renderRow(session))}
    </ul>`;
  }

  private renderRow(session: Session) {
    const instead = this.renderInstead?.(session) ?? null;
    return html`<li data-session-id=${session.id}>
      ${instead === null ? this.renderLink(session) : html`<div class="instead">${instead}</div>`} ${this.renderEnd?.(session) ?? nothing}
    </li>`;
  }

  private renderLink(session: Session) {
    const locale = currentLocale();
    const agent = this.agents.find(({ id }) => id === session.agent_id);
    const at = new Date(session.last_activity);
    const isNew = isUnread(session);
    const time = html`<time datetime=${session.last_activity} title=${formatExact(at, locale)}>${formatAgo(at, new Date(), locale)}</time>`;
    const stand = this.standOf(session);
    const shared =
      session.shared_at === null
        ? nothing
        : html`<span class="shared" data-testid="shared"
              ><oma-icon name="share"></oma-icon>${msg('공유 중', { id: 'session-shared' })}</span
            >
            · `;
    return html`<a
      href="/workspace/${session.id}"
      class=${isNew ? 'unread' : nothing}
      aria-current=${session.id === this.current ? 'page' : nothing}
      data-testid="session"
    >
      ${this.isCompact ? nothing : html`<oma-icon name=${agent === undefined ? 'message' : agentIcon(agent.icon)}></oma-icon>`}
      <span
        ><b
          >${
            isNew
              ? html`<span class="dot" data-testid="unread"></span
                  ><span class="sr">${msg('읽지 않은 답이 있어요.', { id: 'session-unread' })}</span>`
              : nothing
          }${sessionName(session)}</b
        ><small
          >${shared}${this.isCompact ? html`${stand === nothing ? nothing : html`${stand} · `}${time}` : (agent?.name ?? this.lackOf(session))}</small
        ></span
      >
      ${
        this.isCompact
          ? nothing
          : html`<span class="end"
              ><small>${stand}</small
              ><small>${session.usage.cost_usd === 0 ? nothing : html`${formatMoney(session.usage.cost_usd)} · `}${time}</small></span
            >`
      }
    </a>`;
  }

  private lackOf({ agent_id }: Session): string {
    return agent_id === null ? msg('에이전트 없이', { id: 'no-agent' }) : msg('삭제한 에이전트', { id: 'agent-gone-name' });
  }

  private standOf({ run, queued, last_end, status }: Session) {
    if (run !== null && run.phase !== 'idle' && run.phase !== 'ended') return html`<span class="live">${phaseText(run.phase)}</span>`;
    if (queued > 0) return html`<span class="live">${phaseText('queued')}</span>`;
    if (status === 'closed') return msg('닫힘', { id: 'session-closed' });
    if (last_end?.status === 'failed') return html`<span class="bad">${msg('실패', { id: 'session-failed' })}</span>`;
    return last_end?.status === 'stopped' ? msg('중지됨', { id: 'session-stopped' }) : nothing;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-session-list': OmaSessionList;
  }
}
