import { html, type TemplateResult } from 'lit';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import { type Block, GrowingBlocks } from './growing-blocks.ts';
import { languageIn, toSafeHtml } from './markdown.ts';

/** How many blocks are remembered as HTML. */
const REMEMBERED = 500;

/** A text that grows, laid out as Markdown: what is finished is turned into HTML once, and keeps its elements. So does a block of code while it grows. */
export class LaidOutText {
  private readonly blocks = new GrowingBlocks();
  private readonly rendered = new Map<string, string>();

  /** `isGrowing`: more of the text may follow. */
  of(text: string, isGrowing: boolean): TemplateResult[] {
    return this.blocks
      .of(text)
      .map((block, index, { length }) => html`<div class="block">${this.render(block, isGrowing && index === length - 1)}</div>`);
  }

  private render({ source, isPlain, code }: Block, isGrowing: boolean) {
    if (code !== null) {
      return html`<oma-code language=${languageIn(code.language)} ?growing=${isGrowing} .source=${code.text}>
        <pre tabindex="0"><code></code></pre>
      </oma-code>`;
    }
    return isPlain ? html`<pre class="plain">${source}</pre>` : unsafeHTML(this.toHtml(source, isGrowing));
  }

  private toHtml(source: string, isGrowing: boolean): string {
    const known = isGrowing ? undefined : this.rendered.get(source);
    if (known !== undefined) return known;
    const made = toSafeHtml(source, isGrowing);
    if (isGrowing) return made;
    if (this.rendered.size >= REMEMBERED) this.rendered.clear();
    this.rendered.set(source, made);
    return made;
  }
}
