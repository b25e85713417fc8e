import { localized, msg } from '@lit/localize';
import { css, html, LitElement } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { shared } from '../styles/shared.ts';
import { measureThisPage } from './measure-this-page.ts';
import { chooseMeasuring } from './measuring-choice.ts';

/** One line that asks whether this browser may send how quick it is and what goes wrong. Either answer is kept, and it is never asked again. */
@localized()
@customElement('oma-measuring-ask')
export class OmaMeasuringAsk extends LitElement {
  @state() private answer: boolean | null = null;

  static override styles = [
    shared,
    css`
      p {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--space-1) var(--space-3);
        margin: 0;
        padding-top: var(--space-4);
        border-top: 1px solid var(--line);
        color: var(--ink-soft);
        font-size: var(--text-2);
      }
      span {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-1);
        margin-inline-start: auto;
      }
      @media (max-width: 640px) {
        span {
          margin-inline-start: calc(-1 * var(--space-2));
        }
      }
    `,
  ];

  override render() {
    if (this.answer !== null)
      return html`<p role="status" data-testid="measuring-answered">
        ${
          this.answer
            ? msg('고마워요. 이제 보내요. 내 계정에서 언제든 끌 수 있어요.', { id: 'measuring-thanks' })
            : msg('보내지 않아요. 마음이 바뀌면 내 계정에서 켤 수 있어요.', { id: 'measuring-declined' })
        }
      </p>`;
    return html`<p data-testid="measuring-ask">
      ${msg('이 브라우저의 속도와 오류를 보내 주시면 서비스를 고치는 데만 쓸게요.', { id: 'measuring-ask' })}
      <a href="/account#measuring">${msg('무엇을 보내나요', { id: 'measuring-what' })}</a>
      <span>
        <button class="quiet" data-testid="measuring-yes" @click=${() => this.choose(true)}>
          ${msg('보낼게요', { id: 'measuring-yes' })}
        </button>
        <button class="quiet" data-testid="measuring-no" @click=${() => this.choose(false)}>
          ${msg('보내지 않을게요', { id: 'measuring-no' })}
        </button>
      </span>
    </p>`;
  }

  private choose(isWanted: boolean): void {
    chooseMeasuring(isWanted);
    this.answer = isWanted;
    if (isWanted) void measureThisPage();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-measuring-ask': OmaMeasuringAsk;
  }
}
