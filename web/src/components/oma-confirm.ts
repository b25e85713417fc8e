import { localized, msg } from '@lit/localize';
import { css, html, LitElement } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { dialogStyles } from '../styles/dialog.ts';
import { shared } from '../styles/shared.ts';

/** Asks before something that cannot be taken back. The children say what goes and what stays. */
@localized()
@customElement('oma-confirm')
export class OmaConfirm extends LitElement {
  @property() heading = '';
  /** What the button that does it says. */
  @property() act = '';
  /** It destroys something. */
  @property({ type: Boolean }) isDangerous = false;
  @query('dialog') private readonly dialog!: HTMLDialogElement;

  static override styles = [
    shared,
    dialogStyles,
    css`
      dialog {
        --dialog-width: 26rem;
      }
    `,
  ];

  override render() {
    return html`
      <dialog aria-labelledby="title" aria-describedby="words">
        <form method="dialog">
          <h2 id="title">${this.heading}</h2>
          <div id="words"><slot></slot></div>
          <div class="dialog-actions">
            <button value="no">${msg('취소', { id: 'cancel' })}</button>
            <button class=${this.isDangerous ? 'danger' : 'primary'} value="yes" data-testid="confirm">${this.act}</button>
          </div>
        </form>
      </dialog>
    `;
  }

  /** Opens it; true where the person agreed. */
  async ask(): Promise<boolean> {
    await this.updateComplete;
    const { dialog } = this;
    dialog.returnValue = 'no';
    dialog.showModal();
    await new Promise((resolve) => dialog.addEventListener('close', resolve, { once: true }));
    return dialog.returnValue === 'yes';
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-confirm': OmaConfirm;
  }
}
