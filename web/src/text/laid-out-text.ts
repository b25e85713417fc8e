import { html, type TemplateResult } from 'lit';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import { type Block, GrowingBlocks } from './growing-blocks.ts';
import { languageIn, toSafeHtml } from './markdown.ts';
import { cutNote, shownOf } from './shown-length.ts';
import { hasTimeLeft } from './time-left.ts';

/** A text that grows, laid out as Markdown: what is finished is turned into HTML once, and keeps its elements. So does a block of code while it grows. */
export class LaidOutText {
  /** Whether some of it is shown as it was written for want of time: ask again a little later. */
  isBehind = false;
  private readonly blocks = new GrowingBlocks();
  /** The HTML of the blocks as they were last. */
  private rendered: ReadonlyMap<string, string | null> = new Map();

  /** `isGrowing`: more of the text may follow. */
  of(text: string, isGrowing: boolean): TemplateResult[] {
    this.isBehind = false;
    const blocks = this.blocks.of(text);
    const rendered = new Map<string, string | null>();
    const templates = blocks.map(
      (block, index) => html`<div class="block">${this.render(block, isGrowing && index === blocks.length - 1, rendered)}</div>`,
    );
    this.rendered = rendered;
    return templates;
  }

  private render({ source, isPlain, code }: Block, isGrowing: boolean, rendered: Map<string, string | null>) {
    if (code !== null) {
      return html`<oma-code language=${languageIn(code.language)} ?growing=${isGrowing} .source=${code.text}>
        <pre tabindex="0"><code></code></pre>
      </oma-code>`;
    }
    const laidOut = isPlain ? null : this.toHtml(source, isGrowing, rendered);
    return laidOut === null
      ? html`<pre class="plain" tabindex="0">${shownOf(source)}</pre>
          ${cutNote(source)}`
      : unsafeHTML(laidOut);
  }

  private toHtml(source: string, isGrowing: boolean, rendered: Map<string, string | null>): string | null {
    if (isGrowing) return toSafeHtml(source, true);
    const known = this.rendered.get(source) ?? rendered.get(source);
    if (known === undefined && !hasTimeLeft()) {
      this.isBehind = true;
      return null;
    }
    const made = known === undefined ? toSafeHtml(source, false) : known;
    rendered.set(source, made);
    return made;
  }
}
