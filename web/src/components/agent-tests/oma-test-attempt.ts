import { localized, msg, str } from '@lit/localize';
import type { AgentTest, TestAttempt, Trait, TraitResult } from '@oma/contract';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { currentLocale } from '../../i18n/localization.ts';
import { disclosureStyles } from '../../styles/disclosure.ts';
import { shared } from '../../styles/shared.ts';
import { attemptText, reasonText, traitEnd, traitText } from '../../text/agent-test-text.ts';
import { failureText } from '../../text/failure-text.ts';
import { formatDuration } from '../../text/format-duration.ts';
import { formatMoney } from '../../text/format.ts';
import '../oma-icon.ts';
import type { IconName } from '../oma-icon.ts';

/** One time that a test was asked: whether it passed, and, unfolded, each trait with what was found. */
@localized()
@customElement('oma-test-attempt')
export class OmaTestAttempt extends LitElement {
  @property({ attribute: false }) attempt!: TestAttempt;
  /** As it was then. */
  @property({ attribute: false }) test!: AgentTest;
  /** What its side is called. */
  @property() side = '';

  static override styles = [
    shared,
    disclosureStyles,
    css`
      .line,
      summary {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0 var(--space-2);
        min-height: 36px;
        padding: var(--space-1) 0;
        font-size: var(--text-2);
        line-height: 1.5;
      }
      .line {
        padding-inline-start: 1em;
      }
      .state {
        display: inline-flex;
        align-items: center;
        gap: var(--space-1);
        font-weight: 600;
      }
      .good {
        color: var(--good);
      }
      .bad {
        color: var(--bad);
      }
      .unknown {
        color: var(--warn);
      }
      .soft,
      .figures {
        color: var(--ink-soft);
      }
      .figures {
        margin-inline-start: auto;
        font-size: var(--text-1);
        font-variant-numeric: tabular-nums;
      }
      ul {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-2);
        margin: 0;
        padding: var(--space-1) 0 var(--space-2) 1em;
        list-style: none;
      }
      li {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        gap: 0 var(--space-2);
        font-size: var(--text-2);
        line-height: 1.5;
      }
      .what,
      .reason {
        overflow-wrap: anywhere;
        white-space: break-spaces;
      }
      .reason {
        grid-column: 2;
        margin: 0;
        color: var(--ink-soft);
        font-size: var(--text-1);
      }
      .failure {
        margin: 0;
        padding: var(--space-1) 0 var(--space-1) 1em;
        color: var(--bad);
        font-size: var(--text-2);
        line-height: 1.5;
      }
      a {
        display: inline-block;
        margin: 0 0 var(--space-3) 1em;
        font-size: var(--text-2);
      }
    `,
  ];

  override render() {
    const { attempt } = this;
    if (attempt.state !== 'ended') return html`<div class="line">${this.renderHead()}${this.renderLink()}</div>`;
    return html`<details>
      <summary data-testid="attempt-open">${this.renderHead()}</summary>
      ${
        attempt.error === null
          ? nothing
          : html`<p class="failure" data-testid="attempt-failure">
              ${failureText({ code: attempt.error, detail: '' }, { hasAnswer: false, hasAgent: true })}
            </p>`
      }
      <ul>
        ${this.test.traits.map((trait, index) => this.renderTrait(trait, attempt.results[index]))}
      </ul>
      ${this.renderLink()}
    </details>`;
  }

  private renderHead() {
    const { attempt, side } = this;
    const [icon, tone] = signOf(attempt);
    const isEnded = attempt.state === 'ended';
    return html`<span>${side} · ${msg(str`${attempt.number}번째`, { id: 'attempt-number' })}</span>
      <span class="state ${tone}"
        >${icon === null ? nothing : html`<oma-icon name=${icon} ?spin=${attempt.state === 'working'}></oma-icon>`}${attemptText(attempt)}</span
      >
      ${
        isEnded
          ? html`<span class="figures">${formatMoney(attempt.cost_usd)} · ${formatDuration(attempt.took_ms, currentLocale())}</span>`
          : nothing
      }`;
  }

  /** Of an attempt that got no answer there may be none. */
  private renderTrait(trait: Trait, result: TraitResult | undefined) {
    const { ok } = result ?? { ok: null };
    const reason = reasonText(trait, result?.reason ?? '');
    const [icon, tone]: [IconName, string] = ok === null ? ['circle-alert', 'unknown'] : ok ? ['check', 'good'] : ['x', 'bad'];
    return html`<li data-testid="attempt-trait" data-ok=${String(ok)}>
      <span class="state ${tone}"><oma-icon name=${icon}></oma-icon>${traitEnd(ok)}</span>
      <span class="what">${traitText(trait)}</span>
      ${reason === '' ? nothing : html`<p class="reason" data-testid="attempt-reason">${reason}</p>`}
    </li>`;
  }

  private renderLink() {
    const { session_id } = this.attempt;
    return session_id === null
      ? nothing
      : html`<a href="/workspace/${session_id}" target="_blank" rel="noopener" data-testid="attempt-session"
          >${msg('대화 보기', { id: 'attempt-session' })}</a
        >`;
  }
}

function signOf({ state, passed }: TestAttempt): [IconName | null, string] {
  if (state === 'ended') return passed === true ? ['circle-check', 'good'] : ['circle-x', 'bad'];
  return [state === 'working' ? 'loader' : null, 'soft'];
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-test-attempt': OmaTestAttempt;
  }
}
