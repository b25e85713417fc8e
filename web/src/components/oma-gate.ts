import { localized, msg } from '@lit/localize';
import { html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { shared } from '../styles/shared.ts';
import { standingStyles } from '../styles/standing.ts';
import { loadPart } from './load-part.ts';
import { PageState } from './page-state.ts';
import type { Trouble } from './viewer.ts';

/**
 * What stands in the way of a page: nobody signed in, no connection, a fault of the platform, or no access (the waiting room) where the page is for people with access. Nothing where
 * the way is free.
 */
@localized()
@customElement('oma-gate')
export class OmaGate extends LitElement {
  /** The page is for everybody who is signed in. */
  @property({ type: Boolean }) isForEverybody = false;
  private readonly page = new PageState(this);
  private signIn: Promise<unknown> | null = null;
  private waitingRoom: Promise<unknown> | null = null;

  static override styles = [shared, standingStyles];

  /** Sign-in and the waiting room are loaded for those who need them. */
  override updated(): void {
    if (this.page.who === null) this.signIn ??= loadPart(() => import('./oma-sign-in.ts'));
    if (this.page.me?.beta_approved === false && !this.isForEverybody)
      this.waitingRoom ??= loadPart(async () => (await import('../pages/waiting/load-waiting-room.ts')).loadWaitingRoom());
  }

  override render() {
    const { who, me, trouble, isWithdrawn } = this.page;
    if (who === null) {
      return html`<section>
        <h2>${msg('로그인이 필요해요', { id: 'gate-sign-in' })}</h2>
        <oma-sign-in @signed-in=${() => void this.page.refresh()}></oma-sign-in>
      </section>`;
    }
    if (me === null && trouble !== null) return this.renderTrouble(trouble);
    if (me !== null && !me.beta_approved && !this.isForEverybody) {
      return html`<oma-waiting-room .me=${me} ?isWithdrawn=${isWithdrawn} @changed=${() => void this.page.refresh()}></oma-waiting-room>`;
    }
    return nothing;
  }

  private renderTrouble(trouble: Trouble) {
    const isOffline = trouble === 'offline';
    return html`<section role="alert" data-testid="trouble" data-trouble=${trouble}>
      <h2>${isOffline ? msg('연결이 끊겼어요', { id: 'gate-offline' }) : msg('저희 쪽에서 문제가 생겼어요', { id: 'gate-fault' })}</h2>
      <p>
        ${
          isOffline
            ? msg('쓰던 내용은 이 브라우저에 남아 있어요. 연결되면 다시 열어 주세요.', { id: 'gate-offline-hint' })
            : msg('쓰던 내용은 이 브라우저에 남아 있어요. 잠시 뒤 다시 열어 주세요. 계속되면 운영자에게 알려 주세요.', {
                id: 'gate-fault-hint',
              })
        }
      </p>
      <button @click=${() => location.reload()}>${msg('다시 열기', { id: 'reload' })}</button>
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-gate': OmaGate;
  }
}
