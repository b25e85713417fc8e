import { css, html, LitElement, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { shared } from '../styles/shared.ts';
import { type Toast, TOAST, type ToastAct, ToastEvent } from './toast.ts';

const SHOWN_MS = 5000;
/** Long enough to reach for what can be done. */
const SHOWN_WITH_ACT_MS = 12_000;

/** Says in passing that something was done; never anything that needs a decision; what it offers can be done elsewhere as well. One stands in the frame of every page. */
@customElement('oma-toast')
export class OmaToast extends LitElement {
  @state() private shown: Toast | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;

  static override styles = [
    shared,
    css`
      :host {
        position: fixed;
        z-index: 10;
        inset-inline: 0;
        /* Below what stands at the top of every page: at the bottom people write, and the keyboard of a phone comes up. */
        top: calc(56px + var(--space-2) + env(safe-area-inset-top));
        display: grid;
        justify-items: center;
        padding: 0 var(--space-4);
        pointer-events: none;
      }
      p {
        max-width: 30rem;
        margin: 0;
        padding: var(--space-2) var(--space-4);
        border-radius: var(--radius);
        background: var(--ink);
        color: var(--surface);
        font-size: var(--text-2);
        box-shadow: var(--shadow);
      }
      button {
        min-height: 32px;
        margin-inline-start: var(--space-3);
        border-color: currentcolor;
        background: none;
        color: inherit;
        pointer-events: auto;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener(TOAST, this.show);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener(TOAST, this.show);
  }

  override render() {
    const { shown } = this;
    return html`<div role="status">
      ${
        shown === null
          ? nothing
          : html`<p data-testid="toast">
              ${shown.text}${
                shown.act === null
                  ? nothing
                  : html`<button data-testid="toast-act" @click=${() => this.take(shown.act)}>${shown.act.name}</button>`
              }
            </p>`
      }
    </div>`;
  }

  private readonly show = (event: Event): void => {
    if (!(event instanceof ToastEvent)) return;
    const { shown } = event;
    this.shown = shown;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => (this.shown = null), shown.act === null ? SHOWN_MS : SHOWN_WITH_ACT_MS);
  };

  private take(act: ToastAct | null): void {
    this.shown = null;
    act?.run();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-toast': OmaToast;
  }
}
