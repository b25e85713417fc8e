import { localized, msg, str } from '@lit/localize';
import type { Stats } from '@oma/contract';
import { css, html, LitElement, nothing, svg } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { currentLocale } from '../../i18n/localization.ts';
import { shared } from '../../styles/shared.ts';
import { formatAgo, formatDay, formatExact, formatNumber } from '../../text/format.ts';

type Day = Stats['days'][number];

const BAR = { width: 6, gap: 2, height: 28 };

/** The four figures of the dashboard, two of them with the last two weeks. `stats` is null while they are read. */
@localized()
@customElement('oma-stats')
export class OmaStats extends LitElement {
  @property({ attribute: false }) stats: Stats | null = null;

  static override styles = [
    shared,
    css`
      dl {
        display: grid;
        grid-template-columns: repeat(4, minmax(0, 1fr));
        gap: var(--space-4);
        margin: 0;
      }
      .figure,
      .skeleton {
        min-height: 104px;
      }
      .figure {
        display: grid;
        grid-template: auto 1fr / minmax(0, 1fr) auto;
        column-gap: var(--space-3);
        padding: var(--space-4);
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--surface-high);
      }
      dt {
        grid-column: 1 / -1;
        color: var(--ink-soft);
        font-size: var(--text-2);
      }
      dd {
        margin: 0;
        align-self: end;
      }
      b {
        display: block;
        font-size: var(--text-5);
        font-weight: 650;
        line-height: 1.2;
        font-variant-numeric: tabular-nums;
      }
      small {
        display: block;
        min-height: 1.5em;
        color: var(--ink-soft);
        font-size: var(--text-1);
        line-height: 1.5;
      }
      svg {
        display: block;
        width: auto;
        height: 28px;
        max-width: 100%;
      }
      .done {
        fill: var(--accent);
      }
      .failed {
        fill: var(--bad);
      }
      .none {
        fill: var(--line);
      }
      @media (max-width: 860px) {
        dl {
          grid-template-columns: repeat(2, minmax(0, 1fr));
          gap: var(--space-3);
        }
      }
      @media (max-width: 420px) {
        .figure {
          padding: var(--space-3);
        }
        .trend {
          grid-row: 3;
          grid-column: 1;
          margin-top: var(--space-2);
        }
      }
    `,
  ];

  override render() {
    const { stats } = this;
    if (stats === null) return html`<dl aria-busy="true">${[1, 2, 3, 4].map(() => html`<div class="skeleton"></div>`)}</dl>`;
    const locale = currentLocale();
    const last = stats.lastActivity === null ? null : new Date(stats.lastActivity);
    return html`
      <dl data-testid="stats">
        ${this.renderFigure('total-agents', msg('전체 에이전트', { id: 'stat-agents' }), formatNumber(stats.totalAgents, currentLocale()))}
        ${this.renderFigure('active-agents', msg('사용 중인 에이전트', { id: 'stat-active' }), formatNumber(stats.activeAgents, currentLocale()))}
        ${this.renderFigure(
          'total-runs',
          msg('전체 실행', { id: 'stat-runs' }),
          formatNumber(stats.totalRuns, currentLocale()),
          last === null
            ? nothing
            : html`<time datetime=${stats.lastActivity} title=${formatExact(last, locale)}
                >${msg(str`마지막 ${formatAgo(last, new Date(), locale)}`, { id: 'stat-last' })}</time
              >`,
          bars(stats.days, ({ done, failed, stopped }) => [done + stopped, failed]),
        )}
        ${this.renderFigure(
          'success-rate',
          msg('성공률', { id: 'stat-success' }),
          stats.successRate === null ? '–' : `${stats.successRate}%`,
          stats.successRate === null ? msg('아직 끝난 실행이 없어요', { id: 'stat-no-runs' }) : nothing,
          bars(stats.days, ({ done, failed }) => (done + failed === 0 ? [0, 0] : [done / (done + failed), 0]), 1),
        )}
      </dl>
    `;
  }

  private renderFigure(id: string, name: string, value: string, below: unknown = nothing, trend: unknown = nothing) {
    return html`<div class="figure">
      <dt>${name}</dt>
      <dd data-testid="stat-${id}"><b>${value}</b><small>${below}</small></dd>
      ${trend === nothing ? nothing : html`<dd class="trend">${trend}</dd>`}
    </div>`;
  }
}

/** A bar for each day: `heights` gives what went well and, above it, what did not. `most` is the height of the whole; without it the highest day's. */
function bars(days: readonly Day[], heights: (day: Day) => [number, number], most = 0) {
  const values = days.map(heights);
  const top = most > 0 ? most : Math.max(1, ...values.map(([good, bad]) => good + bad));
  const width = days.length * (BAR.width + BAR.gap) - BAR.gap;
  const height = (value: number): number => (value === 0 ? 0 : Math.max(2, (value / top) * BAR.height));
  return html`<svg viewBox="0 0 ${width} ${BAR.height}" width=${width} role="img" aria-label=${trendWords(days)}>
    ${values.map(([good, bad], index) => {
      const x = index * (BAR.width + BAR.gap);
      const [low, high] = [height(good), height(bad)];
      return svg`
        ${good + bad === 0 ? svg`<rect class="none" x=${x} y=${BAR.height - 2} width=${BAR.width} height="2" rx="1"></rect>` : nothing}
        <rect class="done" x=${x} y=${BAR.height - low} width=${BAR.width} height=${low} rx="1"></rect>
        <rect class="failed" x=${x} y=${BAR.height - low - high} width=${BAR.width} height=${high} rx="1"></rect>`;
    })}
  </svg>`;
}

/** The trend for those who do not see it: the days on which something happened. */
function trendWords(days: readonly Day[]): string {
  const locale = currentLocale();
  const words = days
    .filter(({ done, failed, stopped }) => done + failed + stopped > 0)
    .map(({ day, done, failed, stopped }) =>
      msg(str`${formatDay(day, locale)}: 완료 ${done}, 실패 ${failed}, 중지 ${stopped}`, { id: 'trend-day' }),
    );
  return words.length === 0
    ? msg('최근 14일 동안 실행이 없어요', { id: 'trend-none' })
    : `${msg('최근 14일', { id: 'trend' })}: ${words.join('; ')}`;
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-stats': OmaStats;
  }
}
