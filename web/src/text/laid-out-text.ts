import { html, nothing, type TemplateResult } from 'lit';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import { type Block, GrowingBlocks } from './growing-blocks.ts';
import { languageIn, toSafeHtml, toSafeItems, toSafeRows } from './markdown.ts';
import { cutNote, shownOf } from './shown-length.ts';
import { hasTimeLeft } from './time-left.ts';

/** What grows is laid out again after so many times what it took the last time: a long quote would keep the page busy otherwise. */
const REST = 4;

/**
 * A text that grows, laid out as Markdown: what is finished is turned into HTML once, and keeps its elements; so do the items of a list and the rows of a
 * table that grows, and a block of code.
 */
export class LaidOutText {
  /** In how many milliseconds to ask again, where not all of it is laid out for want of time; null where it is. */
  againInMs: number | null = null;
  private readonly blocks = new GrowingBlocks();
  /** The HTML of the pieces as they were last, by their Markdown. */
  private rendered: ReadonlyMap<string, string | null> = new Map();
  private rendering = new Map<string, string | null>();
  /** The piece that grows, as it was laid out last, and until when that is good enough. */
  private growing: { markdown: string; made: string | null; until: number } | null = null;

  /** `isGrowing`: more of the text may follow. */
  of(text: string, isGrowing: boolean): TemplateResult[] {
    this.againInMs = null;
    this.rendering = new Map();
    const blocks = this.blocks.of(text);
    const templates = blocks.map(
      (block, index) => html`<div class="block">${this.render(block, isGrowing && index === blocks.length - 1)}</div>`,
    );
    this.rendered = this.rendering;
    return templates;
  }

  private render(block: Block, isGrowing: boolean) {
    switch (block.kind) {
      case 'plain':
        return asWritten(block.source);
      case 'code':
        return html`<oma-code language=${languageIn(block.code.language)} ?growing=${isGrowing} .source=${block.code.text}>
          <pre tabindex="0"><code></code></pre>
        </oma-code>`;
      case 'text': {
        const laidOut = this.known(block.source, isGrowing, () => toSafeHtml(block.source, isGrowing));
        return laidOut === null ? asWritten(block.source) : unsafeHTML(laidOut);
      }
      case 'list':
        return this.renderList(block, isGrowing);
      case 'table':
        return this.renderTable(block, isGrowing);
    }
  }

  private renderList({ items, start, isLoose }: Extract<Block, { kind: 'list' }>, isGrowing: boolean) {
    const shown = items.map((source, index) => {
      const item = source.trimEnd();
      const isLast = isGrowing && index === items.length - 1;
      const laidOut = this.known(item, isLast, () => toSafeItems(item, isLast));
      return laidOut === null ? html`<li>${asWritten(item)}</li>` : unsafeHTML(laidOut);
    });
    const style = isLoose ? 'loose' : nothing;
    return start === null
      ? html`<ul class=${style}>
          ${shown}
        </ul>`
      : html`<ol class=${style} start=${start === 1 ? nothing : start}>
          ${shown}
        </ol>`;
  }

  private renderTable({ head, rows }: Extract<Block, { kind: 'table' }>, isGrowing: boolean) {
    const shownHead = this.known(head, isGrowing && rows.length === 0, () => toSafeRows(head, 'thead'));
    const shown = rows.map((row, index) => {
      const markdown = head + row;
      const laidOut = this.known(markdown, isGrowing && index === rows.length - 1, () => toSafeRows(markdown, 'tbody'));
      return laidOut === null
        ? html`<tr>
            <td>${asWritten(row)}</td>
          </tr>`
        : unsafeHTML(laidOut);
    });
    return html`<div class="table" tabindex="0">
      <table>
        <thead>
          ${
            shownHead === null
              ? html`<tr>
                  <th>${asWritten(head)}</th>
                </tr>`
              : unsafeHTML(shownHead)
          }
        </thead>
        ${
          shown.length === 0
            ? nothing
            : html`<tbody>
                ${shown}
              </tbody>`
        }
      </table>
    </div>`;
  }

  /** What a piece was made into before, or is now; null where it is to be shown as it was written. */
  private known(markdown: string, isGrowing: boolean, make: () => string | null): string | null {
    if (isGrowing) return this.grown(markdown, make);
    const known = this.rendered.get(markdown) ?? this.rendering.get(markdown);
    if (known === undefined && !hasTimeLeft()) {
      this.againInMs = 0;
      return null;
    }
    const made = known === undefined ? make() : known;
    this.rendering.set(markdown, made);
    return made;
  }

  private grown(markdown: string, make: () => string | null): string | null {
    const from = performance.now();
    if (this.growing !== null && from < this.growing.until && markdown.startsWith(this.growing.markdown)) {
      if (markdown !== this.growing.markdown) this.againInMs = this.growing.until - from;
      return this.growing.made;
    }
    const made = make();
    const now = performance.now();
    this.growing = { markdown, made, until: now + REST * (now - from) };
    return made;
  }
}

const asWritten = (source: string) =>
  html`<pre class="plain" tabindex="0">${shownOf(source)}</pre>
    ${cutNote(source)}`;
