import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { shared } from '../../styles/shared.ts';
import '../oma-icon.ts';

/** What whoever writes while an answer comes is told: when their message has its turn, and how to stop what waits. Fires `stop-all`. */
@localized()
@customElement('oma-while-working')
export class OmaWhileWorking extends LitElement {
  /** The answer waits for what its person says in the form. */
  @property({ type: Boolean }) isAsking = false;
  /** Something is written that can be sent. */
  @property({ type: Boolean }) canSend = false;
  /** How many questions wait behind the one that is answered. */
  @property({ type: Number }) waiting = 0;

  static override styles = [
    shared,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: 0 var(--space-2);
      }
      button {
        margin-inline-start: auto;
        font-size: var(--text-2);
      }
    `,
  ];

  override render() {
    return html`
      ${this.canSend ? html`<span class="hint" role="status" data-testid="turn-hint">${this.turn()}</span>` : nothing}
      ${
        this.waiting === 0
          ? nothing
          : html`<button
              type="button"
              class="quiet"
              data-testid="stop-waiting"
              @click=${() => this.dispatchEvent(new CustomEvent('stop-all'))}
            >
              <oma-icon name="square"></oma-icon>${msg(str`기다리는 ${this.waiting}개도 중지`, { id: 'stop-waiting' })}
            </button>`
      }
    `;
  }

  private turn(): string {
    return this.isAsking
      ? msg('답은 위의 양식에서 기다려요. 여기서 보내면 그 답이 끝난 뒤 이어서 물어봐요.', { id: 'will-queue-asking' })
      : msg('지금 보내면 앞의 답이 끝난 뒤 이어서 해요.', { id: 'will-queue' });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-while-working': OmaWhileWorking;
  }
}
