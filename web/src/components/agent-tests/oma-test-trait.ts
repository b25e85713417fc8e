import { localized, msg, str } from '@lit/localize';
import { AGENT_TEST_LIMITS, type Trait, TRAIT_KINDS } from '@oma/contract';
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { selectStyles } from '../../styles/select.ts';
import { shared } from '../../styles/shared.ts';
import { testProblemText, tooLong, traitKindName } from '../../text/agent-test-text.ts';
import { ariaInvalid, written } from '../agent-form/field-parts.ts';
import '../oma-icon.ts';
import type { TraitField, TraitProblems } from './test-problems.ts';
import { BLANK_TRAIT, type TraitWriting } from './test-writing.ts';

const RIGHT: TraitProblems = new Map();

/** One thing that is expected of an answer: of which kind, and what. Fires `written` with it, and `remove`. */
@localized()
@customElement('oma-test-trait')
export class OmaTestTrait extends LitElement {
  @property({ attribute: false }) trait: TraitWriting = BLANK_TRAIT;
  /** Counts from 1. */
  @property({ type: Number }) number = 1;
  @property({ attribute: false }) problems: TraitProblems = RIGHT;
  @query('[data-amount]') private readonly amount!: HTMLInputElement | null;

  static override styles = [
    shared,
    selectStyles,
    css`
      .trait {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: var(--space-2);
        margin: 0;
        padding: var(--space-2) 0 var(--space-3);
        border: 0;
        min-width: 0;
        font-size: var(--text-2);
      }
      .fields {
        grid-column: 1 / -1;
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-2);
      }
      .two {
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 9rem), 1fr));
      }
      label {
        align-content: start;
      }
      .hint,
      .error {
        margin: 0;
        line-height: 1.5;
      }
      .amount {
        display: flex;
        align-items: center;
        gap: var(--space-2);
      }
      .amount input {
        max-width: 9rem;
        font-variant-numeric: tabular-nums;
      }
      textarea {
        resize: none;
        field-sizing: content;
        line-height: 1.5;
      }
      .remove {
        width: 40px;
        min-height: 40px;
        padding: 0;
      }
    `,
  ];

  /** What is written stays as it was written: only another number replaces it. */
  override updated(changed: PropertyValues): void {
    const { amount, trait } = this;
    if (amount !== null && changed.has('trait') && !Object.is(this.read(amount), trait.amount))
      amount.value = trait.amount === null || Number.isNaN(trait.amount) ? '' : String(trait.amount);
  }

  override render() {
    const { trait, number } = this;
    return html`<fieldset class="trait">
      <legend class="sr">${msg(str`바라는 것 ${number}`, { id: 'trait-number' })}</legend>
      <select
        aria-label=${msg('무엇을 보나요', { id: 'trait-kind' })}
        data-testid="trait-kind"
        @change=${(event: Event) => event.target instanceof HTMLSelectElement && this.choose(event.target.value)}
      >
        ${TRAIT_KINDS.map((kind) => html`<option value=${kind} .selected=${live(kind === trait.kind)}>${traitKindName(kind)}</option>`)}
      </select>
      <button
        class="quiet remove"
        data-testid="trait-remove"
        aria-label=${msg(str`바라는 것 ${number} 빼기`, { id: 'trait-remove' })}
        @click=${() => this.dispatchEvent(new CustomEvent('remove'))}
      >
        <oma-icon name="x"></oma-icon>
      </button>
      ${this.renderFields()}
    </fieldset>`;
  }

  private renderFields() {
    switch (this.trait.kind) {
      case 'contains':
        return this.renderText(msg('답에 있어야 할 말', { id: 'trait-contains' }), msg('예: 총매출', { id: 'trait-contains-example' }));
      case 'lacks':
        return this.renderText(msg('답에 없어야 할 말', { id: 'trait-lacks' }), msg('예: 잘 모르겠습니다', { id: 'trait-lacks-example' }));
      case 'file':
        return this.renderFile();
      case 'cost':
        return this.renderAmount(msg('최대', { id: 'trait-at-most' }), '$', '');
      case 'time':
        return this.renderAmount(msg('길어야', { id: 'trait-at-longest' }), '', msg('초', { id: 'trait-seconds' }));
      case 'judged':
        return this.renderJudged();
    }
  }

  private renderText(label: string, example: string) {
    const { text } = this.trait;
    return html`<div class="fields">
      <input
        autocomplete="off"
        data-testid="trait-value"
        aria-label=${label}
        placeholder=${example}
        aria-describedby="text-note"
        aria-invalid=${ariaInvalid(this.problem('text'))}
        .value=${live(text)}
        @input=${(event: Event) => this.tell({ text: valueOf(event) })}
      />
      ${this.renderNote('text')}
    </div>`;
  }

  private renderFile() {
    const { text, content } = this.trait;
    return html`<div class="fields two">
      <label
        >${msg('파일 이름', { id: 'trait-file-name' })}
        <input
          autocomplete="off"
          data-testid="trait-value"
          placeholder=${msg('예: 보고서.xlsx, *.csv', { id: 'trait-file-example' })}
          aria-describedby="text-note"
          aria-invalid=${ariaInvalid(this.problem('text'))}
          .value=${live(text)}
          @input=${(event: Event) => this.tell({ text: valueOf(event) })}
        />
        ${this.renderNote('text')}
      </label>
      <label
        >${msg('들어 있을 말', { id: 'trait-file-content' })}
        <input
          autocomplete="off"
          data-testid="trait-content"
          placeholder=${msg('없어도 돼요', { id: 'trait-optional' })}
          aria-describedby="content-note"
          aria-invalid=${ariaInvalid(this.problem('content'))}
          .value=${live(content)}
          @input=${(event: Event) => this.tell({ content: valueOf(event) })}
        />
        ${this.renderNote('content')}
      </label>
    </div>`;
  }

  private renderAmount(label: string, before: string, after: string) {
    return html`<div class="fields">
      <div class="amount">
        <span aria-hidden="true">${label} ${before}</span>
        <input
          type="number"
          inputmode="decimal"
          min="0"
          step="any"
          data-amount
          data-testid="trait-value"
          aria-label="${label} ${before}${after}"
          aria-describedby="amount-note"
          aria-invalid=${ariaInvalid(this.problem('amount'))}
          @input=${(event: Event) => event.target instanceof HTMLInputElement && this.tell({ amount: this.read(event.target) })}
        />
        <span aria-hidden="true">${after}</span>
      </div>
      ${this.renderNote('amount')}
    </div>`;
  }

  private renderJudged() {
    return html`<div class="fields">
      <textarea
        rows="2"
        data-testid="trait-value"
        aria-label=${msg('말로 적은 기준', { id: 'trait-judged' })}
        placeholder=${msg('예: 처음 보는 사람도 알 수 있게 쉬운 말로 답해요', { id: 'trait-judged-example' })}
        aria-describedby="text-note judged-hint"
        aria-invalid=${ariaInvalid(this.problem('text'))}
        .value=${live(this.trait.text)}
        @input=${(event: Event) => this.tell({ text: valueOf(event) })}
      ></textarea>
      ${this.renderNote('text')}
      <p class="hint" id="judged-hint">${msg('Claude가 답을 보고 판단하고, 까닭을 적어요.', { id: 'trait-judged-hint' })}</p>
    </div>`;
  }

  private renderNote(field: TraitField) {
    const problem = this.problem(field);
    return problem === '' ? nothing : html`<p class="error" id="${field}-note" role="alert">${problem}</p>`;
  }

  private problem(field: TraitField): string {
    const kind = this.problems.get(field);
    if (kind === undefined) return '';
    return field === 'content' && kind === 'too_long' ? tooLong(AGENT_TEST_LIMITS.words) : testProblemText(kind, this.trait.kind);
  }

  /** An amount of dollars is none of seconds. */
  private choose(value: string): void {
    const kind: Trait['kind'] | undefined = TRAIT_KINDS.find((known) => known === value);
    if (kind !== undefined) this.tell({ kind, amount: null });
  }

  private tell(change: Partial<TraitWriting>): void {
    this.dispatchEvent(written({ ...this.trait, ...change }));
  }

  private read({ value, validity }: HTMLInputElement): number | null {
    if (validity.badInput) return Number.NaN;
    return value === '' ? null : Number(value);
  }

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('select')?.focus();
  }

  /** Gives the focus to what is wrong; false where nothing is. */
  focusProblem(): boolean {
    const wrong = this.renderRoot.querySelector<HTMLElement>('[aria-invalid="true"]');
    wrong?.focus();
    return wrong !== null;
  }
}

const valueOf = ({ target }: Event): string =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement ? target.value : '';

declare global {
  interface HTMLElementTagNameMap {
    'oma-test-trait': OmaTestTrait;
  }
}
