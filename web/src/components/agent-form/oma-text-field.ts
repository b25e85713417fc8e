import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { ifDefined } from 'lit/directives/if-defined.js';
import { live } from 'lit/directives/live.js';
import { currentLocale } from '../../i18n/localization.ts';
import { shared } from '../../styles/shared.ts';
import { formatNumber } from '../../text/format.ts';
import { ariaInvalid, describedBy, focusControl, problemNote, written } from './field-parts.ts';
import { fieldStyles } from './field-styles.ts';

/** How near the limit a counter appears. */
const NEAR = 0.8;
/** From more rows than these on, a field is for long texts. */
const MANY_ROWS = 5;

/** A line of text, or with `rows` a text that grows with what is written. Fires `written` with it. */
@localized()
@customElement('oma-text-field')
export class OmaTextField extends LitElement {
  @property() name = '';
  @property() label = '';
  @property() hint = '';
  @property() example = '';
  @property() value = '';
  @property() problem = '';
  /** How many UTF-16 units there may be. */
  @property({ type: Number }) limit = Infinity;
  /** How many rows there are at least; 0: one line. */
  @property({ type: Number }) rows = 0;
  @property({ type: Boolean }) isRequired = false;
  /** Whether the counter is always there, not only near the limit. */
  @property({ type: Boolean }) hasCounter = false;
  @query('input, textarea') private readonly control!: HTMLInputElement | HTMLTextAreaElement;

  static override styles = [
    shared,
    fieldStyles,
    css`
      textarea {
        resize: none;
        field-sizing: content;
        line-height: 1.6;
        overflow: hidden;
        min-height: 4.5rem;
      }
      .large {
        min-height: 16rem;
        max-height: max(16rem, 70dvh);
        overflow-y: auto;
      }
      .under {
        display: flex;
        justify-content: space-between;
        gap: var(--space-3);
      }
      .count {
        margin-left: auto;
        color: var(--ink-soft);
        font-size: var(--text-1);
        font-variant-numeric: tabular-nums;
        white-space: nowrap;
      }
      .over {
        color: var(--bad);
        font-weight: 600;
      }
    `,
  ];

  override updated(changed: PropertyValues): void {
    if (changed.has('value')) this.grow();
  }

  override render() {
    const { value, problem, limit } = this;
    const isCounted = this.hasCounter || value.length > limit * NEAR;
    return html`<div class="field">
      <label class="label" for="control">${this.label}</label>
      <p class="hint" id="hint" ?hidden=${this.hint === ''}>${this.hint}</p>
      ${this.renderControl()}
      ${
        problem === '' && !isCounted
          ? nothing
          : html`<div class="under">
              ${problemNote(problem)}
              ${
                isCounted
                  ? html`<span class="count ${value.length > limit ? 'over' : ''}"
                      ><span class="sr"
                        >${msg(str`${formatNumber(limit, currentLocale())}자 가운데 ${formatNumber(value.length, currentLocale())}자`, { id: 'count-words' })}</span
                      ><span aria-hidden="true"
                        >${formatNumber(value.length, currentLocale())} / ${formatNumber(limit, currentLocale())}</span
                      ></span
                    >`
                  : nothing
              }
            </div>`
      }
    </div>`;
  }

  private renderControl() {
    const { name, problem } = this;
    const example = this.example === '' ? undefined : this.example;
    return this.rows === 0
      ? html`<input
          id="control"
          name=${name}
          autocomplete="off"
          placeholder=${ifDefined(example)}
          aria-describedby=${describedBy(problem)}
          aria-invalid=${ariaInvalid(problem)}
          aria-required=${this.isRequired ? 'true' : 'false'}
          .value=${live(this.value)}
          @input=${this.take}
        />`
      : html`<textarea
          id="control"
          class=${this.rows > MANY_ROWS ? 'large' : ''}
          name=${name}
          rows=${this.rows}
          placeholder=${ifDefined(example)}
          aria-describedby=${describedBy(problem)}
          aria-invalid=${ariaInvalid(problem)}
          .value=${live(this.value)}
          @input=${this.take}
        ></textarea>`;
  }

  override focus(): void {
    focusControl(this.renderRoot);
  }

  private readonly take = (): void => {
    this.value = this.control.value;
    this.dispatchEvent(written(this.value));
  };

  /** Some browsers do not yet size a field by its content. */
  private grow(): void {
    if (this.rows === 0 || CSS.supports('field-sizing', 'content')) return;
    this.control.style.height = 'auto';
    this.control.style.height = `${this.control.scrollHeight}px`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-text-field': OmaTextField;
  }
}
