import { localized, msg, str } from '@lit/localize';
import { type AgentTest, scoreOf, type SideScore, type TestRun } from '@oma/contract';
import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { currentLocale } from '../../i18n/localization.ts';
import { shared } from '../../styles/shared.ts';
import { sideName } from '../../text/agent-test-text.ts';
import { formatDuration } from '../../text/format-duration.ts';
import { formatShare } from '../../text/format-share.ts';
import { formatMoney, formatNumber } from '../../text/format.ts';
import './oma-test-attempt.ts';

type Side = TestRun['sides'][number];

/** What a run found: how each side did over all and in each test, beside each other, and each attempt. */
@localized()
@customElement('oma-test-results')
export class OmaTestResults extends LitElement {
  @property({ attribute: false }) run!: TestRun;

  static override styles = [
    shared,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-4);
      }
      .sides {
        display: grid;
        grid-auto-columns: minmax(0, 1fr);
        grid-auto-flow: column;
        gap: var(--space-2);
        margin: 0;
        padding: 0;
        list-style: none;
      }
      .side {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        align-content: start;
        padding: var(--space-2) var(--space-3);
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--surface-low);
        font-size: var(--text-1);
        line-height: 1.5;
        font-variant-numeric: tabular-nums;
      }
      .side[data-side='draft'] {
        border-style: dashed;
        border-color: var(--ink-soft);
      }
      .name {
        color: var(--ink-soft);
        font-weight: 600;
      }
      .passed {
        font-size: var(--text-3);
        font-weight: 700;
      }
      small {
        font-size: var(--text-2);
        font-weight: 400;
      }
      .total .passed {
        font-size: var(--text-4);
      }
      small,
      .figures {
        color: var(--ink-soft);
      }
      section {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-2);
        padding-top: var(--space-3);
        border-top: 1px solid var(--line);
      }
      h4 {
        display: -webkit-box;
        overflow: hidden;
        margin: 0;
        font-size: var(--text-2);
        line-height: 1.5;
        overflow-wrap: anywhere;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 2;
      }
      ol {
        margin: 0;
        padding: 0;
        list-style: none;
      }
    `,
  ];

  override render() {
    const { run } = this;
    return html`
      <ul class="sides total" aria-label=${msg('모든 테스트', { id: 'tests-all' })}>
        ${run.sides.map((side) => this.renderScore(side, scoreOf(run.attempts, side.side), 'test-total'))}
      </ul>
      ${repeat(
        run.tests,
        ({ id }) => id,
        (test) => this.renderTest(test),
      )}
    `;
  }

  private renderTest(test: AgentTest) {
    const { sides, attempts } = this.run;
    const names = new Map(sides.map((side) => [side.side, sideName(side)]));
    const own = attempts.filter(({ test_id }) => test_id === test.id);
    return html`<section data-testid="test-result" data-test=${test.id}>
      <h4 title=${test.prompt}>${test.prompt}</h4>
      <ul class="sides">
        ${sides.map((side) => this.renderScore(side, scoreOf(attempts, side.side, test.id), 'test-score'))}
      </ul>
      <ol aria-label=${msg('물은 차례', { id: 'tests-attempts' })}>
        ${repeat(
          own,
          ({ side, number }) => `${side}:${String(number)}`,
          (attempt) =>
            html`<li>
              <oma-test-attempt
                data-testid="attempt"
                data-side=${attempt.side}
                data-number=${attempt.number}
                data-state=${attempt.state}
                data-passed=${String(attempt.passed)}
                .attempt=${attempt}
                .test=${test}
                side=${names.get(attempt.side) ?? ''}
              ></oma-test-attempt>
            </li>`,
        )}
      </ol>
    </section>`;
  }

  private renderScore(side: Side, { passed, ended, cost_usd, took_ms }: SideScore, id: string) {
    const locale = currentLocale();
    return html`<li class="side" data-testid=${id} data-side=${side.side} data-passed=${passed} data-ended=${ended}>
      <span class="name">${sideName(side)}</span>
      ${
        ended === 0
          ? html`<span class="figures">${msg('아직 끝난 답이 없어요', { id: 'test-none-ended' })}</span>`
          : html`<span class="passed"
                >${msg(str`${formatNumber(passed, locale)}/${formatNumber(ended, locale)} 통과`, { id: 'test-passed' })}
                <small>${formatShare(passed / ended, locale)}</small></span
              >
              <span class="figures"
                >${msg(str`${formatMoney(cost_usd)} · 평균 ${formatDuration(took_ms / ended, locale)}`, { id: 'test-figures' })}</span
              >`
      }
    </li>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-test-results': OmaTestResults;
  }
}
