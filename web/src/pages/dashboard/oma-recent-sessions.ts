import { localized, msg } from '@lit/localize';
import type { Session, SessionList } from '@oma/contract';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { agentIcon } from '../../components/agent-icons.ts';
import '../../components/oma-icon.ts';
import { currentLocale } from '../../i18n/localization.ts';
import { shared } from '../../styles/shared.ts';
import { formatAgo, formatExact, formatMoney } from '../../text/format.ts';
import { phaseText } from '../../text/phase-text.ts';
import { sessionName } from '../../text/session-text.ts';

/** The conversations to go on with: with whom, how they stand, what they cost. */
@localized()
@customElement('oma-recent-sessions')
export class OmaRecentSessions extends LitElement {
  @property({ attribute: false }) sessions: readonly Session[] = [];
  /** Those that the conversations are with and that are still there. */
  @property({ attribute: false }) agents: SessionList['agents'] = [];

  static override styles = [
    shared,
    css`
      ul {
        margin: 0;
        padding: 0;
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--surface-high);
        list-style: none;
        overflow: hidden;
      }
      li + li {
        border-top: 1px solid var(--line);
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
      a:hover {
        background: var(--surface-low);
      }
      a:focus-visible {
        outline-offset: -2px;
      }
      oma-icon {
        color: var(--ink-soft);
        font-size: 1.25rem;
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
      .live {
        color: var(--accent-strong);
        font-weight: 600;
      }
      .bad {
        color: var(--bad);
        font-weight: 600;
      }
    `,
  ];

  override render() {
    const locale = currentLocale();
    return html`<ul>
      ${this.sessions.map((session) => {
        const agent = this.agents.find(({ id }) => id === session.agent_id);
        const at = new Date(session.last_activity);
        return html`<li>
          <a href="/workspace/${session.id}" data-testid="session">
            <oma-icon name=${agent === undefined ? 'message' : agentIcon(agent.icon)}></oma-icon>
            <span><b>${sessionName(session)}</b><small>${agent?.name ?? this.lackOf(session)}</small></span>
            <span class="end"
              ><small>${this.standOf(session)}</small
              ><small
                >${session.usage.cost_usd === 0 ? nothing : html`${formatMoney(session.usage.cost_usd)} · `}<time
                  datetime=${session.last_activity}
                  title=${formatExact(at, locale)}
                  >${formatAgo(at, new Date(), locale)}</time
                ></small
              ></span
            >
          </a>
        </li>`;
      })}
    </ul>`;
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
    'oma-recent-sessions': OmaRecentSessions;
  }
}
