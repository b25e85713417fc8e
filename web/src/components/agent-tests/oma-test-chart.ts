import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing, svg } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { currentLocale } from '../../i18n/localization.ts';
import { shared } from '../../styles/shared.ts';
import { formatShare } from '../../text/format-share.ts';
import { formatNumber } from '../../text/format.ts';
import type { TestRate } from './test-rates.ts';

/** More bars than these are not told apart in a narrow column; the oldest go first. */
const MOST_BARS = 8;
const HEIGHT = 96;
const BAR = { width: 24, step: 40 };

/** Which part of the tests passed, a bar for each version and, marked apart, for each draft that is in none. */
@localized()
@customElement('oma-test-chart')
export class OmaTestChart extends LitElement {
  /** Versions in their order, drafts after them. */
  @property({ attribute: false }) rates: readonly TestRate[] = [];
  /** What part must pass; null where none must. */
  @property({ attribute: false }) required: number | null = null;

  static override styles = [
    shared,
    css`
      figure {
        margin: 0;
      }
      .drawn {
        display: grid;
        grid-template-columns: auto auto minmax(0, 1fr);
        gap: 0 var(--space-2);
        color: var(--ink-soft);
        font-size: var(--text-1);
        font-variant-numeric: tabular-nums;
      }
      .scale {
        position: relative;
        display: flex;
        flex-direction: column;
        justify-content: space-between;
        /* Half a line above and below: each part stands beside its line. */
        height: calc(96px + 1.5em);
        margin-top: -0.75em;
        line-height: 1.5em;
        text-align: end;
      }
      svg {
        display: block;
        overflow: visible;
        width: auto;
        height: calc(96px + 1.5em);
        max-width: 100%;
      }
      .base {
        stroke: var(--ink-soft);
      }
      .line {
        stroke: var(--line);
      }
      .required {
        stroke: var(--warn);
        stroke-dasharray: 4 3;
      }
      .version {
        fill: var(--accent);
      }
      .draft {
        fill: var(--accent-soft);
        stroke: var(--accent);
        stroke-dasharray: 3 2;
      }
      text {
        fill: var(--ink-soft);
        font-size: 12px;
        text-anchor: middle;
      }
      .notes {
        margin: var(--space-2) 0 0;
        color: var(--ink-soft);
        font-size: var(--text-1);
        line-height: 1.5;
      }
    `,
  ];

  override render() {
    const shown = this.rates.slice(-MOST_BARS);
    const width = shown.length * BAR.step;
    const locale = currentLocale();
    return html`<figure data-testid="tests-chart" aria-label=${msg('버전마다 통과한 비율', { id: 'tests-chart' })}>
      <div class="drawn" aria-hidden="true">
        <div class="scale">${[1, 0.5, 0].map((part) => html`<span>${formatShare(part, locale)}</span>`)}</div>
        <svg viewBox="0 0 ${width} ${HEIGHT + 18}" width=${width} height=${HEIGHT + 18}>
          ${[0, HEIGHT / 2].map((y) => svg`<line class="line" x1="0" x2=${width} y1=${y} y2=${y}></line>`)}
          ${shown.map((rate, index) => this.renderBar(rate, index))}
          <line class="base" x1="0" x2=${width} y1=${HEIGHT} y2=${HEIGHT}></line>
          ${this.required === null ? nothing : this.renderRequired(this.required, width)}
        </svg>
      </div>
      <ul class="sr">
        ${shown.map((rate) => html`<li data-testid="chart-rate" data-version=${rate.version ?? 'draft'}>${words(rate)}</li>`)}
      </ul>
      <figcaption class="notes">
        ${msg('지금까지 돌린 테스트에서 통과한 비율이에요.', { id: 'tests-chart-what' })}
        ${
          shown.some(({ version }) => version === null)
            ? msg('테두리만 있는 막대는 저장하지 않은 초안이에요.', { id: 'tests-chart-draft' })
            : nothing
        }
        ${this.required === null ? nothing : msg('점선은 통과해야 하는 비율이에요.', { id: 'tests-chart-required' })}
      </figcaption>
    </figure>`;
  }

  private renderBar(rate: TestRate, index: number) {
    const x = index * BAR.step + (BAR.step - BAR.width) / 2;
    // What none passed of is still there.
    const height = Math.max(2, rate.rate * HEIGHT);
    return svg`<g>
      <title>${words(rate)}</title>
      <rect class=${rate.version === null ? 'draft' : 'version'} x=${x} y=${HEIGHT - height} width=${BAR.width} height=${height} rx="2"></rect>
      <text x=${x + BAR.width / 2} y=${HEIGHT + 14}>${rate.version === null ? msg('초안', { id: 'tests-draft' }) : rate.version}</text>
    </g>`;
  }

  private renderRequired(required: number, width: number) {
    const y = HEIGHT - required * HEIGHT;
    return svg`<line class="required" x1="0" x2=${width} y1=${y} y2=${y}></line>`;
  }
}

function words({ version, passed, ended, rate }: TestRate): string {
  const locale = currentLocale();
  const name = version === null ? msg('초안', { id: 'tests-draft' }) : msg(str`버전 ${version}`, { id: 'version-number' });
  const share = formatShare(rate, locale);
  return msg(str`${name}: ${formatNumber(ended, locale)}번 가운데 ${formatNumber(passed, locale)}번 통과, ${share}`, {
    id: 'tests-chart-rate',
  });
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-test-chart': OmaTestChart;
  }
}
