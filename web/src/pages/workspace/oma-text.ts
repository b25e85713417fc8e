import { css, html, LitElement } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import { shared } from '../../styles/shared.ts';
import { splitBlocks, toSafeHtml } from '../../text/markdown.ts';
import { Pacer } from '../../text/pacing.ts';

/**
 * Text as Markdown. While it streams it is paced, and only its last block is laid out anew; blocks before it keep their elements.
 */
@customElement('oma-text')
export class OmaText extends LitElement {
  @property() text = '';
  @property({ type: Boolean }) isStreaming = false;
  @state() private shown = '';
  private readonly pacer = new Pacer();
  private readonly rendered = new Map<string, string>();
  private frame = 0;

  static override styles = [
    shared,
    css`
      :host {
        overflow-wrap: anywhere;
      }
      .block > :first-child {
        margin-top: 0;
      }
      .block > :last-child {
        margin-bottom: 0;
      }
      .block + .block {
        margin-top: var(--space-3);
      }
      h1,
      h2,
      h3,
      h4,
      h5,
      h6 {
        font-size: var(--text-4);
        line-height: 1.4;
        margin: var(--space-4) 0 var(--space-2);
      }
      h3,
      h4,
      h5,
      h6 {
        font-size: var(--text-3);
      }
      code {
        font-family: var(--font-code);
        font-size: 0.9em;
        background: var(--surface-low);
        padding: 0.1em 0.35em;
        border-radius: var(--radius-small);
      }
      pre {
        margin: 0;
        padding: var(--space-3);
        background: var(--surface-low);
        border: 1px solid var(--line);
        border-radius: var(--radius);
        overflow: auto;
        white-space: pre;
        word-break: normal;
        overflow-wrap: normal;
      }
      pre code {
        padding: 0;
        background: none;
      }
      pre.plain {
        white-space: pre-wrap;
        overflow-wrap: anywhere;
        max-height: 60vh;
      }
      blockquote {
        margin: 0;
        padding-left: var(--space-3);
        border-left: 3px solid var(--line);
        color: var(--ink-soft);
      }
      ul,
      ol {
        padding-left: 1.4em;
        margin: 0;
      }
      li input {
        width: auto;
        min-height: 0;
        margin-right: var(--space-1);
      }
      .table {
        overflow-x: auto;
      }
      table {
        border-collapse: collapse;
        font-size: var(--text-2);
      }
      th,
      td {
        border: 1px solid var(--line);
        padding: var(--space-1) var(--space-3);
        white-space: nowrap;
      }
      th {
        background: var(--surface-low);
      }
      a {
        color: var(--accent);
      }
    `,
  ];

  override willUpdate(changed: Map<string, unknown>): void {
    if (!changed.has('text') && !changed.has('isStreaming')) return;
    if (this.isStreaming) {
      this.pacer.arrive(this.text, performance.now());
      this.advance();
    } else {
      this.pacer.flush(this.text);
      this.shown = this.text;
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    cancelAnimationFrame(this.frame);
  }

  override render() {
    return splitBlocks(this.shown).map(
      ({ source, isPlain }) =>
        html`<div class="block">${isPlain ? html`<pre class="plain">${source}</pre>` : unsafeHTML(this.renderBlock(source))}</div>`,
    );
  }

  private advance(): void {
    cancelAnimationFrame(this.frame);
    this.shown = this.pacer.shown(performance.now());
    if (!this.pacer.isBehind) return;
    this.frame = requestAnimationFrame(() => this.advance());
  }

  /** A finished block is turned into HTML once. */
  private renderBlock(source: string): string {
    const known = this.rendered.get(source);
    if (known !== undefined) return known;
    const made = toSafeHtml(source);
    if (this.rendered.size > 500) this.rendered.clear();
    this.rendered.set(source, made);
    return made;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-text': OmaText;
  }
}
