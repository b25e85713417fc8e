import { css, html, LitElement, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { shared } from '../styles/shared.ts';

const SHOWN_MS = 5000;

/** Says in passing that something was done; never anything that needs a decision. One stands in the frame of every page. */
@customElement('oma-toast')
export class OmaToast extends LitElement {
  @state() private text = '';
  private timer: ReturnType<typeof setTimeout> | undefined;

  static override styles = [
    shared,
    css`
      :host {
        position: fixed;
        z-index: 10;
        inset-inline: 0;
        bottom: calc(var(--space-6) + var(--space-5));
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
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('oma-toast', this.show);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('oma-toast', this.show);
  }

  override render() {
    return html`<div role="status">${this.text === '' ? nothing : html`<p data-testid="toast">${this.text}</p>`}</div>`;
  }

  private readonly show = (event: Event): void => {
    if (!(event instanceof CustomEvent) || typeof event.detail !== 'string') return;
    this.text = event.detail;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => (this.text = ''), SHOWN_MS);
  };
}

/** Shows it for a few seconds. */
export function toast(text: string): void {
  window.dispatchEvent(new CustomEvent('oma-toast', { detail: text }));
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-toast': OmaToast;
  }
}
