import { localized, msg } from '@lit/localize';
import type { Me } from '@oma/contract';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { SignedIn } from '../data/auth.ts';
import { shared } from '../styles/shared.ts';
import './oma-sign-in.ts';

/** What stands in the way of a page: nobody signed in, no access (the waiting room), or no connection. Nothing where the way is free. Fires `changed`. */
@localized()
@customElement('oma-gate')
export class OmaGate extends LitElement {
  @property({ attribute: false }) who: SignedIn;
  @property({ attribute: false }) me: Me | null = null;
  @property({ type: Boolean }) isOffline = false;
  @property({ type: Boolean }) isWithdrawn = false;

  static override styles = [
    shared,
    css`
      section {
        max-width: 34rem;
        margin: 12vh auto 0;
        padding: var(--space-4);
      }
      h2 {
        font-size: var(--text-5);
        line-height: 1.3;
        margin: 0 0 var(--space-3);
      }
      p {
        color: var(--ink-soft);
      }
    `,
  ];

  /** The room is loaded for those who have to wait. */
  override updated(): void {
    if (this.me?.beta_approved === false) void import('../pages/waiting/oma-waiting-room.ts');
  }

  override render() {
    if (this.who === null) {
      return html`<section>
        <h2>${msg('로그인이 필요해요', { id: 'gate-sign-in' })}</h2>
        <oma-sign-in></oma-sign-in>
      </section>`;
    }
    if (this.me === null && this.isOffline) {
      return html`<section role="alert">
        <h2>${msg('연결이 끊겼어요', { id: 'gate-offline' })}</h2>
        <p>${msg('쓰던 내용은 이 브라우저에 남아 있어요. 연결되면 다시 열어 주세요.', { id: 'gate-offline-hint' })}</p>
        <button @click=${() => location.reload()}>${msg('다시 열기', { id: 'reload' })}</button>
      </section>`;
    }
    if (this.me !== null && !this.me.beta_approved) {
      return html`<oma-waiting-room
        .me=${this.me}
        ?isWithdrawn=${this.isWithdrawn}
        @changed=${() => this.dispatchEvent(new CustomEvent('changed'))}
      ></oma-waiting-room>`;
    }
    return nothing;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-gate': OmaGate;
  }
}
