import { html, LitElement } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import { GrowingBlocks } from '../text/growing-blocks.ts';
import { toSafeHtml } from '../text/markdown.ts';
import { Pacer } from '../text/pacing.ts';
import './oma-code-top.ts';

/**
 * Text as Markdown. While it streams it is paced, and only its last block is laid out anew; blocks before it keep their elements.
 */
@customElement('oma-text')
export class OmaText extends LitElement {
  @property() text = '';
  @property({ type: Boolean }) isStreaming = false;
  @state() private shown = '';
  private readonly blocks = new GrowingBlocks();
  private readonly pacer = new Pacer();
  private readonly rendered = new Map<string, string>();
  private frame = 0;

  /** In the light of its reply, so that text can be selected and read across its parts; `textStyles` belong to the reply. */
  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override willUpdate(changed: Map<string, unknown>): void {
    if (!changed.has('text') && !changed.has('isStreaming')) return;
    if (this.isStreaming && !matchMedia('(prefers-reduced-motion: reduce)').matches) {
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
    return this.blocks
      .of(this.shown)
      .map(
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
