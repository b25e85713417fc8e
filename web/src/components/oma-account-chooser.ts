import { localized, msg } from '@lit/localize';
import { DEMO_PEOPLE } from '@oma/contract';
import { css, html, LitElement } from 'lit';
import { customElement, query } from 'lit/decorators.js';
import { dialogStyles } from '../styles/dialog.ts';
import { shared } from '../styles/shared.ts';
import { keepComposing } from './composing.ts';

/** Somebody to sign in as on the Auth emulator. */
export type ChosenAccount = { sub: string; email: string; name: string };

/** Stands in for Google's window on the emulators: the demo people, and a field for anybody else. Fires `chosen`. Never in a production build. */
@localized()
@customElement('oma-account-chooser')
export class OmaAccountChooser extends LitElement {
  @query('dialog') private readonly dialog!: HTMLDialogElement;

  static override styles = [
    shared,
    dialogStyles,
    css`
      dialog {
        --dialog-width: 26rem;
        background: var(--surface-high);
      }
      .people {
        display: grid;
        gap: var(--space-2);
        margin: var(--space-4) 0;
      }
      .people button {
        justify-content: space-between;
        min-height: 48px;
        font-weight: 500;
      }
      form {
        display: grid;
        grid-template-columns: 1fr auto;
        gap: var(--space-2);
        align-items: end;
      }
    `,
  ];

  override render() {
    return html`
      <dialog aria-labelledby="chooser-title">
        <h2 id="chooser-title">${msg('계정 선택', { id: 'choose-account' })}</h2>
        <span class="hint">${msg('이 컴퓨터의 에뮬레이터에서만 보이는 화면이에요.', { id: 'choose-account-hint' })}</span>
        <div class="people">
          ${DEMO_PEOPLE.map(
            (person) => html`
              <button data-testid="account" data-email=${person.email} @click=${() => this.choose({ ...person })}>
                <span>${person.email}</span><span class="hint">${this.roleOf(person.sub)}</span>
              </button>
            `,
          )}
        </div>
        <form @submit=${this.chooseOther} @keydown=${keepComposing}>
          <label
            >${msg('다른 주소', { id: 'other-address' })}<input name="email" type="email" required data-testid="account-other"
          /></label>
          <button>${msg('로그인', { id: 'sign-in-short' })}</button>
        </form>
      </dialog>
    `;
  }

  async open(): Promise<void> {
    await this.updateComplete;
    if (!this.dialog.open) this.dialog.showModal();
  }

  private roleOf(sub: (typeof DEMO_PEOPLE)[number]['sub']): string {
    if (sub === 'demo-admin') return msg('관리자', { id: 'role-admin' });
    return sub === 'demo-member' ? msg('승인된 회원', { id: 'role-member' }) : msg('처음 온 사람', { id: 'role-guest' });
  }

  private readonly chooseOther = (event: SubmitEvent & { currentTarget: HTMLFormElement }): void => {
    event.preventDefault();
    const email = new FormData(event.currentTarget).get('email');
    if (typeof email !== 'string') return;
    this.choose({ sub: `demo-${email.replace(/[^a-z0-9]+/gi, '-').toLowerCase()}`, email, name: email.split('@')[0] ?? email });
  };

  private choose(account: ChosenAccount): void {
    this.dialog.close();
    this.dispatchEvent(new CustomEvent<ChosenAccount>('chosen', { detail: account }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-account-chooser': OmaAccountChooser;
  }
}
