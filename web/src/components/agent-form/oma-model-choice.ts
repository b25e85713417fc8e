import { localized, msg, str } from '@lit/localize';
import type { Model } from '@oma/contract';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { currentLocale } from '../../i18n/localization.ts';
import { shared } from '../../styles/shared.ts';
import { agentFieldName } from '../../text/agent-form-text.ts';
import { formatMoney, formatNumber } from '../../text/format.ts';
import { TYPICAL_REPLY, typicalCostUsd } from '../../text/typical-reply.ts';
import { describedBy, focusControl, problemNote, written } from './field-parts.ts';
import { choiceStyles, fieldStyles } from './field-styles.ts';

type Choice = { id: string | null; name: string; note: string; price: string };

/** Which model answers, with what a typical reply of it costs. Fires `written` with its id; null is the platform's first one. */
@localized()
@customElement('oma-model-choice')
export class OmaModelChoice extends LitElement {
  /** The platform's models; null: not known yet. */
  @property({ attribute: false }) models: readonly Model[] | null = null;
  @property() value: string | null = null;
  @property() problem = '';

  static override styles = [
    shared,
    fieldStyles,
    choiceStyles,
    css`
      .choices {
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 16rem), 1fr));
      }
      .price {
        grid-column: 2;
        font-size: var(--text-2);
        font-variant-numeric: tabular-nums;
      }
      .skeleton {
        height: 76px;
      }
    `,
  ];

  override render() {
    const { models, problem } = this;
    return html`<fieldset aria-describedby=${describedBy(problem)}>
      <legend>${agentFieldName('model')}</legend>
      <p class="hint" id="hint">
        ${msg(
          str`금액은 입력 ${formatNumber(TYPICAL_REPLY.input_tokens, currentLocale())}토큰, 출력 ${formatNumber(TYPICAL_REPLY.output_tokens, currentLocale())}토큰인 답 하나로 계산했어요. 파일을 많이 읽으면 더 들어요.`,
          { id: 'model-hint' },
        )}
      </p>
      <div class="choices">
        ${
          models === null
            ? [1, 2, 3, 4].map(() => html`<div class="skeleton"></div>`)
            : this.choices(models).map(
                ({ id, name, note, price }) =>
                  html`<label class="choice"
                    ><input
                      type="radio"
                      name="model"
                      value=${id ?? ''}
                      .checked=${live(this.value === id)}
                      @change=${() => this.dispatchEvent(written(id))}
                    /><b>${name}</b>${note === '' ? nothing : html`<span class="hint">${note}</span>`}${
                      price === '' ? nothing : html`<span class="price">${price}</span>`
                    }</label
                  >`,
              )
        }
      </div>
      ${problemNote(problem)}
    </fieldset>`;
  }

  private choices(models: readonly Model[]): Choice[] {
    const offered = models.filter(({ enabled }) => enabled);
    const first = offered[0];
    const price = (model: Model): string => msg(str`답 하나에 약 ${formatMoney(typicalCostUsd(model))}`, { id: 'model-price' });
    const gone = this.value === null || offered.some(({ id }) => id === this.value) ? null : this.value;
    return [
      {
        id: null,
        name: msg('기본 모델', { id: 'agent-model-default' }),
        note: first === undefined ? '' : msg(str`지금은 ${first.name}`, { id: 'model-default-now' }),
        price: first === undefined ? '' : price(first),
      },
      ...offered.map((model) => ({ id: model.id, name: model.name, note: '', price: price(model) })),
      ...(gone === null
        ? []
        : [
            {
              id: gone,
              name: models.find(({ id }) => id === gone)?.name ?? gone,
              note: msg('더 제공하지 않는 모델이에요. 지금은 기본 모델이 답해요.', { id: 'model-gone' }),
              price: '',
            },
          ]),
    ];
  }

  override focus(): void {
    focusControl(this.renderRoot);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-model-choice': OmaModelChoice;
  }
}
