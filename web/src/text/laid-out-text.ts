import { html, type TemplateResult } from 'lit';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import { GrowingBlocks } from './growing-blocks.ts';
import { toSafeHtml } from './markdown.ts';

/** How many blocks are remembered as HTML. */
const REMEMBERED = 500;

/** A text that grows, laid out as Markdown: what is finished is turned into HTML once, and keeps its elements. */
export class LaidOutText {
  private readonly blocks = new GrowingBlocks();
  private readonly rendered = new Map<string, string>();

  of(text: string): TemplateResult[] {
    return this.blocks
      .of(text)
      .map(
        ({ source, isPlain }) =>
          html`<div class="block">${isPlain ? html`<pre class="plain">${source}</pre>` : unsafeHTML(this.toHtml(source))}</div>`,
      );
  }

  private toHtml(source: string): string {
    const known = this.rendered.get(source);
    if (known !== undefined) return known;
    const made = toSafeHtml(source);
    if (this.rendered.size >= REMEMBERED) this.rendered.clear();
    this.rendered.set(source, made);
    return made;
  }
}
