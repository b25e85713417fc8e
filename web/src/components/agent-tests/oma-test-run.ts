import { localized, msg, str } from '@lit/localize';
import type { TestRun } from '@oma/contract';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { currentLocale } from '../../i18n/localization.ts';
import { shared } from '../../styles/shared.ts';
import { sideName, testRunText } from '../../text/agent-test-text.ts';
import { formatAgo, formatExact } from '../../text/format.ts';
import '../oma-icon.ts';
import type { IconName } from '../oma-icon.ts';
import './oma-test-results.ts';

const ICONS: Record<TestRun['state'], IconName> = {
  working: 'loader',
  done: 'circle-check',
  over_budget: 'circle-alert',
  stopped: 'square',
};

/** One run of the tests: how it stands, and, unfolded, what it found. Fires `open` with whether it is, and `stop`. */
@localized()
@customElement('oma-test-run')
export class OmaTestRun extends LitElement {
  @property({ attribute: false }) run!: TestRun;
  @property({ type: Boolean }) isOpen = false;
  /** It was asked to stop. */
  @property({ type: Boolean }) isStopping = false;

  static override styles = [
    shared,
    css`
      :host {
        border: 1px solid var(--line);
        border-radius: var(--radius);
      }
      h3,
      p {
        margin: 0;
      }
      .head {
        display: flex;
        justify-content: flex-start;
        gap: 0 var(--space-2);
        width: 100%;
        min-height: 44px;
        padding: var(--space-2) var(--space-3);
        border: 0;
        background: none;
        text-align: start;
        white-space: normal;
      }
      .head time {
        flex: none;
        color: var(--ink-soft);
        font-weight: 400;
      }
      .head oma-icon {
        margin-inline-start: auto;
        color: var(--ink-soft);
      }
      .turned {
        transform: rotate(90deg);
      }
      .state {
        display: flex;
        gap: var(--space-2);
        padding: 0 var(--space-3) var(--space-3);
        color: var(--ink-soft);
        font-size: var(--text-2);
        line-height: 1.5;
      }
      .state oma-icon {
        margin-top: 0.2em;
      }
      .over_budget {
        color: var(--warn);
      }
      .progress {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        align-items: center;
        gap: var(--space-3);
        padding: 0 var(--space-3) var(--space-3);
      }
      progress {
        width: 100%;
        height: 8px;
        accent-color: var(--accent);
      }
      .results {
        padding: 0 var(--space-3) var(--space-3);
      }
    `,
  ];

  override render() {
    const { run, isOpen } = this;
    const [at, locale] = [new Date(run.created_at), currentLocale()];
    return html`
      <h3>
        <button
          class="head"
          aria-expanded=${isOpen}
          data-testid="run-head"
          @click=${() => this.dispatchEvent(new CustomEvent('open', { detail: !isOpen }))}
        >
          <span>${run.sides.map(sideName).join(' · ')}</span>
          <time datetime=${run.created_at} title=${formatExact(at, locale)}>${formatAgo(at, new Date(), locale)}</time>
          <oma-icon class=${isOpen ? 'turned' : ''} name="chevron-right"></oma-icon>
        </button>
      </h3>
      <p class="state ${run.state}" data-testid="tests-state" data-state=${run.state}>
        <oma-icon name=${ICONS[run.state]} ?spin=${run.state === 'working'}></oma-icon><span>${testRunText(run)}</span>
      </p>
      ${run.state === 'working' ? this.renderProgress() : nothing}
      ${isOpen ? html`<div class="results"><oma-test-results .run=${run}></oma-test-results></div>` : nothing}
    `;
  }

  private renderProgress() {
    const { attempts } = this.run;
    const ended = attempts.filter(({ state }) => state === 'ended').length;
    return html`<div class="progress">
      <progress
        data-testid="tests-progress"
        max=${attempts.length}
        value=${ended}
        aria-label=${msg(str`${attempts.length}번 가운데 ${ended}번 끝남`, { id: 'tests-progress' })}
      ></progress>
      <button data-testid="tests-stop" ?disabled=${this.isStopping} @click=${() => this.dispatchEvent(new CustomEvent('stop'))}>
        <oma-icon name="square"></oma-icon
        >${this.isStopping ? msg('멈추는 중…', { id: 'tests-stopping' }) : msg('멈추기', { id: 'tests-stop' })}
      </button>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-test-run': OmaTestRun;
  }
}
