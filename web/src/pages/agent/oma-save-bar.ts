import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import '../../components/oma-icon.ts';
import { shared } from '../../styles/shared.ts';

/** What is not saved yet, and the way to save it. Fires `save` and `activate`. */
@localized()
@customElement('oma-save-bar')
export class OmaSaveBar extends LitElement {
  /** The version that is stored; 0 before there is one. */
  @property({ type: Number }) version = 0;
  /** How many fields are not saved. */
  @property({ type: Number }) changes = 0;
  @property({ type: Boolean }) canSave = false;
  @property({ type: Boolean }) canActivate = false;
  @property({ type: Boolean }) isSaving = false;
  /** It is not known whether the last save arrived. */
  @property({ type: Boolean }) isUnsure = false;
  /** Why the last save did not work; empty where it did. */
  @property() problem = '';

  static override styles = [
    shared,
    css`
      :host {
        border-top: 1px solid var(--line);
        background: var(--surface);
        padding: var(--space-3) var(--space-4);
      }
      .bar {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: var(--space-2) var(--space-4);
        max-width: 44rem;
        margin: 0 auto;
      }
      .state {
        flex: 1 1 12rem;
        min-width: 0;
        margin: 0;
        color: var(--ink-soft);
        font-size: var(--text-2);
        line-height: 1.45;
      }
      .error {
        color: var(--bad);
      }
      .acts {
        display: flex;
        gap: var(--space-2);
      }
      @media (max-width: 640px) {
        :host {
          padding: var(--space-2) var(--space-3);
        }
        .state {
          flex-basis: 100%;
          font-size: var(--text-1);
        }
        .acts,
        .acts button {
          flex: 1;
        }
      }
    `,
  ];

  override render() {
    const { isSaving, canActivate } = this;
    const keys = /Mac|iP(hone|ad)/.test(navigator.platform) ? '⌘S' : 'Ctrl+S';
    return html`<div class="bar">
      <p class="state ${this.problem === '' ? '' : 'error'}" role="status" data-testid="save-state">${this.text()}</p>
      <div class="acts">
        <button
          class=${canActivate ? '' : 'primary'}
          data-testid="agent-submit"
          title=${keys}
          aria-keyshortcuts="Control+S Meta+S"
          ?disabled=${isSaving || !this.canSave}
          @click=${() => this.dispatchEvent(new CustomEvent('save'))}
        >
          <oma-icon name=${isSaving ? 'loader' : 'save'} ?spin=${isSaving}></oma-icon>${msg('저장', { id: 'save' })}
        </button>
        ${
          canActivate
            ? html`<button
                class="primary"
                data-testid="agent-activate"
                ?disabled=${isSaving}
                @click=${() => this.dispatchEvent(new CustomEvent('activate'))}
              >
                ${msg('저장하고 사용 시작', { id: 'save-activate' })}
              </button>`
            : nothing
        }
      </div>
    </div>`;
  }

  private text(): string {
    if (this.isSaving) return msg('저장하는 중…', { id: 'saving' });
    if (this.problem !== '') return this.problem;
    if (this.changes > 0) return msg(str`바뀐 내용 ${this.changes}곳`, { id: 'unsaved-count' });
    if (this.isUnsure) return msg('마지막 저장이 됐는지 아직 알 수 없어요. 저장을 누르면 확인해요.', { id: 'unsaved-unsure' });
    return this.version === 0
      ? msg('아직 저장하지 않은 새 에이전트예요.', { id: 'unsaved-new' })
      : msg(str`모두 저장했어요 · 버전 ${this.version}`, { id: 'saved-version' });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-save-bar': OmaSaveBar;
  }
}
