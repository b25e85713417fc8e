import { localized, msg } from '@lit/localize';
import { type AgentDocument, isAgentUsable, type SessionDocument } from '@oma/contract';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { agentIcon } from '../../components/agent-icons.ts';
import '../../components/oma-agent-status.ts';
import '../../components/oma-icon.ts';
import { shared } from '../../styles/shared.ts';

/** What of a conversation says that it is a test. */
export type TestSession = Pick<SessionDocument, 'design' | 'test_run'>;

/**
 * With whom a conversation is: the agent's icon, its name with the way to its page, and its state where that is not simply in use. What can be done with the
 * conversation stands before and after it, in the slots `start` and `end`.
 */
@localized()
@customElement('oma-session-agent')
export class OmaSessionAgent extends LitElement {
  /** Null where the platform's defaults answer; undefined until the conversation is known. */
  @property({ attribute: false }) agentId: string | null | undefined;
  /** The conversation is no work with an agent. */
  @property({ attribute: false }) test: TestSession | null = null;
  /** `null` where it was deleted; undefined until known. */
  @property({ attribute: false }) agent: AgentDocument | null | undefined;

  static override styles = [
    shared,
    css`
      .bar {
        display: flex;
        align-items: center;
        gap: var(--space-1);
        min-height: 40px;
        padding: 0 var(--space-2);
        border-bottom: 1px solid var(--line);
      }
      .agent {
        flex: 1;
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0 var(--space-2);
        min-width: 0;
        padding: var(--space-1) var(--space-2);
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
    return html`<div class="bar">
      <slot name="start"></slot>
      <div class="agent" data-testid="session-agent">${this.renderAgent()}</div>
      <slot name="end"></slot>
    </div>`;
  }

  private renderAgent() {
    const { agentId, agent } = this;
    if (this.test !== null && (agentId === null || this.test.test_run !== null)) return renderTest(this.test);
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

/** What a conversation is that belongs to no agent, with the way to what it tests. */
function renderTest({ design, test_run }: TestSession) {
  if (design !== null) return html`<oma-icon name="message"></oma-icon>${msg('에이전트를 만드는 대화', { id: 'session-designs' })}`;
  if (test_run === null) return html`<oma-icon name="flask"></oma-icon>${msg('저장하지 않은 에이전트의 시험', { id: 'session-tries' })}`;
  return html`<a href="/agents/${test_run.agent_id}"
    ><oma-icon name="flask"></oma-icon><span>${msg('에이전트 테스트에서 물은 것', { id: 'session-tests' })}</span></a
  >`;
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-session-agent': OmaSessionAgent;
  }
}
