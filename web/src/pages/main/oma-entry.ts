import { localized, msg } from '@lit/localize';
import { html, LitElement } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { type SignedIn, watchSignedIn } from '../../data/auth.ts';
import { shared } from '../../styles/shared.ts';
import '../../components/oma-sign-in.ts';

/** The way in, on the main page: sign-in, or straight on for somebody who is signed in. */
@localized()
@customElement('oma-entry')
export class OmaEntry extends LitElement {
  @state() private who: SignedIn;

  static override styles = [shared];

  override connectedCallback(): void {
    super.connectedCallback();
    void watchSignedIn((who) => {
      this.who = who;
    });
  }

  override render() {
    if (this.who === undefined) return html`<div class="skeleton" style="width: 12rem; height: 48px"></div>`;
    if (this.who === null) return html`<oma-sign-in @signed-in=${() => location.assign('/dashboard')}></oma-sign-in>`;
    return html`<a class="button primary" href="/dashboard" data-testid="enter">${msg('대시보드로 가기', { id: 'to-dashboard' })}</a>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-entry': OmaEntry;
  }
}
