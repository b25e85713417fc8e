import { localized, msg } from '@lit/localize';
import { type Agent, AgentDraft, type AgentWriting, inputOf, isAgentUsable } from '@oma/contract';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import '../../components/chat/oma-chat.ts';
import '../../components/oma-icon.ts';
import { ApiError } from '../../data/api.ts';
import { createSession, putDraft } from '../../data/sessions.ts';
import { shared } from '../../styles/shared.ts';
import { readyMadePrompts } from './ready-made.ts';

/**
 * A conversation to try an agent as its form stands, saved or not, without putting it to work. Fires `check` where the form says what no agent may, so that
 * nothing can be tried.
 */
@localized()
@customElement('oma-trial')
export class OmaTrial extends LitElement {
  /** As it is stored; null before it is made. */
  @property({ attribute: false }) agent: Agent | null = null;
  /** As it is written. */
  @property({ attribute: false }) writing!: AgentWriting;
  /** What is written is not what is stored. */
  @property({ type: Boolean }) hasUnsaved = false;
  @state() private sessionId: string | null = null;
  @state() private problem = '';
  private starts = 0;
  /** What answers in the conversation, as it was last put there. */
  private put = '';

  static override styles = [
    shared,
    css`
      :host {
        display: grid;
        grid-template: auto minmax(0, 1fr) / minmax(0, 1fr);
        height: 100%;
      }
      :host([hidden]) {
        display: none;
      }
      .about {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--space-1) var(--space-2);
        padding: var(--space-2) var(--space-4);
        background: var(--surface-low);
        font-size: var(--text-1);
        line-height: 1.5;
        color: var(--ink-soft);
      }
      .about span {
        flex: 1 1 12rem;
      }
      .skeleton {
        margin: var(--space-4);
        height: 72px;
      }
      .problem {
        padding: var(--space-5) var(--space-4);
        color: var(--ink-soft);
        font-size: var(--text-2);
      }
      .problem p {
        margin: 0 0 var(--space-3);
      }
    `,
  ];

  override firstUpdated(): void {
    void this.start();
  }

  override render() {
    return html`
      <div>
        <div class="about">
          <span>${msg('시험은 통계에 넣지 않지만, 비용은 똑같이 들어요.', { id: 'trial-cost' })}</span>
          <button class="quiet" data-testid="trial-restart" @click=${() => void this.start()}>
            <oma-icon name="rotate"></oma-icon>${msg('새로 시작', { id: 'trial-restart' })}
          </button>
        </div>
        ${
          this.hasUnsaved
            ? html`<div class="about" data-testid="trial-unsaved">
                <span
                  >${
                    this.agent === null
                      ? msg('저장하지 않아도 적힌 그대로 시험해요.', { id: 'trial-unmade' })
                      : msg('저장하지 않은 내용까지 적힌 그대로 시험해요. 저장된 에이전트는 바뀌지 않아요.', { id: 'trial-unsaved' })
                  }</span
                >
              </div>`
            : nothing
        }
      </div>
      ${this.renderConversation()}
    `;
  }

  private renderConversation() {
    const { sessionId } = this;
    if (this.problem !== '') {
      return html`<div class="problem" role="alert">
        <p>${this.problem}</p>
        <button @click=${() => void this.start()}>${msg('다시 시도', { id: 'try-again' })}</button>
      </div>`;
    }
    // Nothing can be written before there is a conversation to keep it in.
    if (sessionId === null) return html`<div class="skeleton"></div>`;
    return keyed(
      sessionId,
      html`<oma-chat .sessionId=${sessionId} .ideas=${this.prompts()} .prepare=${this.prepare} data-testid="trial-chat"></oma-chat>`,
    );
  }

  private prompts(): readonly string[] {
    const own = readyMadePrompts(this.writing);
    if (own.length > 0) return own;
    return [msg('너는 어떤 일을 할 수 있어?', { id: 'trial-idea-what' }), msg('파일 목록을 보여 줘', { id: 'idea-files' })];
  }

  /** Opens a fresh conversation. What is stored and stopped answers nobody, so the form alone does. */
  private async start(): Promise<void> {
    const start = (this.starts += 1);
    this.sessionId = null;
    this.problem = '';
    this.put = '';
    try {
      const session = await createSession(this.agent !== null && isAgentUsable(this.agent.status) ? this.agent.id : null, 'test');
      if (start !== this.starts) return;
      // What is wrong with the form is said when something is asked.
      await this.bringDraft(session.id).catch(() => undefined);
      if (start === this.starts) this.sessionId = session.id;
    } catch {
      if (start === this.starts)
        this.problem = msg('시험을 시작하지 못했어요. 연결을 확인하고 다시 시도해 주세요.', { id: 'trial-failed' });
    }
  }

  /** Lets the form as it stands answer; false where it says what no agent may. */
  private async bringDraft(sessionId: string): Promise<boolean> {
    const draft = AgentDraft.safeParse(inputOf(this.writing));
    if (!draft.success) return false;
    const said = JSON.stringify(draft.data);
    if (said === this.put) return true;
    await putDraft(sessionId, draft.data);
    this.put = said;
    return true;
  }

  private readonly prepare = async (): Promise<string> => {
    const { sessionId } = this;
    if (sessionId === null) return '';
    try {
      if (await this.bringDraft(sessionId)) return '';
      this.dispatchEvent(new CustomEvent('check'));
    } catch (error) {
      if (!(error instanceof ApiError && error.code === 'invalid'))
        return msg('적은 내용을 시험에 전하지 못했어요. 연결을 확인하고 다시 보내 주세요.', { id: 'trial-not-brought' });
    }
    return msg('에이전트에 고칠 곳이 있어 시험하지 못했어요. 표시한 칸을 봐 주세요.', { id: 'trial-invalid' });
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-trial': OmaTrial;
  }
}
