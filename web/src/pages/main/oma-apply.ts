import { localized } from '@lit/localize';
import { html, LitElement, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import { PageState } from '../../components/page-state.ts';
import { shared } from '../../styles/shared.ts';
import '../../components/oma-application.ts';

/** The application on the main page, for somebody who is signed in and has no access yet. */
@localized()
@customElement('oma-apply')
export class OmaApply extends LitElement {
  private readonly page = new PageState(this);
  private hasShown = false;

  static override styles = [shared];

  override updated(): void {
    const { me } = this.page;
    const isNeeded = me !== null && !me.beta_approved;
    this.closest('section')?.toggleAttribute('hidden', !isNeeded);
    if (!isNeeded || this.hasShown) return;
    this.hasShown = true;
    if (me.beta_status === 'none') this.closest('section')?.scrollIntoView({ block: 'start' });
  }

  override render() {
    const { me, isWithdrawn } = this.page;
    if (me === null || me.beta_approved) return nothing;
    return html`<oma-application .me=${me} ?isWithdrawn=${isWithdrawn} @changed=${() => void this.page.refresh()}></oma-application>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-apply': OmaApply;
  }
}
