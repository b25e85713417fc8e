import { localized, msg, str } from '@lit/localize';
import { Task, TaskStatus } from '@lit/task';
import { PROMISES, type PromiseName, type OperationFigures, type Operations, PROMISED_SHARES } from '@oma/contract';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import '../../../components/oma-icon.ts';
import { readOperations } from '../../../data/operations.ts';
import { currentLocale } from '../../../i18n/localization.ts';
import { shared } from '../../../styles/shared.ts';
import { formatAgo, formatClock, formatExact, formatMoney, formatNumber } from '../../../text/format.ts';
import { formatShare } from '../../../text/format-share.ts';
import './oma-operation-days.ts';
import './oma-trend.ts';
import type { TrendDay } from './oma-trend.ts';
import './oma-verdict.ts';
import { estimateBounds, exactShare, failureName, formatEstimate, measureName, pageName, targetText } from './operation-text.ts';
import { lostVerdict, measureVerdict, shareVerdict, type Verdict } from './promise.ts';

type Value = { name: string; text: string; title?: string };
type Row = {
  id: string;
  name: string;
  values: readonly Value[];
  verdict: Verdict | null;
  target: string;
  /** What it is counted from. */
  basis: string;
  trend: readonly TrendDay[];
  limit: number | null;
};

const SKELETON = html`<div class="skeleton"></div>
  <div class="skeleton tall"></div>`;

/** How the platform keeps what it promises: what is going on now, each promise in the last 24 hours beside its target, what failed, and the last two weeks by day. */
@localized()
@customElement('oma-admin-operations')
export class OmaAdminOperations extends LitElement {
  /** What was read last: a task forgets its value where it fails. */
  private shown: Operations | null = null;
  private readonly operations = new Task(this, {
    task: () => readOperations(),
    args: () => [],
    onComplete: (operations) => (this.shown = operations),
  });

  static override styles = [
    shared,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-5);
      }
      h2 {
        margin: 0 0 var(--space-3);
        font-size: var(--text-4);
      }
      .title {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        gap: var(--space-1) var(--space-3);
        margin-bottom: var(--space-3);
      }
      .title h2 {
        margin: 0;
      }
      .title button {
        margin-left: auto;
      }
      .soft {
        margin: 0;
        color: var(--ink-soft);
        font-size: var(--text-2);
      }
      .now {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 9.5rem), 1fr));
        gap: var(--space-3);
        margin: 0;
      }
      .now > div {
        padding: var(--space-3) var(--space-4);
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--surface-high);
      }
      dt {
        color: var(--ink-soft);
        font-size: var(--text-2);
      }
      dd {
        margin: 0;
      }
      .now b {
        display: block;
        font-size: var(--text-5);
        font-weight: 650;
        line-height: 1.3;
        font-variant-numeric: tabular-nums;
      }
      .now small {
        display: block;
        color: var(--ink-soft);
        font-size: var(--text-1);
        line-height: 1.5;
      }
      ul {
        list-style: none;
        margin: 0;
        padding: 0;
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--surface-high);
      }
      li + li {
        border-top: 1px solid var(--line);
      }
      .promise {
        display: grid;
        grid-template: 'name values verdict trend' auto 'target target target trend' auto / minmax(0, 1.1fr) minmax(0, 1.2fr) 9rem 168px;
        align-items: center;
        gap: var(--space-1) var(--space-4);
        padding: var(--space-3) var(--space-4);
      }
      .name {
        grid-area: name;
        font-weight: 600;
      }
      .values {
        grid-area: values;
        display: flex;
        flex-wrap: wrap;
        gap: 0 var(--space-4);
        margin: 0;
        font-variant-numeric: tabular-nums;
      }
      .values > span {
        display: flex;
        align-items: baseline;
        gap: var(--space-2);
        white-space: nowrap;
      }
      .values small {
        color: var(--ink-soft);
        font-size: var(--text-1);
      }
      .values b {
        font-size: var(--text-4);
        font-weight: 650;
        line-height: 1.4;
      }
      .verdict {
        grid-area: verdict;
        justify-self: start;
      }
      .target {
        grid-area: target;
        color: var(--ink-soft);
        font-size: var(--text-2);
      }
      oma-trend {
        grid-area: trend;
      }
      .two {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr));
        gap: var(--space-5);
      }
      .count {
        display: flex;
        align-items: baseline;
        gap: var(--space-2);
        padding: var(--space-2) var(--space-4);
        font-size: var(--text-2);
      }
      .count span {
        flex: 1;
        min-width: 0;
      }
      .count b {
        font-variant-numeric: tabular-nums;
      }
      code {
        color: var(--ink-soft);
        font-family: var(--font-code);
        font-size: var(--text-1);
      }
      .empty {
        margin: 0;
        padding: var(--space-4);
        border: 1px dashed var(--line);
        border-radius: var(--radius);
        color: var(--ink-soft);
        font-size: var(--text-2);
      }
      .skeleton {
        height: 88px;
      }
      .skeleton.tall {
        height: 360px;
      }
      @media (max-width: 860px) {
        .promise {
          grid-template: 'name verdict' auto 'values values' auto 'target target' auto 'trend trend' auto / minmax(0, 1fr) auto;
        }
      }
    `,
  ];

  override render() {
    const { operations, shown } = this;
    const hasFailed = operations.status === TaskStatus.ERROR;
    return html`
      ${
        hasFailed
          ? html`<p class="error" role="alert" data-testid="ops-load-failed">
              ${
                shown === null
                  ? msg('수치를 불러오지 못했어요.', { id: 'ops-load-failed' })
                  : msg('새로 불러오지 못했어요. 보이는 내용은 조금 전 것이에요.', { id: 'reload-failed' })
              }
              <button class="quiet" @click=${() => void operations.run()}>${msg('다시 시도', { id: 'try-again' })}</button>
            </p>`
          : nothing
      }
      ${shown === null ? (hasFailed ? nothing : SKELETON) : this.renderOperations(shown)}
    `;
  }

  private renderOperations(shown: Operations) {
    const { last_day: figures, days } = shown;
    const isLate = this.operations.status === TaskStatus.PENDING;
    const locale = currentLocale();
    return html`
      <section aria-busy=${isLate ? 'true' : 'false'} data-testid="ops-now">
        <div class="title">
          <h2>${msg('한눈에', { id: 'ops-now' })}</h2>
          <span class="soft">${msg(str`${formatClock(new Date(shown.at), locale)} 기준`, { id: 'ops-at' })}</span>
          <button class="quiet" data-testid="ops-reload" ?disabled=${isLate} @click=${() => void this.operations.run()}>
            <oma-icon name="rotate"></oma-icon>${msg('새로 고침', { id: 'ops-reload' })}
          </button>
        </div>
        ${this.renderNow(shown)}
      </section>
      <section>
        <div class="title">
          <h2>${msg('약속', { id: 'ops-promises' })}</h2>
          <span class="soft">${msg('지난 24시간, 막대는 최근 14일', { id: 'ops-last-day' })}</span>
        </div>
        <ul>
          ${this.promises(figures, days).map((row) => this.renderPromise(row))}
        </ul>
      </section>
      <section>
        <div class="title">
          <h2>${msg('브라우저에서', { id: 'ops-browsers' })}</h2>
          <span class="soft">${msg('보내기로 한 사람의 것만, 지난 24시간', { id: 'ops-browsers-hint' })}</span>
        </div>
        <ul>
          ${this.vitals(figures, days).map((row) => this.renderPromise(row))}
        </ul>
      </section>
      <div class="two">
        <section>
          <h2>${msg('실패한 까닭', { id: 'ops-failures' })}</h2>
          ${this.renderCounts(
            'ops-failures',
            figures.failures.map(({ code, count }) => ({ words: html`${failureName(code)} <code>${code}</code>`, count })),
            msg('지난 24시간에 실패한 답이 없어요.', { id: 'ops-no-failures' }),
          )}
        </section>
        <section>
          <h2>${msg('화면에서 난 오류', { id: 'ops-errors' })}</h2>
          ${this.renderCounts(
            'ops-errors',
            figures.errors.map(({ page, count }) => ({ words: html`${pageName(page)}`, count })),
            msg('지난 24시간에 받은 오류가 없어요.', { id: 'ops-no-errors' }),
          )}
        </section>
      </div>
      <section>
        <h2>${msg('최근 14일', { id: 'trend' })}</h2>
        <oma-operation-days .days=${days}></oma-operation-days>
      </section>
      <p class="soft">
        ${msg(
          '시간은 미리 정한 칸에 나누어 세서 어림한 값이에요. 마우스를 올리면 참값이 있는 칸이 보여요. 지키는지는 어림하지 않고 세어서 판단해요.',
          {
            id: 'ops-estimated',
          },
        )}
      </p>
    `;
  }

  private renderNow({ waiting, waiting_since, live_runs, last_day }: Operations) {
    const locale = currentLocale();
    const since = waiting_since === null ? null : new Date(waiting_since);
    return html`<dl class="now">
      <div>
        <dt>${msg('기다리는 질문', { id: 'ops-waiting' })}</dt>
        <dd data-testid="ops-waiting">
          <b>${formatNumber(waiting, locale)}</b>
          <small
            >${
              since === null
                ? msg('기다리는 사람이 없어요', { id: 'ops-waiting-none' })
                : html`<time datetime=${since.toISOString()} title=${formatExact(since, locale)}
                    >${msg(str`가장 오래된 것: ${formatAgo(since, new Date(), locale)}`, { id: 'ops-waiting-since' })}</time
                  >`
            }</small
          >
        </dd>
      </div>
      <div>
        <dt>${msg('살아 있는 실행', { id: 'ops-live' })}</dt>
        <dd data-testid="ops-live">
          <b>${formatNumber(live_runs, locale)}</b>
          <small>${msg('뜨는 중이거나 일하거나 다음 질문을 기다려요', { id: 'ops-live-hint' })}</small>
        </dd>
      </div>
      <div>
        <dt>${msg('답', { id: 'ops-answers' })}</dt>
        <dd data-testid="ops-answers">
          <b>${formatNumber(last_day.done + last_day.failed + last_day.stopped, locale)}</b>
          <small
            >${msg(
              str`지난 24시간: 완료 ${formatNumber(last_day.done, locale)}, 실패 ${formatNumber(last_day.failed, locale)}, 중지 ${formatNumber(last_day.stopped, locale)}`,
              { id: 'ops-answers-day' },
            )}</small
          >
        </dd>
      </div>
      <div>
        <dt>${msg('비용', { id: 'field-cost' })}</dt>
        <dd data-testid="ops-cost">
          <b>${formatMoney(last_day.cost_usd)}</b>
          <small>${msg('지난 24시간에 끝난 답', { id: 'ops-cost-day' })}</small>
        </dd>
      </div>
    </dl>`;
  }

  private renderPromise({ id, name, values, verdict, target, basis, trend, limit }: Row) {
    return html`<li class="promise" data-testid="ops-${id}" data-verdict=${verdict ?? 'none'}>
      <span class="name">${name}</span>
      <p class="values">
        ${
          values.length === 0
            ? html`<b>–</b>`
            : values.map(
                (value) =>
                  html`<span
                    >${value.name === '' ? nothing : html`<small>${value.name}</small> `}<b title=${value.title ?? ''}
                      >${value.text}</b
                    ></span
                  >`,
              )
        }
      </p>
      ${verdict === null ? html`<span class="verdict"></span>` : html`<oma-verdict class="verdict" verdict=${verdict}></oma-verdict>`}
      <span class="target">${target}${basis === '' ? nothing : html` · ${basis}`}</span>
      <oma-trend .days=${trend} .limit=${limit}></oma-trend>
    </li>`;
  }

  private promises(figures: OperationFigures, days: Operations['days']): Row[] {
    const locale = currentLocale();
    const number = (value: number): string => formatNumber(value, locale);
    const ended = figures.done + figures.failed + figures.stopped;
    const answers = msg(str`답 ${number(ended)}개`, { id: 'ops-of-answers' });
    return [
      this.measured('first_text', figures, days),
      this.measured('stop', figures, days),
      this.measured('start', figures, days),
      {
        ...this.share('faultless', figures, days),
        name: msg('우리 탓 없이 끝난 답', { id: 'ops-faultless' }),
        basis: ended === 0 ? '' : answers,
      },
      {
        id: 'success',
        name: msg('성공률', { id: 'ops-success' }),
        values: figures.success === null ? [] : [{ name: '', text: formatShare(figures.success, locale) }],
        verdict: figures.success === null ? 'unknown' : null,
        target: msg('정해 둔 목표 없음', { id: 'ops-no-target' }),
        basis: ended === 0 ? '' : msg('중지한 답은 빼고', { id: 'ops-success-basis' }),
        trend: trendOf(days, ({ success }) => ({ value: success, isMissed: false })),
        limit: null,
      },
      {
        id: 'lost',
        name: msg('끊긴 실행', { id: 'ops-lost' }),
        values: figures.runs_ended === 0 ? [] : [{ name: '', text: number(figures.runs_lost) }],
        verdict: lostVerdict(figures),
        target: msg('목표: 하나도 없이', { id: 'ops-target-none' }),
        basis: figures.runs_ended === 0 ? '' : msg(str`끝난 실행 ${number(figures.runs_ended)}개`, { id: 'ops-of-runs' }),
        trend: trendOf(days, ({ runs_ended, runs_lost }) => ({ value: runs_ended === 0 ? null : runs_lost, isMissed: runs_lost > 0 })),
        limit: null,
      },
      {
        ...this.share('delivered', figures, days),
        name: msg('도착한 메일', { id: 'ops-delivered' }),
        basis: msg(str`보냄 ${number(figures.mail_sent)}, 다시 시도 ${number(figures.mail_retried)}, 실패 ${number(figures.mail_failed)}`, {
          id: 'ops-of-mail',
        }),
      },
    ];
  }

  private vitals(figures: OperationFigures, days: Operations['days']): Row[] {
    return (['lcp', 'inp', 'cls'] as const).map((measure) => this.measured(measure, figures, days));
  }

  private measured(measure: PromiseName, figures: OperationFigures, days: Operations['days']): Row {
    const locale = currentLocale();
    const { count, within, p50, p75, p95 } = figures[measure];
    const isVital = PROMISES[measure].share === 0.75;
    const named = isVital
      ? [{ name: 'p75', estimate: p75 }]
      : [
          { name: 'p50', estimate: p50 },
          { name: 'p95', estimate: p95 },
        ];
    return {
      id: measure,
      name: measureName(measure),
      values: named.flatMap(({ name, estimate }) =>
        estimate === null
          ? []
          : [{ name, text: formatEstimate(measure, estimate, locale), title: estimateBounds(measure, estimate, locale) }],
      ),
      verdict: measureVerdict(measure, figures),
      target: targetText(measure, locale),
      basis: within === null ? '' : this.basisOf(within, count),
      trend: trendOf(days, (ofDay) => {
        const { p75: third, p95: most } = ofDay[measure];
        return { value: (isVital ? third : most)?.value ?? null, isMissed: measureVerdict(measure, ofDay) === 'missed' };
      }),
      limit: PROMISES[measure].limit,
    };
  }

  private basisOf(within: number, count: number): string {
    const locale = currentLocale();
    return msg(str`실제 ${formatShare(within, locale)}, ${formatNumber(count, locale)}번`, { id: 'ops-basis' });
  }

  private share(share: keyof typeof PROMISED_SHARES, figures: OperationFigures, days: Operations['days']): Omit<Row, 'name' | 'basis'> {
    const locale = currentLocale();
    const value = figures[share];
    return {
      id: share,
      values: value === null ? [] : [{ name: '', text: exactShare(value, locale) }],
      verdict: shareVerdict(share, figures),
      target: msg(str`목표: ${exactShare(PROMISED_SHARES[share], locale)} 이상`, { id: 'ops-target-least' }),
      trend: trendOf(days, (ofDay) => ({ value: ofDay[share], isMissed: shareVerdict(share, ofDay) === 'missed' })),
      limit: null,
    };
  }

  private renderCounts(id: string, counted: readonly { words: TemplateResult; count: number }[], nothingWords: string) {
    if (counted.length === 0) return html`<p class="empty" data-testid=${id}>${nothingWords}</p>`;
    return html`<ul data-testid=${id}>
      ${counted.map(({ words, count }) => html`<li class="count"><span>${words}</span><b>${formatNumber(count, currentLocale())}</b></li>`)}
    </ul>`;
  }
}

const trendOf = (days: Operations['days'], read: (figures: OperationFigures) => Omit<TrendDay, 'day'>): TrendDay[] =>
  days.map(({ day, figures }) => ({ day, ...read(figures) })).toReversed();

declare global {
  interface HTMLElementTagNameMap {
    'oma-admin-operations': OmaAdminOperations;
  }
}
