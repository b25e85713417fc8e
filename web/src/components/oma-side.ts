import { localized, msg } from '@lit/localize';
import { css, html, LitElement, type PropertyValues } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { shared } from '../styles/shared.ts';
import './oma-icon.ts';
import { WIDE } from './wide.ts';

/** What stands beside a page: a column where there is room, unless it is folded; elsewhere a sheet over it that opens and closes. Fires `closed` when the sheet is closed. */
@localized()
@customElement('oma-side')
export class OmaSide extends LitElement {
  @property() label = '';
  /** Whether the sheet is open; a column is, unless it is folded. */
  @property({ type: Boolean }) isOpen = false;
  @property({ type: Boolean }) isFolded = false;
  /** At which edge of the page it stands. */
  @property({ reflect: true }) edge: 'left' | 'right' = 'right';
  @query('dialog') private readonly dialog!: HTMLDialogElement;
  private readonly wide = matchMedia(WIDE);

  static override styles = [
    shared,
    css`
      :host {
        display: contents;
      }
      dialog {
        display: none;
        grid-template: auto minmax(0, 1fr) / minmax(0, 1fr);
        padding: 0;
        color: var(--ink);
        background: var(--surface);
      }
      dialog[open] {
        display: grid;
      }
      header {
        display: flex;
        align-items: center;
        gap: var(--space-2);
        padding: 0 var(--space-2) 0 var(--space-4);
        border-bottom: 1px solid var(--line);
      }
      .head {
        flex: 1;
        min-width: 0;
      }
      .body {
        min-height: 0;
      }
      @media (min-width: 1100px) {
        dialog {
          position: static;
          width: 100%;
          max-width: none;
          height: 100%;
          max-height: none;
          margin: 0;
          border: 0;
          border-left: 1px solid var(--line);
        }
        :host([edge='left']) dialog {
          width: 17rem;
          border-left: 0;
          border-right: 1px solid var(--line);
        }
        .close {
          display: none;
        }
      }
      @media (max-width: 1099.98px) {
        dialog {
          width: min(34rem, 100vw);
          max-width: none;
          height: 100dvh;
          max-height: none;
          margin: 0 0 0 auto;
          border: 0;
          border-left: 1px solid var(--line);
          box-shadow: var(--shadow);
          padding-bottom: env(safe-area-inset-bottom);
        }
        :host([edge='left']) dialog {
          width: min(22rem, 100vw);
          margin: 0 auto 0 0;
          border-left: 0;
          border-right: 1px solid var(--line);
        }
        dialog::backdrop {
          background: rgb(0 0 0 / 45%);
        }
      }
      @media (max-width: 640px) {
        dialog,
        :host([edge='left']) dialog {
          width: 100vw;
          height: calc(100dvh - var(--space-6));
          margin: auto 0 0;
          border-inline: 0;
          border-radius: calc(var(--radius) + var(--space-1)) calc(var(--radius) + var(--space-1)) 0 0;
        }
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    this.wide.addEventListener('change', this.onWidth);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.wide.removeEventListener('change', this.onWidth);
  }

  override updated(changed: PropertyValues): void {
    if (changed.has('isOpen') || changed.has('isFolded')) this.show();
  }

  override render() {
    return html`<dialog aria-label=${this.label} @close=${this.onClose}>
      <header>
        <div class="head"><slot name="head"></slot></div>
        <button class="quiet close" aria-label=${msg('닫기', { id: 'close' })} data-testid="side-close" @click=${() => this.dialog.close()}>
          <oma-icon name="x"></oma-icon>
        </button>
      </header>
      <div class="body"><slot></slot></div>
    </dialog>`;
  }

  /** A column is open without being asked for, and takes no focus. */
  private show(): void {
    const { dialog } = this;
    if (this.wide.matches) dialog.open = !this.isFolded;
    else if (this.isOpen && !dialog.matches(':modal')) {
      dialog.open = false;
      dialog.showModal();
    } else if (!this.isOpen) dialog.close();
  }

  private readonly onWidth = (): void => {
    this.dialog.close();
    this.show();
  };

  private readonly onClose = (): void => {
    if (!this.wide.matches && !this.dialog.open) this.dispatchEvent(new CustomEvent('closed'));
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-side': OmaSide;
  }
}
