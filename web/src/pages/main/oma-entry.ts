import { localized, msg } from '@lit/localize';
import type { Locale } from '@oma/contract';
import { css, html, LitElement } from 'lit';
import { customElement, query } from 'lit/decorators.js';
import type { OmaSignIn } from '../../components/oma-sign-in.ts';
import { PageState } from '../../components/page-state.ts';
import { isProbablySignedIn } from '../../data/signed-in-hint.ts';
import { showLocale, showRememberedLocale } from '../../i18n/localization.ts';
import { takeVisitorsChoice } from '../../i18n/remembered.ts';
import { shared } from '../../styles/shared.ts';
import '../../components/oma-sign-in.ts';

/**
 * The way in, on the main page: sign-in for a visitor, straight on for a member, the application for everybody else. The button for visitors is its content,
 * which stands in the page before any script.
 */
@localized()
@customElement('oma-entry')
export class OmaEntry extends LitElement {
  private readonly page = new PageState(this);
  /** Whoever signs in here, or is let in while waiting here, wants to get to work. */
  private goesOn = false;
  private speaking: Promise<void> | null = null;
  @query('oma-sign-in') private readonly signInElement!: OmaSignIn | null;

  static override styles = [
    shared,
    css`
      :host {
        min-height: 48px;
      }
      .button,
      .skeleton {
        min-height: 48px;
        padding: 0 var(--space-5);
        font-size: var(--text-3);
      }
      .skeleton {
        width: 12rem;
      }
    `,
  ];

  override updated(): void {
    const { isSomebody, me } = this.page;
    if (isSomebody) void this.speak();
    if (me === null) return;
    if (me.beta_approved) {
      if (this.goesOn) location.assign('/dashboard');
      this.goesOn = false;
      return;
    }
    this.goesOn = true;
    void import('./oma-apply.ts');
  }

  override render() {
    const { who, isSomebody, me, trouble } = this.page;
    if (who === undefined && isProbablySignedIn()) return html`<div class="skeleton"></div>`;
    if (!isSomebody) return html`<oma-sign-in hasOwnButton @signed-in=${() => this.enter()}><slot></slot></oma-sign-in>`;
    if (me === null && trouble !== null) {
      return html`<p class="error" role="alert">
        ${
          trouble === 'offline'
            ? msg('연결을 확인하고 다시 열어 주세요.', { id: 'entry-offline' })
            : msg('저희 쪽에서 문제가 생겼어요. 잠시 뒤 다시 열어 주세요.', { id: 'entry-fault' })
        }
        <button @click=${() => location.reload()}>${msg('다시 열기', { id: 'reload' })}</button>
      </p>`;
    }
    if (me === null) return html`<div class="skeleton"></div>`;
    return me.beta_approved
      ? html`<a class="button primary" href="/dashboard" data-testid="enter">${msg('대시보드로 가기', { id: 'to-dashboard' })}</a>`
      : html`<a class="button primary" href=${me.beta_status === 'none' ? '#apply' : '/dashboard'} data-testid="to-waiting-room"
          >${me.beta_status === 'none' ? msg('베타 신청하기', { id: 'to-application' }) : msg('신청 상황 보기', { id: 'to-waiting-room' })}</a
        >`;
  }

  /** The button was pressed. Whoever turns out to be signed in already is taken on. */
  async signIn(): Promise<void> {
    void this.speak();
    if ((await this.page.known()) !== null) {
      this.goesOn = true;
      this.requestUpdate();
      return;
    }
    await this.updateComplete;
    await this.signInElement?.begin();
  }

  /** The language was switched on the page: what is said here follows, and so does the profile of whoever is signed in. */
  follow(locale: Locale): void {
    if (this.speaking !== null) void showLocale(locale);
    if (!this.page.isSomebody) return;
    takeVisitorsChoice();
    void import('../../data/me.ts').then(({ chooseLocale }) => chooseLocale(locale)).catch(() => undefined);
  }

  /** A visitor's words are in the page's HTML. What is said besides is in the language this browser remembers. */
  private speak(): Promise<void> {
    return (this.speaking ??= showRememberedLocale().catch(() => {
      this.speaking = null;
    }));
  }

  private enter(): void {
    this.goesOn = true;
    void this.page.refresh();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-entry': OmaEntry;
  }
}
