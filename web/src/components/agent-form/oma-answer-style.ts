import { localized, msg } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { shared } from '../../styles/shared.ts';
import { agentFieldName } from '../../text/agent-form-text.ts';
import { focusControl, written } from './field-parts.ts';
import { choiceStyles, fieldStyles } from './field-styles.ts';

const MIDDLE = 0.5;

/** Whether the model thinks before it answers, or else how exact or varied it answers. Fires `written` with the temperature; null is thinking. */
@localized()
@customElement('oma-answer-style')
export class OmaAnswerStyle extends LitElement {
  @property({ attribute: false }) value: number | null = null;

  static override styles = [
    shared,
    fieldStyles,
    choiceStyles,
    css`
      .slider {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr) auto;
        align-items: center;
        gap: 0 var(--space-3);
        padding: 0 var(--space-3);
        font-size: var(--text-2);
        font-weight: 400;
      }
      .slider input {
        min-height: 32px;
        padding: 0;
        border: 0;
        background: none;
        accent-color: var(--accent);
      }
      output {
        grid-column: 1 / -1;
        justify-self: center;
        color: var(--ink-soft);
        font-size: var(--text-1);
        font-variant-numeric: tabular-nums;
      }
    `,
  ];

  override render() {
    const { value } = this;
    return html`<fieldset>
      <legend>${agentFieldName('temperature')}</legend>
      <div class="choices">
        ${this.choice(true, msg('깊이 생각하고 답해요', { id: 'temperature-thinking' }), msg('시간이 더 걸려도 꼼꼼해요.', { id: 'thinking-hint' }))}
        ${this.choice(false, msg('바로 답해요', { id: 'temperature-direct' }), msg('답의 성격을 직접 정해요.', { id: 'direct-hint' }))}
      </div>
      ${
        value === null
          ? nothing
          : html`<div class="slider">
              <span aria-hidden="true">${msg('정확하게', { id: 'temperature-exact' })}</span
              ><input
                type="range"
                name="temperature"
                min="0"
                max="1"
                step="0.1"
                aria-label=${msg('정확하게에서 다양하게까지', { id: 'temperature-range' })}
                .value=${live(String(value))}
                @input=${this.slide}
              /><span aria-hidden="true">${msg('다양하게', { id: 'temperature-varied' })}</span><output>${value}</output>
            </div>`
      }
    </fieldset>`;
  }

  private choice(isThinking: boolean, name: string, hint: string) {
    return html`<label class="choice"
      ><input
        type="radio"
        name="thinking"
        value=${isThinking ? 'yes' : 'no'}
        .checked=${live((this.value === null) === isThinking)}
        @change=${() => this.tell(isThinking ? null : MIDDLE)}
      /><b>${name}</b><span class="hint">${hint}</span></label
    >`;
  }

  private readonly slide = (event: InputEvent & { currentTarget: HTMLInputElement }): void => this.tell(Number(event.currentTarget.value));

  private tell(value: number | null): void {
    this.value = value;
    this.dispatchEvent(written(value));
  }

  override focus(): void {
    focusControl(this.renderRoot);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-answer-style': OmaAnswerStyle;
  }
}
