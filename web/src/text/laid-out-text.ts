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
        const laidOut = this.known(block.source, isGrowing, () => toSafeHtml(block.source, isGrowing)) ?? null;
        return laidOut === null ? asWritten(block.source) : unsafeHTML(laidOut);
      }
      case 'list':
        return this.renderList(block, isGrowing);
      case 'table':
        return this.renderTable(block, isGrowing);
    }
  }

  private renderList({ items, start, isLoose }: Extract<Block, { kind: 'list' }>, isGrowing: boolean) {
    const shown = this.renderPieces(
      items,
      (source, isLast) => {
        const item = source.trimEnd();
        return this.known(item, isGrowing && isLast, () => toSafeItems(item, isGrowing && isLast));
      },
      (source) => html`<li>${asWritten(source)}</li>`,
    );
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
    const shownHead = this.known(head, isGrowing && rows.length === 0, () => toSafeRows(head, 'thead')) ?? null;
    const shown = this.renderPieces(
      rows,
      (row, isLast) => this.known(head + row, isGrowing && isLast, () => toSafeRows(head + row, 'tbody')),
      (source) =>
        html`<tr>
          <td>${asWritten(source)}</td>
        </tr>`,
    );
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

  /** The pieces of a list or a table; those that there is no time for are one, as they were written. */
  private renderPieces(
    sources: readonly string[],
    layOut: (source: string, isLast: boolean) => string | null | undefined,
    plain: (source: string) => TemplateResult,
  ) {
    const shown = [];
    for (const [index, source] of sources.entries()) {
      const laidOut = layOut(source, index === sources.length - 1);
      if (laidOut === undefined) return [...shown, plain(sources.slice(index).join(''))];
      shown.push(laidOut === null ? plain(source) : unsafeHTML(laidOut));
    }
    return shown;
  }

  /** What a piece was made into before, or is now; null where it is to be shown as it was written, undefined where there is no time for it now. */
  private known(markdown: string, isGrowing: boolean, make: () => string | null): string | null | undefined {
    if (isGrowing) return this.grown(markdown, make);
    const known = this.rendered.get(markdown) ?? this.rendering.get(markdown);
    if (known === undefined && !hasTimeLeft()) {
      this.againInMs = 0;
      return undefined;
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
  html`<pre class="plain" tabindex="0">${shownOf(source, 'prose')}</pre>
    ${cutNote(source, 'prose')}`;
