import { localized, msg } from '@lit/localize';
import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { shared } from '../../styles/shared.ts';
import { agentFieldName } from '../../text/agent-form-text.ts';
import { focusControl, written } from './field-parts.ts';
import { fieldStyles } from './field-styles.ts';
import './oma-number-field.ts';

const LENGTHS = { short: 1024, middle: 4096, long: 16_000 } as const;

/** How long one message of the model may become. Fires `written` with the number of tokens; null is the model's own. */
@localized()
@customElement('oma-answer-length')
export class OmaAnswerLength extends LitElement {
  @property({ attribute: false }) value: number | null = null;
  @property() problem = '';

  static override styles = [
    shared,
    fieldStyles,
    css`
      .lengths {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
      }
      .lengths label {
        display: inline-flex;
        align-items: center;
        gap: var(--space-2);
        min-height: 40px;
        padding: 0 var(--space-3);
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--surface-high);
        font-weight: 400;
        cursor: pointer;
      }
      .lengths label:has(:checked) {
        border-color: var(--accent);
        box-shadow: inset 0 0 0 1px var(--accent);
      }
      oma-number-field {
        margin-top: var(--space-2);
      }
    `,
  ];

  override render() {
    const choices: [string, number | null][] = [
      [msg('기본', { id: 'length-default' }), null],
      [msg('짧게', { id: 'length-short' }), LENGTHS.short],
      [msg('보통', { id: 'length-middle' }), LENGTHS.middle],
      [msg('길게', { id: 'length-long' }), LENGTHS.long],
    ];
    return html`<fieldset>
      <legend>${agentFieldName('max_tokens')}</legend>
      <div class="lengths">
        ${choices.map(
          ([name, tokens]) =>
            html`<label
              ><input
                type="radio"
                name="length"
                value=${tokens ?? ''}
                .checked=${live(this.value === tokens)}
                @change=${() => this.tell(tokens)}
              />${name}</label
            >`,
        )}
      </div>
      <oma-number-field
        name="max_tokens"
        step="1"
        label=${msg('토큰 수로 정하기', { id: 'length-tokens' })}
        hint=${msg('비워 두면 모델이 정해요. 한글 한 글자는 1토큰 안팎이에요.', { id: 'length-hint' })}
        .value=${this.value}
        .problem=${this.problem}
        @written=${(event: CustomEvent<number | null>) => this.tell(event.detail)}
      ></oma-number-field>
    </fieldset>`;
  }

  private tell(value: number | null): void {
    this.value = value;
    this.dispatchEvent(written(value));
  }

  override focus(): void {
    if (this.problem === '') focusControl(this.renderRoot);
    else this.renderRoot.querySelector('oma-number-field')?.focus();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-answer-length': OmaAnswerLength;
  }
}
