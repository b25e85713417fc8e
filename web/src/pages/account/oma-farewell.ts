import { localized, msg } from '@lit/localize';
import { css, html, LitElement } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { shared } from '../../styles/shared.ts';
import { standingStyles } from '../../styles/standing.ts';

/** Stands where the account page was, once the account is deleted, or as good as. */
@localized()
@customElement('oma-farewell')
export class OmaFarewell extends LitElement {
  @property() outcome: 'done' | 'going_on' = 'done';
  @query('h2') private readonly headline!: HTMLElement;

  static override styles = [
    shared,
    standingStyles,
    css`
      h2:focus-visible {
        outline: none;
      }
      p {
        margin: 0 0 var(--space-5);
      }
    `,
  ];

  /** What was pressed is gone; the words are read from here. */
  override firstUpdated(): void {
    this.headline.focus();
  }

  override render() {
    const isDone = this.outcome === 'done';
    return html`<section data-testid="farewell" data-outcome=${this.outcome}>
      <h2 tabindex="-1">
        ${isDone ? msg('계정을 지웠어요', { id: 'farewell-done' }) : msg('계정을 지우고 있어요', { id: 'farewell-going' })}
      </h2>
      <p>
        ${
          isDone
            ? msg('모든 데이터가 지워졌고 로그아웃했어요. 이 브라우저에 남아 있던 초안도 지웠어요. 그동안 고마웠어요.', {
                id: 'farewell-done-hint',
              })
            : msg('로그아웃했고, 남은 데이터는 몇 분 안에 모두 지워져요. 이 창은 닫아도 돼요. 다시 가입하려면 그 뒤에 로그인해 주세요.', {
                id: 'farewell-going-hint',
              })
        }
      </p>
      <a class="button" href="/">${msg('첫 화면으로', { id: 'to-main' })}</a>
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-farewell': OmaFarewell;
  }
}
