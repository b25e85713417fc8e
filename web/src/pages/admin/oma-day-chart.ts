import { localized, msg, str } from '@lit/localize';
import type { AdminUsage } from '@oma/contract';
import { css, html, LitElement, svg } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { currentLocale } from '../../i18n/localization.ts';
import { shared } from '../../styles/shared.ts';
import { formatDay, formatMoney, formatNumber } from '../../text/format.ts';
import { scaleEnd } from './scale-end.ts';

type Day = AdminUsage['days'][number];

/** What each day cost, as a bar that can be pressed. Fires `chosen` with the day. */
@localized()
@customElement('oma-day-chart')
export class OmaDayChart extends LitElement {
  /** Newest first. */
  @property({ attribute: false }) days: readonly Day[] = [];
  @property() chosen = '';

  static override styles = [
    shared,
    css`
      figure {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        gap: 0 var(--space-2);
        margin: 0;
      }
      .scale {
        display: flex;
        flex-direction: column;
        justify-content: space-between;
        /* Half a line above and below: each amount stands beside its line. */
        height: calc(160px + 1.5em);
        margin-top: calc(var(--space-2) - 0.75em);
        color: var(--ink-soft);
        font-size: var(--text-1);
        line-height: 1.5em;
        font-variant-numeric: tabular-nums;
        text-align: right;
      }
      .days {
        display: grid;
        grid-auto-flow: column;
        grid-auto-columns: minmax(24px, 1fr);
        padding-top: var(--space-2);
        overflow-x: auto;
      }
      button {
        position: relative;
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        justify-content: stretch;
        justify-items: stretch;
        gap: var(--space-1);
        min-height: 0;
        padding: 0;
        border: 0;
        border-radius: 0;
        background: none;
        color: var(--ink-soft);
        font-size: var(--text-1);
        font-weight: 400;
        font-variant-numeric: tabular-nums;
      }
      :focus-visible {
        outline-offset: -2px;
      }
      .column {
        display: block;
        width: 100%;
        height: 160px;
        border-bottom: 1px solid var(--ink-soft);
        background:
          linear-gradient(var(--line), var(--line)) top / 100% 1px no-repeat,
          linear-gradient(var(--line), var(--line)) center / 100% 1px no-repeat;
      }
      rect {
        fill: color-mix(in srgb, var(--accent) 55%, var(--surface));
      }
      button:hover rect,
      [aria-pressed='true'] rect {
        fill: var(--accent);
      }
      [aria-pressed='true'] {
        color: var(--accent);
        font-weight: 700;
      }
      .label {
        padding-bottom: 2px;
      }
    `,
  ];

  /** Today is at the right end, which a phone does not show by itself. */
  override firstUpdated(): void {
    const days = this.renderRoot.querySelector('.days');
    if (days !== null) days.scrollLeft = days.scrollWidth;
  }

  override render() {
    const end = scaleEnd(Math.max(...this.days.map(({ usage }) => usage.cost_usd)));
    return html`<figure role="group" aria-label=${msg('날짜별 비용', { id: 'usage-chart' })}>
      <div class="scale" aria-hidden="true">${[end, end / 2, 0].map((amount) => html`<span>${formatMoney(amount)}</span>`)}</div>
      <div class="days">${[...this.days].reverse().map((day) => this.renderDay(day, end))}</div>
    </figure>`;
  }

  private renderDay({ day, usage }: Day, end: number) {
    const locale = currentLocale();
    const questions = formatNumber(usage.done + usage.failed + usage.stopped, locale);
    const label = msg(str`${formatDay(day, locale)}: ${formatMoney(usage.cost_usd)}, 질문 ${questions}개`, { id: 'usage-day' });
    const [, month = '', date = ''] = day.split('-').map((part) => String(Number(part)));
    const height = (usage.cost_usd / end) * 100;
    return html`<button
      title=${label}
      aria-pressed=${day === this.chosen ? 'true' : 'false'}
      data-testid="usage-day"
      data-day=${day}
      @click=${() => this.dispatchEvent(new CustomEvent('chosen', { detail: day }))}
    >
      <svg class="column" viewBox="0 0 10 100" preserveAspectRatio="none" aria-hidden="true">
        ${svg`<rect x="2" width="6" y=${100 - height} height=${height}></rect>`}
      </svg>
      <span class="sr">${label}</span>
      <span class="label" aria-hidden="true">${date === '1' ? `${month}/1` : date}</span>
    </button>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-day-chart': OmaDayChart;
  }
}
