import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { loadPart } from './load-part.ts';
import './oma-icon.ts';
import { shared } from '../styles/shared.ts';
import type { DiffLine } from '../text/text-diff.ts';

/** Two texts compared: what went is marked with a minus, what came with a plus. */
@localized()
@customElement('oma-text-diff')
export class OmaTextDiff extends LitElement {
  @property() from = '';
  @property() to = '';
  /** Whether each line has a button that fires `remark` with its number in the newer text, or of the line before it where it went, and its text. */
  @property({ type: Boolean, reflect: true }) isRemarkable = false;
  /** Null while what compares is loaded. */
  @state() private lines: readonly DiffLine[] | null = null;

  static override styles = [
    shared,
    css`
      .diff {
        border: 1px solid var(--line);
        border-radius: var(--radius-small);
        overflow: hidden;
        font-size: var(--text-2);
        line-height: 1.55;
      }
      .line {
        display: grid;
        grid-template-columns: 1.75em minmax(0, 1fr);
        padding: 1px var(--space-2) 1px 0;
        white-space: break-spaces;
        overflow-wrap: anywhere;
      }
      :host([isremarkable]) .line {
        grid-template-columns: 1.75em minmax(0, 1fr) auto;
      }
      .remark {
        min-height: 24px;
      }
      .sign {
        text-align: center;
        user-select: none;
      }
      .removed {
        background: var(--bad-soft);
      }
      .removed .sign {
        color: var(--bad);
      }
      .added {
        background: var(--accent-soft);
      }
      .added .sign {
        color: var(--accent-strong);
      }
      del,
      ins {
        border-radius: 3px;
        text-decoration: none;
        font-weight: 600;
      }
      del {
        color: var(--bad);
        text-decoration: line-through;
      }
      ins {
        color: var(--accent-strong);
        text-decoration: underline;
        text-decoration-thickness: 1px;
        text-underline-offset: 3px;
      }
      .skipped {
        padding: 1px var(--space-3);
        background: var(--surface-low);
        color: var(--ink-soft);
        font-size: var(--text-1);
      }
      .skeleton {
        height: 64px;
      }
    `,
  ];

  override willUpdate(changed: PropertyValues): void {
    if (changed.has('from') || changed.has('to')) void this.compare();
  }

  override render() {
    if (this.lines === null) return html`<div class="skeleton"></div>`;
    const numbers = newLineNumbers(this.lines);
    return html`<div class="diff" data-testid="text-diff">
      ${this.lines.map((line, at) =>
        line.kind === 'skipped'
          ? html`<div class="skipped">${skippedText(line)}</div>`
          : html`<div class="line ${line.kind}">
              <span class="sign" aria-hidden="true">${{ same: '', removed: '−', added: '+' }[line.kind]}</span
              ><span
                >${this.renderSign(line.kind)}${line.pieces.map(({ text, isChanged }) => this.renderPiece(line.kind, text, isChanged))}</span
              >${this.isRemarkable ? this.renderRemark(numbers[at] ?? 0, line.pieces.map(({ text }) => text).join('')) : nothing}
            </div>`,
      )}
    </div>`;
  }

  private renderRemark(line: number, text: string) {
    return html`<button
      class="quiet remark"
      data-testid="remark"
      data-line=${line}
      aria-label=${msg(str`${line}번째 줄에 대해 말하기`, { id: 'diff-remark' })}
      title=${msg(str`${line}번째 줄에 대해 말하기`, { id: 'diff-remark' })}
      @click=${() => this.dispatchEvent(new CustomEvent('remark', { detail: { line, text } }))}
    >
      <oma-icon name="pencil"></oma-icon>
    </button>`;
  }

  private renderSign(kind: 'same' | 'removed' | 'added') {
    if (kind === 'same') return nothing;
    return html`<span class="sr"
      >${kind === 'removed' ? msg('빠진 줄:', { id: 'diff-removed' }) : msg('들어온 줄:', { id: 'diff-added' })}
    </span>`;
  }

  private renderPiece(kind: 'same' | 'removed' | 'added', text: string, isChanged: boolean) {
    if (!isChanged) return text;
    return kind === 'removed' ? html`<del>${text}</del>` : html`<ins>${text}</ins>`;
  }

  private async compare(): Promise<void> {
    const { from, to } = this;
    const diff = await loadPart(() => import('../text/text-diff.ts'));
    if (diff !== null && from === this.from && to === this.to) this.lines = diff.compareTexts(from, to);
  }
}

function skippedText({ of, count }: Extract<DiffLine, { kind: 'skipped' }>): string {
  switch (of) {
    case 'same':
      return msg(str`같은 줄 ${count}개`, { id: 'diff-skipped' });
    case 'removed':
      return msg(str`빠진 줄 ${count}개 더`, { id: 'diff-left-removed' });
    case 'added':
      return msg(str`들어온 줄 ${count}개 더`, { id: 'diff-left-added' });
    case 'any':
      return msg(str`비교한 줄 ${count}개 더`, { id: 'diff-left-any' });
  }
}

/** The number of each line in the newer text; of what went, that of the line it stood behind. */
function newLineNumbers(lines: readonly DiffLine[]): number[] {
  let number = 0;
  return lines.map((line) => {
    if (line.kind === 'skipped') number += line.of === 'removed' ? 0 : line.count;
    else if (line.kind !== 'removed') number += 1;
    return Math.max(1, number);
  });
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-text-diff': OmaTextDiff;
  }
}
