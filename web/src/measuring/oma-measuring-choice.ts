import { localized, msg } from '@lit/localize';
import { css, html, LitElement } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { shared } from '../styles/shared.ts';
import { measureThisPage } from './measure-this-page.ts';
import { chooseMeasuring, measuringChoice } from './measuring-choice.ts';

/** The switch of what this browser sends of itself, with what that is, what it is not, and how long it is kept. */
@localized()
@customElement('oma-measuring-choice')
export class OmaMeasuringChoice extends LitElement {
  @state() private isOn = measuringChoice() === true;

  static override styles = [
    shared,
    css`
      :host {
        display: grid;
        gap: var(--space-3);
      }
      dl {
        display: grid;
        grid-template-columns: max-content minmax(0, 1fr);
        gap: var(--space-2) var(--space-4);
        margin: 0;
        padding-inline-start: calc(18px + var(--space-2));
        font-size: var(--text-2);
      }
      dt {
        color: var(--ink-soft);
      }
      dd {
        margin: 0;
      }
      p {
        margin: 0;
        padding-inline-start: calc(18px + var(--space-2));
      }
      @media (max-width: 480px) {
        dl {
          grid-template-columns: minmax(0, 1fr);
          gap: 0;
          padding-inline-start: 0;
        }
        dd + dt {
          margin-top: var(--space-2);
        }
        p {
          padding-inline-start: 0;
        }
      }
    `,
  ];

  override render() {
    return html`
      <label class="check"
        ><input
          type="checkbox"
          data-testid="measuring"
          aria-describedby="measuring-hint"
          .checked=${this.isOn}
          @change=${(event: Event & { target: HTMLInputElement }) => this.choose(event.target.checked)}
        />${msg('이 브라우저의 속도와 오류를 보내기', { id: 'measuring' })}</label
      >
      <dl>
        <dt>${msg('보내는 것', { id: 'measuring-sent-title' })}</dt>
        <dd>
          ${msg(
            '어느 화면인지, 그려지고 반응하기까지 걸린 시간과 화면이 밀린 정도, 오류의 종류와 저희 파일 속 위치. 질문을 보내고 답이 보이기까지 걸린 시간은 그 질문의 번호와 함께 보내요.',
            {
              id: 'measuring-sent',
            },
          )}
        </dd>
        <dt>${msg('보내지 않는 것', { id: 'measuring-not-sent-title' })}</dt>
        <dd>
          ${msg('대화와 파일의 내용, 입력한 글, 화면의 주소, 오류에 적힌 글. 질문의 시간 말고는 누구의 것인지도 보내지 않아요.', {
            id: 'measuring-not-sent',
          })}
        </dd>
        <dt>${msg('보관', { id: 'measuring-kept-title' })}</dt>
        <dd>${msg('30일 뒤에 지워요.', { id: 'measuring-kept' })}</dd>
      </dl>
      <p class="hint" id="measuring-hint" role="status" data-testid="measuring-state" data-state=${this.isOn ? 'on' : 'off'}>
        ${
          this.isOn
            ? msg('보내고 있어요. 끄면 바로 그만 보내요. 이 브라우저에만 저장돼요.', { id: 'measuring-on' })
            : msg('보내지 않아요. 이 브라우저에만 저장돼요.', { id: 'measuring-off' })
        }
      </p>
    `;
  }

  private choose(isWanted: boolean): void {
    chooseMeasuring(isWanted);
    this.isOn = isWanted;
    if (isWanted) void measureThisPage();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-measuring-choice': OmaMeasuringChoice;
  }
}
