import { localized, msg } from '@lit/localize';
import { type Agent, isAgentUsable } from '@oma/contract';
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import '../../components/chat/oma-chat.ts';
import '../../components/oma-icon.ts';
import { ApiError } from '../../data/api.ts';
import { createSession } from '../../data/sessions.ts';
import { shared } from '../../styles/shared.ts';
import { readyMadePrompts } from './ready-made.ts';

/** A conversation to try an agent, without putting it to work. Fires `save` where what is written should be tried as well. */
@localized()
@customElement('oma-trial')
export class OmaTrial extends LitElement {
  @property({ attribute: false }) agent!: Agent;
  /** There is something that the conversation does not know of yet. */
  @property({ type: Boolean }) hasUnsaved = false;
  @state() private sessionId: string | null = null;
  @state() private problem = '';
  private starts = 0;

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
      .unsaved {
        color: var(--warn);
        background: var(--warn-soft);
      }
      .unsaved button {
        color: inherit;
        border-color: currentColor;
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

  override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get('agent');
    if (changed.has('agent') && before?.id !== this.agent.id) void this.start();
  }

  override render() {
    const { sessionId } = this;
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
            ? html`<div class="about unsaved" role="status" data-testid="trial-unsaved">
                <span>${msg('저장하지 않은 내용은 아직 반영되지 않아요.', { id: 'trial-unsaved' })}</span>
                <button class="quiet" @click=${() => this.dispatchEvent(new CustomEvent('save'))}>
                  ${msg('저장하고 반영', { id: 'trial-save' })}
                </button>
              </div>`
            : nothing
        }
      </div>
      ${
        this.problem === ''
          ? keyed(sessionId, html`<oma-chat .sessionId=${sessionId ?? ''} .ideas=${this.prompts()} data-testid="trial-chat"></oma-chat>`)
          : html`<div class="problem" role="alert">
              <p>${this.problem}</p>
              <button @click=${() => void this.start()}>${msg('다시 시도', { id: 'try-again' })}</button>
            </div>`
      }
    `;
  }

  private prompts(): readonly string[] {
    const own = readyMadePrompts(this.agent);
    if (own.length > 0) return own;
    return [msg('너는 어떤 일을 할 수 있어?', { id: 'trial-idea-what' }), msg('파일 목록을 보여 줘', { id: 'idea-files' })];
  }

  /** Opens a fresh conversation with the agent as it is stored. */
  private async start(): Promise<void> {
    const start = (this.starts += 1);
    this.sessionId = null;
    this.problem = '';
    try {
      const session = await createSession(this.agent.id, 'test');
      if (start === this.starts) this.sessionId = session.id;
    } catch (error) {
      if (start === this.starts) this.problem = this.explain(error);
    }
  }

  private explain(error: unknown): string {
    const isRefused = error instanceof ApiError && error.code === 'conflict';
    return isRefused || !isAgentUsable(this.agent.status)
      ? msg('멈춰 있는 에이전트는 시험할 수 없어요. 상태를 바꾸어 저장하거나 복사본으로 시험해 주세요.', { id: 'trial-paused' })
      : msg('시험을 시작하지 못했어요. 연결을 확인하고 다시 시도해 주세요.', { id: 'trial-failed' });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-trial': OmaTrial;
  }
}
