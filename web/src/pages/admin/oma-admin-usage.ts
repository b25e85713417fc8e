import { localized, msg, str } from '@lit/localize';
import { Task } from '@lit/task';
import type { AdminUsage } from '@oma/contract';
import { css, html, LitElement, nothing, svg } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { readUsage } from '../../data/admin.ts';
import { currentLocale } from '../../i18n/localization.ts';
import { shared } from '../../styles/shared.ts';
import { formatDay, formatMoney, formatMonth } from '../../text/format.ts';
import { listStyles } from './list-parts.ts';
import './oma-admin-recount.ts';

const BAR = { width: 28, gap: 8, height: 90 };

/** What the platform costs: the month against its limit, the last two weeks by day, and a day by person. */
@localized()
@customElement('oma-admin-usage')
export class OmaAdminUsage extends LitElement {
  @state() private day: string | null = null;
  private readonly usage = new Task(this, { task: ([day]) => readUsage(day), args: () => [this.day] as const });

  static override styles = [
    shared,
    listStyles,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-5);
      }
      .skeleton.days {
        height: 140px;
      }
      h2 {
        margin: 0 0 var(--space-2);
        font-size: var(--text-4);
      }
      meter {
        width: 100%;
        height: 12px;
      }
      .chart {
        overflow-x: auto;
      }
      .chart button {
        all: unset;
        cursor: pointer;
      }
      svg {
        width: auto;
        height: auto;
        display: block;
      }
      rect {
        fill: var(--line);
      }
      .current rect {
        fill: var(--accent);
      }
      text {
        fill: var(--ink-soft);
        font-size: 11px;
        text-anchor: middle;
      }
      g[role='button'] {
        cursor: pointer;
      }
      table {
        width: 100%;
        border-collapse: collapse;
        font-size: var(--text-2);
        font-variant-numeric: tabular-nums;
      }
      th,
      td {
        padding: var(--space-2) var(--space-3);
        border-bottom: 1px solid var(--line);
        text-align: right;
        white-space: nowrap;
      }
      th:first-child,
      td:first-child {
        text-align: left;
        white-space: normal;
        overflow-wrap: anywhere;
      }
      .wide {
        overflow-x: auto;
      }
    `,
  ];

  /** Today is at the right end, which a phone does not show by itself. */
  override updated(): void {
    const chart = this.renderRoot.querySelector('.chart');
    if (chart !== null && this.day === null) chart.scrollLeft = chart.scrollWidth;
  }

  override render() {
    return this.usage.render({
      pending: () =>
        html`<div class="skeleton"></div>
          <div class="skeleton days"></div>`,
      error: () =>
        html`<p class="error" role="alert">
          ${msg('사용량을 불러오지 못했어요.', { id: 'usage-failed' })}
          <button class="quiet" @click=${() => void this.usage.run()}>${msg('다시 시도', { id: 'try-again' })}</button>
        </p>`,
      complete: (usage) => this.renderUsage(usage),
    });
  }

  private renderUsage(usage: AdminUsage) {
    const spent = usage.month_usage.cost_usd + usage.month_usage.reserved_usd;
    return html`
      <section>
        <h2>${msg(str`${formatMonth(usage.month, currentLocale())} 한 달`, { id: 'usage-month' })}</h2>
        <p class="soft" data-testid="usage-month">
          ${msg(str`${formatMoney(usage.month_limit_usd)} 가운데 ${formatMoney(usage.month_usage.cost_usd)} 썼어요.`, {
            id: 'usage-month-text',
          })}
          ${usage.month_usage.reserved_usd > 0 ? msg(str`쓰는 중인 답에 ${formatMoney(usage.month_usage.reserved_usd)}를 잡아 두었어요.`, { id: 'usage-month-reserved' }) : nothing}
        </p>
        <meter min="0" max=${usage.month_limit_usd} high=${usage.month_limit_usd * 0.8} value=${spent}></meter>
      </section>
      <section>
        <h2>${msg('최근 14일', { id: 'usage-days' })}</h2>
        <div class="chart">${this.renderDays(usage)}</div>
      </section>
      <section>
        <h2>${msg(str`${formatDay(usage.day, currentLocale())}, 사람별`, { id: 'usage-people' })}</h2>
        ${usage.people.length === 0 ? html`<p class="empty">${msg('이 날은 사용이 없어요.', { id: 'usage-none' })}</p>` : this.renderPeople(usage)}
      </section>
      <section>
        <h2>${msg('통계', { id: 'recount-title' })}</h2>
        <oma-admin-recount></oma-admin-recount>
      </section>
    `;
  }

  private renderDays({ days, day: current }: AdminUsage) {
    const shown = [...days].reverse();
    const most = Math.max(0.01, ...shown.map(({ usage }) => usage.cost_usd));
    const step = BAR.width + BAR.gap;
    return html`<svg
      width=${shown.length * step}
      height=${BAR.height + 36}
      role="group"
      aria-label=${msg('날짜별 비용', { id: 'usage-chart' })}
    >
      ${shown.map(({ day, usage }, index) => {
        const height = Math.max(2, (usage.cost_usd / most) * BAR.height);
        const label = msg(
          str`${formatDay(day, currentLocale())}: ${formatMoney(usage.cost_usd)}, ${usage.done + usage.failed + usage.stopped}번`,
          { id: 'usage-day' },
        );
        return svg`<g class=${day === current ? 'current' : ''} role="button" tabindex="0"
          @click=${() => (this.day = day)}
          @keydown=${(event: KeyboardEvent) => event.key === 'Enter' && (this.day = day)}>
          <title>${label}</title>
          <rect x=${index * step + BAR.gap / 2} y=${BAR.height - height} width=${BAR.width} height=${height} rx="3"></rect>
          <text x=${index * step + step / 2} y=${BAR.height + 18}>${day.slice(8)}</text>
        </g>`;
      })}
    </svg>`;
  }

  private renderPeople({ people }: AdminUsage) {
    const locale = currentLocale();
    return html`<div class="wide">
      <table>
        <thead>
          <tr>
            <th>${msg('이메일', { id: 'field-email' })}</th>
            <th>${msg('비용', { id: 'field-cost' })}</th>
            <th>${msg('질문', { id: 'field-turns' })}</th>
            <th>${msg('실패', { id: 'field-failed' })}</th>
            <th>${msg('토큰', { id: 'field-tokens' })}</th>
          </tr>
        </thead>
        <tbody>
          ${people.map(
            ({ uid, email, usage }) =>
              html`<tr data-testid="usage-row" data-uid=${uid}>
                <td>${email === '' ? uid : email}</td>
                <td>${formatMoney(usage.cost_usd)}</td>
                <td>${(usage.done + usage.failed + usage.stopped).toLocaleString(locale)}</td>
                <td>${usage.failed.toLocaleString(locale)}</td>
                <td>${(usage.input_tokens + usage.output_tokens).toLocaleString(locale)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-admin-usage': OmaAdminUsage;
  }
}
