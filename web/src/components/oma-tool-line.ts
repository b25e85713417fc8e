import { localized, msg } from '@lit/localize';
import { type Part, PROPOSE_TOOL } from '@oma/contract';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { loadPart } from './load-part.ts';
import './oma-icon.ts';
import type { IconName } from './oma-icon.ts';
import { currentLocale } from '../i18n/localization.ts';
import { disclosureStyles } from '../styles/disclosure.ts';
import { shared } from '../styles/shared.ts';
import { formatDuration } from '../text/format-duration.ts';
import { toolErrorOutput, toolErrorText } from '../text/tool-error-text.ts';
import { toolText } from '../text/tool-text.ts';

const ICONS: Readonly<Record<string, IconName>> = {
  Write: 'file-pen',
  Edit: 'file-pen',
  Read: 'file-text',
  Bash: 'terminal',
  Glob: 'search',
  Grep: 'search',
  AskUserQuestion: 'message',
  [PROPOSE_TOOL]: 'file-pen',
};

/** One use of a tool in one line; opens to what went in and came out. */
@localized()
@customElement('oma-tool-line')
export class OmaToolLine extends LitElement {
  @property({ attribute: false }) use!: Extract<Part, { k: 'tool' }>;
  /** Whether the turn is over: a tool without a result has then been cut off. */
  @property({ type: Boolean }) isOver = false;
  @state() private isOpen = false;

  static override styles = [
    shared,
    disclosureStyles,
    css`
      details {
        border: 1px solid var(--line);
        border-radius: var(--radius);
        font-size: var(--text-2);
        background: var(--surface-low);
      }
      summary {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--space-1) var(--space-2);
        padding: var(--space-2) var(--space-3);
        min-width: 0;
      }
      .target {
        flex: 1;
        min-width: 4rem;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
        font-family: var(--font-code);
        color: var(--ink-soft);
        unicode-bidi: isolate;
      }
      summary::before {
        margin: 0;
        border-color: var(--ink-soft);
      }
      .state {
        color: var(--ink-soft);
        white-space: nowrap;
        font-size: var(--text-1);
      }
      .why {
        flex: 0 0 100%;
      }
      .failed {
        color: var(--bad);
      }
      .done {
        color: var(--good);
      }
      pre {
        margin: 0;
        padding: var(--space-3);
        border-top: 1px solid var(--line);
        overflow: auto;
        max-height: 20rem;
        font-family: var(--font-code);
        font-size: var(--text-1);
        white-space: break-spaces;
        overflow-wrap: anywhere;
      }
    `,
  ];

  override render() {
    const { name, input, result } = this.use;
    const { verb, target } = toolText(name, input);
    const why = result?.ok === false ? toolErrorText(result.output) : '';
    return html`
      <details
        data-testid="tool-line"
        data-tool=${name}
        data-ok=${result === null ? nothing : String(result.ok)}
        @toggle=${(event: Event) => void this.onToggle(event)}
      >
        <summary>
          <oma-icon name=${ICONS[name] ?? 'wrench'}></oma-icon><span>${verb}</span
          ><span class="target">${target}</span>${this.renderState(result)}${why === '' ? nothing : html`<span class="why">${why}</span>`}
        </summary>
        ${this.isOpen ? html`<oma-tool-input .name=${name} .input=${input}></oma-tool-input>${this.renderResult(result)}` : nothing}
      </details>
    `;
  }

  private renderResult(result: OmaToolLine['use']['result']) {
    const output = result === null || result.ok ? result?.output : toolErrorOutput(result.output);
    if (result === null || output === undefined || output === '') return nothing;
    return html`<pre tabindex="0">
${output}${result.cut === true ? html`<br /><em>${msg('길어서 앞부분만 보여요.', { id: 'preview-cut' })}</em>` : nothing}</pre>`;
  }

  private async onToggle(event: Event): Promise<void> {
    if (!(event.target instanceof HTMLDetailsElement)) return;
    this.isOpen = event.target.open;
    if (this.isOpen) await loadPart(() => import('./oma-tool-input.ts'));
  }

  private renderState(result: OmaToolLine['use']['result']) {
    if (result === null) {
      return this.isOver
        ? html`<span class="state">${msg('끝나지 않음', { id: 'tool-unfinished' })}</span>`
        : html`<span class="state"><oma-icon name="loader" spin></oma-icon> ${msg('실행 중', { id: 'tool-running' })}</span>`;
    }
    const took = formatDuration(result.ms, currentLocale());
    return result.ok
      ? html`<span class="state done"><oma-icon name="check"></oma-icon> ${took}</span>`
      : html`<span class="state failed"><oma-icon name="circle-alert"></oma-icon> ${msg('실패', { id: 'tool-failed' })} · ${took}</span>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-tool-line': OmaToolLine;
  }
}
