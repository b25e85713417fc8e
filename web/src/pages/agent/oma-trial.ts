import { localized, msg } from '@lit/localize';
import { type Agent, type AgentWriting, isAgentUsable } from '@oma/contract';
import { html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import '../../components/chat/oma-chat.ts';
import '../../components/oma-icon.ts';
import { createSession } from '../../data/sessions.ts';
import { shared } from '../../styles/shared.ts';
import { besideFormStyles } from './beside-form-styles.ts';
import { FormSession } from './form-session.ts';
import { renderBesideForm } from './render-beside-form.ts';
import { readyMadePrompts } from './ready-made.ts';

/**
 * A conversation to try an agent as its form stands, saved or not, without putting it to work. Fires `check` where the form says what no agent may, so that
 * nothing can be tried, with what the server refused of it.
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
  private readonly session = new FormSession(this, () => this.writing);

  static override styles = [shared, besideFormStyles];

  override firstUpdated(): void {
    void this.start();
  }

  override render() {
    return html`
      <div>
        <div class="about">
          <span
            >${msg('시험은 통계에 넣지 않지만, 비용은 똑같이 들어요.', { id: 'trial-cost' })}
            ${
              this.session.sessionId === null
                ? nothing
                : html`<a href="/workspace/${this.session.sessionId}" target="_blank" rel="noopener" data-testid="trial-files"
                    >${msg('만든 파일 보기', { id: 'trial-files' })}</a
                  >`
            }</span
          >
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
    return renderBesideForm(this.session, {
      failed: msg('시험을 시작하지 못했어요. 연결을 확인하고 다시 시도해 주세요.', { id: 'trial-failed' }),
      again: () => void this.start(),
      chat: (sessionId) =>
        html`<oma-chat .sessionId=${sessionId} .ideas=${this.prompts()} .prepare=${this.prepare} data-testid="trial-chat"></oma-chat>`,
    });
  }

  private prompts(): readonly string[] {
    const own = readyMadePrompts(this.writing);
    if (own.length > 0) return own;
    return [msg('너는 어떤 일을 할 수 있어?', { id: 'trial-idea-what' }), msg('파일 목록을 보여 줘', { id: 'idea-files' })];
  }

  /** Opens a fresh conversation. What is stored and stopped answers nobody, so the form alone does. */
  private start(): Promise<boolean> {
    const { agent } = this;
    return this.session.start(() => createSession(agent !== null && isAgentUsable(agent.status) ? agent.id : null, 'test'));
  }

  private readonly prepare = async (): Promise<string> => {
    switch (await this.session.prepare()) {
      case null:
        return '';
      case 'lost':
        return msg('적은 내용을 시험에 전하지 못했어요. 연결을 확인하고 다시 보내 주세요.', { id: 'trial-not-brought' });
      case 'invalid':
        this.dispatchEvent(new CustomEvent('check', { detail: this.session.refused }));
        return msg('에이전트에 고칠 곳이 있어 시험하지 못했어요. 표시한 칸을 봐 주세요.', { id: 'trial-invalid' });
    }
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-trial': OmaTrial;
  }
}
