import { localized, msg, str } from '@lit/localize';
import { AGENT_TEST_LIMITS, budgetFor, expectedUsd, type TestCost } from '@oma/contract';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { currentLocale } from '../../i18n/localization.ts';
import { selectStyles } from '../../styles/select.ts';
import { shared } from '../../styles/shared.ts';
import { formatMoney, formatNumber } from '../../text/format.ts';
import { ariaInvalid } from '../agent-form/field-parts.ts';
import '../oma-icon.ts';

/** A run as its person wants it. `hasDraft`: with the form as it stands beside what is saved. */
export type TestStart = { times: number; budget_usd: number; hasDraft: boolean };

const TIMES = Array.from({ length: AGENT_TEST_LIMITS.times }, (_, index) => index + 1);
const MAX_BUDGET_USD = 1000;

/** How often each test is asked, beside what, and what it may cost. Fires `start` with it. */
@localized()
@customElement('oma-test-start')
export class OmaTestStart extends LitElement {
  /** Of the stored tests. */
  @property({ attribute: false }) costs: readonly TestCost[] = [];
  /** The least that an attempt of what is saved must be given. */
  @property({ type: Number }) leastUsd = 0;
  /** How many times as much an answer of the form costs as one of what is saved. */
  @property({ type: Number }) draftTimesAsDear = 1;
  /** The form says something else than what is saved. */
  @property({ type: Boolean }) hasDraft = false;
  /** Why it cannot be begun now; empty where it can. */
  @property() reason = '';
  @property({ type: Boolean }) isStarting = false;
  @state() private times = 3;
  @state() private leavesDraft = false;
  /** As it was written, NaN where that is no number; null before that. */
  @state() private budget: number | null = null;
  @query('[data-testid=tests-budget]') private readonly field!: HTMLInputElement;

  static override styles = [
    shared,
    selectStyles,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-3);
      }
      .fields {
        display: grid;
        grid-template-columns: repeat(2, minmax(0, 1fr));
        align-items: end;
        gap: var(--space-3);
      }
      .box {
        position: relative;
        display: block;
      }
      .box span {
        position: absolute;
        top: 50%;
        left: var(--space-3);
        color: var(--ink-soft);
        font-weight: 400;
        transform: translateY(-50%);
      }
      .box input {
        padding-left: calc(var(--space-3) + 1.1em);
        font-variant-numeric: tabular-nums;
      }
      p {
        margin: 0;
        font-size: var(--text-2);
        line-height: 1.5;
      }
      p.hint {
        font-size: var(--text-1);
      }
      .primary {
        justify-self: start;
      }
    `,
  ];

  /** What its person writes stays as it was written. */
  override updated(): void {
    if (this.budget === null) this.field.value = String(this.offered);
  }

  override render() {
    const { hasDraft, problem, reason, isStarting } = this;
    return html`
      <div class="fields">
        <label
          >${msg('테스트마다 묻는 횟수', { id: 'tests-times' })}
          <select
            data-testid="tests-times"
            @change=${(event: Event) => event.target instanceof HTMLSelectElement && (this.times = Number(event.target.value))}
          >
            ${TIMES.map(
              (times) =>
                html`<option value=${times} .selected=${live(times === this.times)}>
                  ${msg(str`${times}번`, { id: 'tests-times-count' })}
                </option>`,
            )}
          </select>
        </label>
        <label
          >${msg('최대 금액', { id: 'tests-budget' })}
          <span class="box"
            ><span aria-hidden="true">$</span
            ><input
              type="number"
              inputmode="decimal"
              min="0"
              step="any"
              data-testid="tests-budget"
              aria-describedby="problem"
              aria-invalid=${ariaInvalid(problem)}
              @input=${() => (this.budget = this.field.valueAsNumber)}
          /></span>
        </label>
      </div>
      ${
        hasDraft
          ? html`<label class="check"
              ><input
                type="checkbox"
                data-testid="tests-with-draft"
                .checked=${live(!this.leavesDraft)}
                @change=${(event: Event) => event.target instanceof HTMLInputElement && (this.leavesDraft = !event.target.checked)}
              /><span>${msg('저장하지 않은 초안도 나란히 테스트하기', { id: 'tests-with-draft' })}</span></label
            >`
          : nothing
      }
      <div>
        <p data-testid="tests-expected" data-usd=${this.expected}>${this.expectedText()}</p>
        ${
          this.costs.some(({ is_measured }) => !is_measured) || (this.sides === 2 && this.draftTimesAsDear !== 1)
            ? html`<p class="hint" data-testid="tests-guess">
                ${msg('아직 돌려 보지 않은 테스트가 있어 비슷한 답의 비용으로 짐작한 금액이에요.', { id: 'tests-guess' })}
              </p>`
            : nothing
        }
        <p class="hint">${msg('통계에는 넣지 않지만 오늘 쓸 수 있는 금액에서 나가요.', { id: 'tests-cost-hint' })}</p>
      </div>
      ${problem === '' ? nothing : html`<p class="error" id="problem" role="alert">${problem}</p>`}
      ${reason === '' ? nothing : html`<p class="hint" id="reason" data-testid="tests-cannot">${reason}</p>`}
      <button
        class="primary"
        data-testid="tests-start"
        aria-describedby="reason"
        ?disabled=${isStarting || reason !== '' || problem !== ''}
        @click=${() => this.begin()}
      >
        <oma-icon name=${isStarting ? 'loader' : 'play'} ?spin=${isStarting}></oma-icon>${msg('테스트 시작', { id: 'tests-start' })}
      </button>
    `;
  }

  private get sides(): number {
    return this.hasDraft && !this.leavesDraft ? 2 : 1;
  }

  private get attempts(): number {
    return this.costs.length * this.times * this.sides;
  }

  private get expected(): number {
    return expectedUsd(this.costs, this.times, this.sides === 2 ? this.draftTimesAsDear : null);
  }

  private get offered(): number {
    return budgetFor(this.expected, this.leastUsd * (this.sides === 2 ? Math.max(1, this.draftTimesAsDear) : 1));
  }

  private expectedText(): string {
    const [count, usd] = [formatNumber(this.attempts, currentLocale()), formatMoney(this.expected)];
    return msg(str`모두 ${count}번 묻고, ${usd} 정도 들어요.`, { id: 'tests-expected' });
  }

  private get problem(): string {
    if (this.attempts > AGENT_TEST_LIMITS.attempts)
      return msg(str`한 번에 ${AGENT_TEST_LIMITS.attempts}번까지 물을 수 있어요. 횟수를 줄여 주세요.`, { id: 'tests-too-many' });
    const usd = this.budgetUsd;
    return usd > 0 && usd <= MAX_BUDGET_USD ? '' : msg('0보다 크고 1,000 이하인 금액을 적어 주세요.', { id: 'test-problem-amount' });
  }

  private get budgetUsd(): number {
    return this.budget ?? this.offered;
  }

  private begin(): void {
    const detail: TestStart = { times: this.times, budget_usd: this.budgetUsd, hasDraft: this.sides === 2 };
    this.dispatchEvent(new CustomEvent('start', { detail }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-test-start': OmaTestStart;
  }
}
