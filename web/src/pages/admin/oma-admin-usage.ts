import { localized, msg, str } from '@lit/localize';
import { Task, TaskStatus } from '@lit/task';
import type { AdminUsage } from '@oma/contract';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import '../../components/oma-icon.ts';
import { readUsage } from '../../data/admin.ts';
import { currentLocale } from '../../i18n/localization.ts';
import { shared } from '../../styles/shared.ts';
import { formatDay, formatMoney, formatMonth, formatNumber } from '../../text/format.ts';
import { formatShare } from '../../text/format-share.ts';
import { listStyles } from './list-parts.ts';
import './oma-admin-recount.ts';
import './oma-day-chart.ts';

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
        height: 200px;
      }
      h2 {
        margin: 0 0 var(--space-2);
        font-size: var(--text-4);
      }
      .spent {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        gap: 0 var(--space-2);
        margin: 0;
      }
      .spent b {
        font-size: var(--text-5);
        line-height: 1.3;
        font-variant-numeric: tabular-nums;
      }
      meter {
        appearance: none;
        display: block;
        width: 100%;
        height: 10px;
        margin: var(--space-2) 0;
        border: 0;
        border-radius: var(--radius-round);
        background: var(--line);
        overflow: hidden;
      }
      meter::-webkit-meter-inner-element {
        display: block;
        height: 100%;
      }
      meter::-webkit-meter-bar {
        height: 100%;
        border: 0;
        border-radius: var(--radius-round);
        background: var(--line);
      }
      meter::-webkit-meter-optimum-value {
        border-radius: var(--radius-round);
        background: var(--accent);
      }
      meter::-webkit-meter-suboptimum-value {
        border-radius: var(--radius-round);
        background: var(--bad);
      }
      meter::-moz-meter-bar {
        background: var(--accent);
      }
      meter:-moz-meter-sub-optimum::-moz-meter-bar {
        background: var(--bad);
      }
      .legend {
        margin: 0;
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
      /* Whom it is about stands above the figures where there is no room beside them. */
      @media (max-width: 640px) {
        table,
        thead,
        tbody {
          display: block;
        }
        tr {
          display: grid;
          grid-template-columns: repeat(4, minmax(0, 1fr));
          border-bottom: 1px solid var(--line);
        }
        th,
        td {
          padding: var(--space-1) 0 var(--space-2);
          border: 0;
        }
        th {
          font-size: var(--text-1);
        }
        tr > :first-child {
          grid-column: 1 / -1;
          padding: var(--space-2) 0 0;
        }
      }
    `,
  ];

  /** What is shown stays while another day is read. */
  override render() {
    const { usage } = this;
    if (usage.status === TaskStatus.ERROR)
      return html`<p class="error" role="alert">
        ${msg('사용량을 불러오지 못했어요.', { id: 'usage-failed' })}
        <button class="quiet" @click=${() => void usage.run()}>${msg('다시 시도', { id: 'try-again' })}</button>
      </p>`;
    return usage.value === undefined
      ? html`<div class="skeleton"></div>
          <div class="skeleton days"></div>`
      : this.renderUsage(usage.value);
  }

  private renderUsage(usage: AdminUsage) {
    const locale = currentLocale();
    const isLate = this.usage.status === TaskStatus.PENDING;
    return html`
      <section>
        <h2>${formatMonth(usage.month, locale)}</h2>
        ${this.renderMonth(usage)}
      </section>
      <section>
        <h2>${msg('최근 14일의 비용', { id: 'usage-days' })}</h2>
        <oma-day-chart
          .days=${usage.days}
          chosen=${this.day ?? usage.day}
          @chosen=${(event: CustomEvent<string>) => (this.day = event.detail)}
        ></oma-day-chart>
        <p class="soft legend">${msg('막대를 누르면 그날 누가 얼마나 썼는지 아래에 보여요.', { id: 'usage-days-hint' })}</p>
      </section>
      <section aria-busy=${isLate ? 'true' : 'false'}>
        <h2>
          ${msg(str`${formatDay(usage.day, locale)}, 사람별`, { id: 'usage-people' })}
          ${isLate ? html`<oma-icon name="loader" spin></oma-icon>` : nothing}
        </h2>
        ${usage.people.length === 0 ? html`<p class="empty">${msg('이 날은 사용이 없어요.', { id: 'usage-none' })}</p>` : this.renderPeople(usage)}
      </section>
      <section>
        <h2>${msg('통계', { id: 'recount-title' })}</h2>
        <oma-admin-recount></oma-admin-recount>
      </section>
    `;
  }

  /** Firefox and Chromium colour a meter by where it stands: above `high` it is in danger. */
  private renderMonth({ month_usage: { cost_usd, reserved_usd }, month_limit_usd: limit }: AdminUsage) {
    const share = limit > 0 ? (cost_usd + reserved_usd) / limit : 1;
    return html`
      <p class="spent" data-testid="usage-month">
        <b>${formatMoney(cost_usd)}</b><span class="soft">${msg(str`/ 한도 ${formatMoney(limit)}`, { id: 'usage-month-limit' })}</span
        ><span class="soft end">${formatShare(share, currentLocale())}</span>
      </p>
      <meter
        min="0"
        max="1"
        low="0.8"
        high="0.8"
        optimum="0"
        value=${Math.min(1, share)}
        aria-label=${msg('이번 달 한도 가운데 쓴 몫', { id: 'usage-month-share' })}
      ></meter>
      ${
        reserved_usd > 0
          ? html`<p class="soft legend">
              ${msg(str`쓰고 있는 답에 잡아 둔 ${formatMoney(reserved_usd)} 포함`, { id: 'usage-month-reserved' })}
            </p>`
          : nothing
      }
    `;
  }

  /** The roles keep it a table where the screen is too narrow to lay it out as one. */
  private renderPeople({ people }: AdminUsage) {
    const locale = currentLocale();
    return html`<table role="table">
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader">${msg('이메일', { id: 'field-email' })}</th>
          <th role="columnheader">${msg('비용', { id: 'field-cost' })}</th>
          <th role="columnheader">${msg('질문', { id: 'field-turns' })}</th>
          <th role="columnheader">${msg('실패', { id: 'field-failed' })}</th>
          <th role="columnheader">${msg('토큰', { id: 'field-tokens' })}</th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${people.map(
          ({ uid, email, usage }) =>
            html`<tr role="row" data-testid="usage-row" data-uid=${uid}>
              <td role="cell">${email === '' ? uid : email}</td>
              <td role="cell">${formatMoney(usage.cost_usd)}</td>
              <td role="cell">${formatNumber(usage.done + usage.failed + usage.stopped, locale)}</td>
              <td role="cell">${formatNumber(usage.failed, locale)}</td>
              <td role="cell">${formatNumber(usage.input_tokens + usage.output_tokens, locale)}</td>
            </tr>`,
        )}
      </tbody>
    </table>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-admin-usage': OmaAdminUsage;
  }
}
