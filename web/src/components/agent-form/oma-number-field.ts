import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { shared } from '../../styles/shared.ts';
import { ariaInvalid, describedBy, focusControl, problemNote, written } from './field-parts.ts';
import { fieldStyles } from './field-styles.ts';

/** A number, or nothing. Fires `written` with it; null where the field is empty, NaN where it holds no number. */
@customElement('oma-number-field')
export class OmaNumberField extends LitElement {
  @property() name = '';
  @property() label = '';
  @property() hint = '';
  /** What the written number does not mean, though it may be written; stands in place of the hint. */
  @property() warning = '';
  /** What stands before the number. */
  @property() unit = '';
  @property() step = 'any';
  @property({ attribute: false }) value: number | null = null;
  @property() problem = '';
  @query('input') private readonly control!: HTMLInputElement;

  static override styles = [
    shared,
    fieldStyles,
    css`
      .box {
        display: flex;
        align-items: center;
        position: relative;
      }
      .unit {
        position: absolute;
        left: var(--space-3);
        color: var(--ink-soft);
      }
      .unit + input {
        padding-left: calc(var(--space-3) + 1.1em);
      }
      .warning {
        color: var(--warn);
      }
      input {
        max-width: 16rem;
        font-variant-numeric: tabular-nums;
      }
    `,
  ];

  /** What is written stays as it was written: only another number replaces it. */
  override updated(changed: PropertyValues): void {
    if (changed.has('value') && !Object.is(this.read(), this.value)) this.control.value = this.value === null ? '' : String(this.value);
  }

  override render() {
    const { problem, warning } = this;
    const hint = warning === '' ? this.hint : warning;
    return html`<div class="field">
      <label class="label" for="control">${this.label}</label>
      <p class=${warning === '' ? 'hint' : 'hint warning'} id="hint" ?hidden=${hint === ''}>${hint}</p>
      <div class="box">
        ${this.unit === '' ? nothing : html`<span class="unit" aria-hidden="true">${this.unit}</span>`}
        <input
          id="control"
          name=${this.name}
          type="number"
          inputmode="decimal"
          min="0"
          step=${this.step}
          aria-describedby=${describedBy(problem)}
          aria-invalid=${ariaInvalid(problem)}
          @input=${() => this.dispatchEvent(written(this.read()))}
        />
      </div>
      ${problemNote(problem)}
    </div>`;
  }

  private read(): number | null {
    const { value, validity } = this.control;
    if (validity.badInput) return Number.NaN;
    return value === '' ? null : Number(value);
  }

  override focus(): void {
    focusControl(this.renderRoot);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-number-field': OmaNumberField;
  }
}
