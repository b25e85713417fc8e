import { localized, msg } from '@lit/localize';
import { type AgentDocument, isAgentUsable } from '@oma/contract';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { agentIcon } from '../../components/agent-icons.ts';
import '../../components/oma-agent-status.ts';
import '../../components/oma-icon.ts';
import { shared } from '../../styles/shared.ts';

/** With whom a conversation is: the agent's icon, its name with the way to its page, and its state where that is not simply in use. */
@localized()
@customElement('oma-session-agent')
export class OmaSessionAgent extends LitElement {
  /** Null where the platform's defaults answer; undefined until the conversation is known. */
  @property({ attribute: false }) agentId: string | null | undefined;
  /** `null` where it was deleted; undefined until known. */
  @property({ attribute: false }) agent: AgentDocument | null | undefined;

  static override styles = [
    shared,
    css`
      .agent {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0 var(--space-2);
        min-height: 40px;
        padding: var(--space-1) var(--space-4);
        color: var(--ink-soft);
        font-size: var(--text-2);
      }
      a {
        display: flex;
        align-items: center;
        gap: var(--space-2);
        min-width: 0;
        min-height: 24px;
        color: var(--ink);
        font-weight: 600;
      }
      a:not(:hover) {
        text-decoration: none;
      }
      a span {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
    `,
  ];

  override render() {
    return html`<div class="agent" data-testid="session-agent">${this.renderAgent()}</div>`;
  }

  private renderAgent() {
    const { agentId, agent } = this;
    if (agentId === null) return html`<oma-icon name="message"></oma-icon>${msg('에이전트 없이', { id: 'no-agent' })}`;
    if (agentId === undefined || agent === undefined) return nothing;
    if (agent === null) {
      return html`<oma-icon name="circle-alert"></oma-icon
        ><span>${msg('삭제한 에이전트예요. 대화는 읽을 수 있지만 새 질문에는 답하지 못해요.', { id: 'session-agent-gone' })}</span>`;
    }
    return html`
      <a href="/agents/${agentId}"><oma-icon name=${agentIcon(agent.icon)}></oma-icon><span>${agent.name}</span></a>
      ${agent.status === 'active' ? nothing : html`<oma-agent-status status=${agent.status}></oma-agent-status>`}
      ${
        isAgentUsable(agent.status)
          ? nothing
          : html`<span>${msg('멈춰 있어서 새 질문에는 답하지 못해요.', { id: 'session-agent-stopped' })}</span>`
      }
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-session-agent': OmaSessionAgent;
  }
}
