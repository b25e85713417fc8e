import { css, html, LitElement, nothing, svg } from 'lit';
import { customElement, property } from 'lit/decorators.js';

/** What a day comes to; null where there is nothing of it. */
export type TrendDay = { day: string; value: number | null; isMissed: boolean };

const BAR = { width: 8, gap: 4, height: 44 };
/** How much room is above the line of the limit, where nothing needs more. */
const ABOVE = 1.6;

/** A bar for each day, today at the right, and a line where the limit is. What it shows is said in the table of days, so it is left out for screen readers. */
@customElement('oma-trend')
export class OmaTrend extends LitElement {
  /** Oldest first. */
  @property({ attribute: false }) days: readonly TrendDay[] = [];
  /** Null: there is none. */
  @property({ attribute: false }) limit: number | null = null;

  static override styles = css`
    :host {
      display: block;
    }
    svg {
      display: block;
      width: 100%;
      height: 44px;
    }
    .kept {
      fill: var(--accent);
    }
    /* Hollow: told apart without its colour as well. */
    .missed {
      fill: var(--bad-soft);
      stroke: var(--bad);
      stroke-width: 1.5;
      vector-effect: non-scaling-stroke;
    }
    .none {
      fill: var(--line);
    }
    line {
      stroke: var(--ink-soft);
      stroke-width: 1;
      stroke-dasharray: 3 3;
      vector-effect: non-scaling-stroke;
    }
  `;

  override render() {
    const { days, limit } = this;
    const width = days.length * (BAR.width + BAR.gap) - BAR.gap;
    const top = Math.max((limit ?? 0) * ABOVE, ...days.map(({ value }) => value ?? 0), Number.MIN_VALUE);
    const y = (value: number): number => BAR.height - Math.max(2, (value / top) * BAR.height);
    const lineY = limit === null ? null : BAR.height - (limit / top) * BAR.height;
    return html`<svg viewBox="0 0 ${width} ${BAR.height}" preserveAspectRatio="none" aria-hidden="true">
      ${days.map(({ value, isMissed }, index) => {
        const at = value === null ? BAR.height - 2 : y(value);
        const kind = value === null ? 'none' : isMissed ? 'missed' : 'kept';
        return svg`<rect class=${kind} x=${index * (BAR.width + BAR.gap)} y=${at} width=${BAR.width} height=${BAR.height - at}></rect>`;
      })}
      ${lineY === null ? nothing : svg`<line x1="0" x2=${width} y1=${lineY} y2=${lineY}></line>`}
    </svg>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-trend': OmaTrend;
  }
}
