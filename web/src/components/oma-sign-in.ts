import { localized, msg } from '@lit/localize';
import { DEMO_PEOPLE } from '@oma/contract';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { announceSignIn, chooseLocale } from '../data/me.ts';
import { takeVisitorsChoice } from '../i18n/localization.ts';
import { dialogStyles } from '../styles/dialog.ts';
import { shared } from '../styles/shared.ts';
import { keepComposing } from './composing.ts';

/** Signs in: with Google's window; on the emulators with a chooser of accounts. Fires `signed-in`. */
@localized()
@customElement('oma-sign-in')
export class OmaSignIn extends LitElement {
  @state() private isBusy = false;
  @state() private error = '';
  @query('dialog') private readonly chooser!: HTMLDialogElement;

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
      .start {
        min-height: 48px;
        padding: 0 var(--space-5);
        font-size: var(--text-3);
      }
    `,
  ];

  override render() {
    return html`
      <button class="primary start" data-testid="sign-in" ?disabled=${this.isBusy} @click=${() => void this.begin()}>
        ${this.isBusy ? msg('로그인하는 중…', { id: 'signing-in' }) : msg('Google로 시작하기', { id: 'sign-in' })}
      </button>
      ${this.error === '' ? nothing : html`<p class="error" role="alert">${this.error}</p>`} ${EMULATORS ? this.renderChooser() : nothing}
    `;
  }

  private renderChooser() {
    return html`
      <dialog aria-labelledby="chooser-title">
        <h2 id="chooser-title">${msg('계정 선택', { id: 'choose-account' })}</h2>
        <span class="hint">${msg('이 컴퓨터의 에뮬레이터에서만 보이는 화면이에요.', { id: 'choose-account-hint' })}</span>
        <div class="people">
          ${DEMO_PEOPLE.map(
            (person) => html`
              <button data-testid="account" data-email=${person.email} @click=${() => void this.enter({ ...person })}>
                <span>${person.email}</span><span class="hint">${this.roleOf(person.sub)}</span>
              </button>
            `,
          )}
        </div>
        <form @submit=${this.enterOther} @keydown=${keepComposing}>
          <label
            >${msg('다른 주소', { id: 'other-address' })}<input name="email" type="email" required data-testid="account-other"
          /></label>
          <button>${msg('로그인', { id: 'sign-in-short' })}</button>
        </form>
      </dialog>
    `;
  }

  private roleOf(sub: (typeof DEMO_PEOPLE)[number]['sub']): string {
    if (sub === 'demo-admin') return msg('관리자', { id: 'role-admin' });
    return sub === 'demo-member' ? msg('승인된 회원', { id: 'role-member' }) : msg('처음 온 사람', { id: 'role-guest' });
  }

  private async begin(): Promise<void> {
    this.error = '';
    if (EMULATORS) {
      this.chooser.showModal();
      return;
    }
    await this.attempt(async () => {
      const { signInWithGoogle } = await import('../data/auth.ts');
      await signInWithGoogle();
    });
  }

  private readonly enterOther = (event: SubmitEvent & { currentTarget: HTMLFormElement }): void => {
    event.preventDefault();
    const email = new FormData(event.currentTarget).get('email');
    if (typeof email !== 'string') return;
    void this.enter({ sub: `demo-${email.replace(/[^a-z0-9]+/gi, '-').toLowerCase()}`, email, name: email.split('@')[0] ?? email });
  };

  private async enter(person: { sub: string; email: string; name: string }): Promise<void> {
    this.chooser.close();
    await this.attempt(async () => {
      const { signInOnEmulator } = await import('../data/auth.ts');
      await signInOnEmulator(person);
    });
  }

  private async attempt(signIn: () => Promise<void>): Promise<void> {
    this.isBusy = true;
    try {
      await signIn();
      await announceSignIn();
      const chosen = takeVisitorsChoice();
      if (chosen !== null) await chooseLocale(chosen);
      this.dispatchEvent(new CustomEvent('signed-in', { bubbles: true, composed: true }));
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      const isOwnDecision = code === 'auth/popup-closed-by-user' || code === 'auth/cancelled-popup-request';
      if (!isOwnDecision) this.error = msg('로그인하지 못했어요. 연결을 확인하고 다시 시도해 주세요.', { id: 'sign-in-failed' });
    } finally {
      this.isBusy = false;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-sign-in': OmaSignIn;
  }
}
