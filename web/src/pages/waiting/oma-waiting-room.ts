import { localized, msg } from '@lit/localize';
import type { Me } from '@oma/contract';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import '../../components/oma-application.ts';
import { shared } from '../../styles/shared.ts';
import { standingOf } from '../../text/beta-text.ts';
import './oma-agent-draft.ts';
import './oma-replay.ts';

/** What somebody without access sees in place of a page: where they stand, and what can be done meanwhile. Fires `changed`. */
@localized()
@customElement('oma-waiting-room')
export class OmaWaitingRoom extends LitElement {
  @property({ attribute: false }) me!: Me;
  @property({ type: Boolean }) isWithdrawn = false;

  static override styles = [
    shared,
    css`
      .room {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-6);
        max-width: 46rem;
        margin: 0 auto;
        padding: var(--space-6) var(--space-4);
      }
      h2 {
        margin: 0 0 var(--space-1);
        font-size: var(--text-4);
      }
      section p {
        margin: 0 0 var(--space-4);
        color: var(--ink-soft);
        font-size: var(--text-2);
      }
      @media (max-width: 640px) {
        .room {
          padding-top: var(--space-5);
        }
      }
    `,
  ];

  override render() {
    const standing = standingOf(this.me);
    const isOpen = standing === 'none' || standing === 'applied';
    return html`<div class="room" data-testid="waiting-room" data-status=${standing}>
      <oma-application
        .me=${this.me}
        ?isWithdrawn=${this.isWithdrawn}
        @changed=${() => this.dispatchEvent(new CustomEvent('changed'))}
      ></oma-application>
      ${isOpen ? this.renderReplay() : nothing} ${standing === 'applied' ? this.renderDraft() : nothing}
    </div>`;
  }

  private renderReplay() {
    return html`<section>
      <h2>${msg('이렇게 일해요', { id: 'waiting-replay' })}</h2>
      <p>
        ${msg('이 플랫폼에서 실행한 대화를 녹화한 거예요. 도구는 실제로 실행됐고, 답과 금액은 연습용 모델이 지었어요. 도구 줄을 누르면 무엇을 했는지 볼 수 있어요.', { id: 'waiting-replay-hint' })}
      </p>
      <oma-replay></oma-replay>
    </section>`;
  }

  private renderDraft() {
    return html`<section>
      <h2>${msg('첫 에이전트를 미리 적어 두세요', { id: 'waiting-draft' })}</h2>
      <p>${msg('쓰는 동안 이 브라우저에만 저장돼요. 승인되면 저절로 만들어져요.', { id: 'waiting-draft-hint' })}</p>
      <oma-agent-draft .uid=${this.me.uid}></oma-agent-draft>
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-waiting-room': OmaWaitingRoom;
  }
}
