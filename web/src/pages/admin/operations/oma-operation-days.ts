import { localized, msg } from '@lit/localize';
import { type PromiseName, PROMISES, type OperationFigures, type Operations } from '@oma/contract';
import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import '../../../components/oma-icon.ts';
import { currentLocale } from '../../../i18n/localization.ts';
import { shared } from '../../../styles/shared.ts';
import { formatDay, formatMoney, formatNumber } from '../../../text/format.ts';
import { formatShare } from '../../../text/format-share.ts';
import { estimateBounds, exactShare, formatEstimate } from './operation-text.ts';
import { lostVerdict, measureVerdict, shareVerdict, type Verdict } from './promise.ts';

type Column = { name: string; cell: (figures: OperationFigures) => { text: string; title?: string; verdict?: Verdict } };

/** The figures of the last days, one row each; it scrolls within itself where there is no room. What breaks a promise has a sign beside it. */
@localized()
@customElement('oma-operation-days')
export class OmaOperationDays extends LitElement {
  /** Today first. */
  @property({ attribute: false }) days: Operations['days'] = [];

  static override styles = [
    shared,
    css`
      .scroll {
        overflow-x: auto;
        border: 1px solid var(--line);
        border-radius: var(--radius);
        /* A shade at the edge where more is behind it: what covers it scrolls along with the table, and is over it at the end. */
        background:
          linear-gradient(to left, var(--surface-high) 50%, transparent) right / 32px 100% no-repeat local,
          linear-gradient(to left, var(--line), transparent) right / 16px 100% no-repeat,
          var(--surface-high);
      }
      table {
        width: 100%;
        border-collapse: collapse;
        font-size: var(--text-2);
        font-variant-numeric: tabular-nums;
      }
      th,
      td {
        padding: var(--space-2) 5px;
        border-bottom: 1px solid var(--line);
        text-align: right;
        white-space: nowrap;
      }
      thead th {
        color: var(--ink-soft);
        font-size: var(--text-1);
        font-weight: 600;
        vertical-align: bottom;
        white-space: normal;
      }
      tr > :first-child {
        position: sticky;
        left: 0;
        padding-left: var(--space-3);
        background: var(--surface-high);
        text-align: left;
      }
      tbody th {
        font-weight: 600;
      }
      tbody tr:last-child > * {
        border-bottom: 0;
      }
      .missed {
        color: var(--bad);
        font-weight: 600;
      }
      .none {
        color: var(--ink-soft);
      }
    `,
  ];

  override render() {
    const columns = this.columns();
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${msg('날짜별 수치', { id: 'ops-days' })}>
      <table data-testid="ops-days">
        <thead>
          <tr>
            <th scope="col">${msg('날짜', { id: 'ops-day' })}</th>
            ${columns.map(({ name }) => html`<th scope="col">${name}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${this.days.map(
            ({ day, figures }) =>
              html`<tr data-day=${day}>
                <th scope="row">${formatDay(day, currentLocale())}</th>
                ${columns.map(({ cell }) => this.renderCell(cell(figures)))}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }

  private renderCell({ text, title = '', verdict }: ReturnType<Column['cell']>) {
    if (verdict !== 'missed') return html`<td class=${isNothing(text) ? 'none' : ''} title=${title}>${text}</td>`;
    return html`<td class="missed" title=${title}>
      <oma-icon name="circle-alert"></oma-icon> <span class="sr">${msg('벗어났어요', { id: 'ops-missed' })}</span> ${text}
    </td>`;
  }

  private columns(): Column[] {
    const locale = currentLocale();
    const number = (value: number): string => formatNumber(value, locale);
    const share = (value: number | null): string => (value === null ? NOTHING : formatShare(value, locale));
    const exact = (value: number | null): string => (value === null ? NOTHING : exactShare(value, locale));
    const measured = (measure: PromiseName, name: string): Column => ({
      name: `${name} ${PROMISES[measure].share === 0.75 ? 'p75' : 'p95'}`,
      cell: (figures) => {
        const { p75, p95 } = figures[measure];
        const estimate = PROMISES[measure].share === 0.75 ? p75 : p95;
        return estimate === null
          ? { text: NOTHING }
          : {
              text: formatEstimate(measure, estimate, locale),
              title: estimateBounds(measure, estimate, locale),
              verdict: measureVerdict(measure, figures),
            };
      },
    });
    return [
      measured('first_text', msg('첫 글자', { id: 'ops-column-first-text' })),
      measured('stop', msg('중지', { id: 'ops-column-stop' })),
      measured('start', msg('환경', { id: 'ops-column-start' })),
      { name: msg('완료', { id: 'ops-done' }), cell: ({ done }) => ({ text: number(done) }) },
      { name: msg('실패', { id: 'ops-failed' }), cell: ({ failed }) => ({ text: number(failed) }) },
      { name: msg('중지됨', { id: 'ops-stopped' }), cell: ({ stopped }) => ({ text: number(stopped) }) },
      { name: msg('성공률', { id: 'ops-success' }), cell: ({ success }) => ({ text: share(success) }) },
      {
        name: msg('우리 탓 없는 답', { id: 'ops-column-faultless' }),
        cell: (figures) => ({ text: exact(figures.faultless), verdict: shareVerdict('faultless', figures) }),
      },
      {
        name: msg('끊긴 실행', { id: 'ops-lost' }),
        cell: (figures) => ({ text: number(figures.runs_lost), verdict: lostVerdict(figures) }),
      },
      {
        name: msg('메일 도착', { id: 'ops-column-mail' }),
        cell: (figures) => ({ text: exact(figures.delivered), verdict: shareVerdict('delivered', figures) }),
      },
      { name: msg('비용', { id: 'field-cost' }), cell: ({ cost_usd }) => ({ text: formatMoney(cost_usd) }) },
      measured('lcp', 'LCP'),
      measured('inp', 'INP'),
      measured('cls', 'CLS'),
      {
        name: msg('화면 오류', { id: 'ops-column-errors' }),
        cell: ({ errors }) => ({ text: number(errors.reduce((sum, { count }) => sum + count, 0)) }),
      },
    ];
  }
}

const NOTHING = '–';
/** Also a zero: what stands out is what happened. */
const isNothing = (text: string): boolean => text === NOTHING || text === '0' || text === formatMoney(0);

declare global {
  interface HTMLElementTagNameMap {
    'oma-operation-days': OmaOperationDays;
  }
}
