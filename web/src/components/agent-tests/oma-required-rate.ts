import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { currentLocale } from '../../i18n/localization.ts';
import { selectStyles } from '../../styles/select.ts';
import { shared } from '../../styles/shared.ts';
import { formatShare } from '../../text/format-share.ts';
import { written } from '../agent-form/field-parts.ts';

const RATES = [0.8, 1];
const NONE = 'none';

/** Which part of the attempts must pass before the agent is put to work. Fires `written` with it; null: none must. */
@localized()
@customElement('oma-required-rate')
export class OmaRequiredRate extends LitElement {
  @property({ attribute: false }) rate: number | null = null;

  static override styles = [
    shared,
    selectStyles,
    css`
      p {
        margin: var(--space-1) 0 0;
        line-height: 1.5;
      }
    `,
  ];

  override render() {
    const { rate } = this;
    // Another client may have stored another part.
    const rates = rate === null || RATES.includes(rate) ? RATES : [rate, ...RATES];
    return html`<label
        >${msg('사용을 시작하려면', { id: 'tests-required' })}
        <select data-testid="tests-required" aria-describedby="hint" @change=${this.take}>
          <option value=${NONE} .selected=${live(rate === null)}>${msg('테스트하지 않아도 돼요', { id: 'tests-required-none' })}</option>
          ${rates.map((one) => html`<option value=${one} .selected=${live(one === rate)}>${rateName(one)}</option>`)}
        </select>
      </label>
      ${
        rate === null
          ? nothing
          : html`<p class="hint" id="hint">
              ${msg('저장하려는 내용 그대로 테스트해서 통과해야 ‘사용 중’으로 바꿀 수 있어요.', { id: 'tests-required-hint' })}
            </p>`
      }`;
  }

  private readonly take = ({ target }: Event): void => {
    if (!(target instanceof HTMLSelectElement)) return;
    this.dispatchEvent(written(target.value === NONE ? null : Number(target.value)));
  };
}

const rateName = (rate: number): string =>
  rate === 1
    ? msg('모두 통과해야 해요', { id: 'tests-required-all' })
    : msg(str`${formatShare(rate, currentLocale())} 이상 통과해야 해요`, { id: 'tests-required-part' });

declare global {
  interface HTMLElementTagNameMap {
    'oma-required-rate': OmaRequiredRate;
  }
}
