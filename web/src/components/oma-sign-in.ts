import { localized, msg } from '@lit/localize';
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { signInOnEmulator, signInWithGoogle } from '../data/auth.ts';
import { takeVisitorsChoice } from '../i18n/remembered.ts';
import { shared } from '../styles/shared.ts';
import type { ChosenAccount, OmaAccountChooser } from './oma-account-chooser.ts';

/**
 * Signs in: with Google's window; on the emulators with a chooser of accounts. Fires `signed-in`. A page may give it a button of its own as its content;
 * it says so with `hasOwnButton`, and calls `begin` at a press.
 */
@localized()
@customElement('oma-sign-in')
export class OmaSignIn extends LitElement {
  @property({ type: Boolean }) hasOwnButton = false;
  @state() private isBusy = false;
  @state() private error = '';
  @query('oma-account-chooser') private readonly chooser!: OmaAccountChooser;
  @query('slot') private readonly given!: HTMLSlotElement | null;

  static override styles = [
    shared,
    css`
      .start {
        min-height: 48px;
        padding: 0 var(--space-5);
        font-size: var(--text-3);
      }
    `,
  ];

  override updated(changed: PropertyValues): void {
    if (!changed.has('isBusy')) return;
    for (const button of this.given?.assignedElements({ flatten: true }) ?? []) {
      button.toggleAttribute('disabled', this.isBusy);
      button.ariaBusy = String(this.isBusy);
    }
  }

  override render() {
    return html`
      ${this.hasOwnButton ? html`<slot></slot>` : this.renderButton()}
      ${this.error === '' ? nothing : html`<p class="error" role="alert">${this.error}</p>`}
      ${EMULATORS ? html`<oma-account-chooser @chosen=${this.enter}></oma-account-chooser>` : nothing}
    `;
  }

  private renderButton() {
    return html`<button class="primary start" data-testid="sign-in" ?disabled=${this.isBusy} @click=${() => void this.begin()}>
      ${this.isBusy ? msg('로그인하는 중…', { id: 'signing-in' }) : msg('Google로 계속하기', { id: 'sign-in' })}
    </button>`;
  }

  /** Opens Google's window, or the chooser. Called at a press, for browsers open windows for nothing else. */
  async begin(): Promise<void> {
    if (this.isBusy) return;
    this.error = '';
    if (EMULATORS) {
      await import('./oma-account-chooser.ts');
      await this.chooser.open();
      return;
    }
    await this.attempt(signInWithGoogle);
  }

  private readonly enter = (event: CustomEvent<ChosenAccount>): void => {
    void this.attempt(() => signInOnEmulator(event.detail));
  };

  private async attempt(signIn: () => Promise<void>): Promise<void> {
    this.isBusy = true;
    try {
      await signIn();
      const { announceSignIn, chooseLocale } = await import('../data/me.ts');
      await announceSignIn();
      const chosen = takeVisitorsChoice();
      if (chosen !== null) await chooseLocale(chosen);
      this.dispatchEvent(new CustomEvent('signed-in', { bubbles: true, composed: true }));
    } catch (error) {
      this.error = problemOf(error instanceof Error && 'code' in error ? String(error.code) : '');
    } finally {
      this.isBusy = false;
    }
  }
}

/** What to say where signing in did not end well; nothing where that was the person's own decision. */
function problemOf(code: string): string {
  switch (code) {
    case 'auth/popup-closed-by-user':
    case 'auth/cancelled-popup-request':
      return '';
    case 'auth/popup-blocked':
      return msg('브라우저가 로그인 창을 막았어요. 버튼을 한 번 더 누르거나 팝업을 허용해 주세요.', { id: 'sign-in-blocked' });
    default:
      return msg('로그인하지 못했어요. 연결을 확인하고 다시 시도해 주세요.', { id: 'sign-in-failed' });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-sign-in': OmaSignIn;
  }
}
