import { localized, msg } from '@lit/localize';
import { css, html, LitElement } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { dialogStyles } from '../styles/dialog.ts';
import { shared } from '../styles/shared.ts';

/** One way to go on. */
export type Way = { value: string; label: string; isPrimary?: boolean };

/** Asks which of several ways to go. The children say what it is about. */
@localized()
@customElement('oma-choose')
export class OmaChoose extends LitElement {
  @property() heading = '';
  @state() private ways: readonly Way[] = [];
  @query('dialog') private readonly dialog!: HTMLDialogElement;

  static override styles = [
    shared,
    dialogStyles,
    css`
      dialog {
        --dialog-width: 36rem;
      }
      form {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
      }
      .dialog-actions {
        position: sticky;
        bottom: calc(-1 * var(--space-5));
        margin-bottom: calc(-1 * var(--space-5));
        padding: var(--space-4) 0 var(--space-5);
        background: var(--surface);
      }
      @media (max-width: 480px) {
        .dialog-actions {
          flex-direction: column-reverse;
        }
      }
    `,
  ];

  override render() {
    return html`
      <dialog aria-labelledby="title">
        <form method="dialog">
          <h2 id="title" tabindex="-1" autofocus>${this.heading}</h2>
          <slot></slot>
          <div class="dialog-actions">
            <button value="">${msg('취소', { id: 'cancel' })}</button>
            ${this.ways.map(
              ({ value, label, isPrimary = false }) =>
                html`<button value=${value} class=${isPrimary ? 'primary' : ''} data-testid="choose-${value}">${label}</button>`,
            )}
          </div>
        </form>
      </dialog>
    `;
  }

  /** Opens it; resolves with the way that was chosen, null where none was. */
  async ask<V extends string>(ways: readonly (Way & { value: V })[]): Promise<V | null> {
    this.ways = ways;
    await this.updateComplete;
    const { dialog } = this;
    dialog.returnValue = '';
    dialog.showModal();
    await new Promise((resolve) => dialog.addEventListener('close', resolve, { once: true }));
    return ways.find(({ value }) => value === dialog.returnValue)?.value ?? null;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-choose': OmaChoose;
  }
}
