import { localized, msg } from '@lit/localize';
import { css, html, LitElement } from 'lit';
import { customElement } from 'lit/decorators.js';
import { PageState } from '../../components/page-state.ts';
import { shared } from '../../styles/shared.ts';
import '../../components/oma-sign-in.ts';

/** The way in, on the main page: sign-in for a visitor, straight on for a member, the application for everybody else. */
@localized()
@customElement('oma-entry')
export class OmaEntry extends LitElement {
  private readonly page = new PageState(this);
  /** Whoever signs in here, or is let in while waiting here, wants to get to work. */
  private goesOn = false;

  static override styles = [
    shared,
    css`
      :host {
        min-height: 48px;
      }
    `,
  ];

  override updated(): void {
    const { me } = this.page;
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
    const { who, me, isOffline } = this.page;
    if (who === null) return html`<oma-sign-in @signed-in=${() => this.enter()}></oma-sign-in>`;
    if (me === null && isOffline) {
      return html`<p class="error" role="alert">
        ${msg('연결을 확인하고 다시 열어 주세요.', { id: 'entry-offline' })}
        <button @click=${() => location.reload()}>${msg('다시 열기', { id: 'reload' })}</button>
      </p>`;
    }
    if (me === null) return html`<div class="skeleton" style="width: 12rem; height: 48px"></div>`;
    return me.beta_approved
      ? html`<a class="button primary" href="/dashboard" data-testid="enter">${msg('대시보드로 가기', { id: 'to-dashboard' })}</a>`
      : html`<a class="button primary" href=${me.beta_status === 'none' ? '#apply' : '/dashboard'} data-testid="to-waiting-room"
          >${me.beta_status === 'none' ? msg('베타 신청하기', { id: 'to-application' }) : msg('신청 상황 보기', { id: 'to-waiting-room' })}</a
        >`;
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
