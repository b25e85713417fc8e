import { localized } from '@lit/localize';
import { css, html, LitElement, type PropertyValues } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { loadPart } from './load-part.ts';
import './oma-copy.ts';
import { shared } from '../styles/shared.ts';
import type { CodePiece } from '../text/code-pieces.ts';
import { cutNote, shownOf } from '../text/shown-length.ts';

/** So far from the screen code is coloured already. */
const AHEAD = '400px';

/**
 * A block of code around its `pre` with a `code` inside, which stays in the light, so that text can be selected across blocks: above it its language, and a
 * button that copies. Code that is finished and near the screen is coloured.
 */
@localized()
@customElement('oma-code')
export class OmaCode extends LitElement {
  /** As the block names it; empty where it names none. */
  @property() language = '';
  /** More may follow. */
  @property({ type: Boolean, attribute: 'growing' }) isGrowing = false;
  /** The code, where whoever made the block leaves it to this element to write it into the `code`; null where it stands there. */
  @property({ attribute: false }) source: string | null = null;
  private watch: IntersectionObserver | null = null;

  static override styles = [
    shared,
    css`
      :host {
        display: block;
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--surface-low);
        overflow: hidden;
      }
      .top {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: var(--space-2);
        padding-left: var(--space-3);
        border-bottom: 1px solid var(--line);
        color: var(--ink-soft);
        font-size: var(--text-1);
      }
      .language {
        min-width: 0;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
        font-family: var(--font-code);
      }
      oma-copy {
        flex-direction: row-reverse;
        /* The rounded corner would cut a ring around the button. */
        --ring-offset: -3px;
      }
      .cut {
        margin: 0;
        padding: var(--space-2) var(--space-3);
        border-top: 1px solid var(--line);
        color: var(--ink-soft);
        font-size: var(--text-2);
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate('isGrowing');
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.watch?.disconnect();
  }

  override render() {
    return html`<div class="top">
        <span class="language" data-testid="code-language">${this.language}</span
        ><oma-copy data-testid="copy-code" .text=${this.wholeText}></oma-copy>
      </div>
      <slot></slot>${cutNote(this.source ?? '', 'code')}`;
  }

  override updated(changed: PropertyValues): void {
    if (changed.has('source') && this.source !== null && this.code !== null) write(this.code, shownOf(this.source, 'code'));
    if (changed.has('source') || changed.has('isGrowing') || changed.has('language')) this.colourOnceSeen();
  }

  private get code(): Element | null {
    return this.querySelector('code');
  }

  private colourOnceSeen(): void {
    this.watch?.disconnect();
    this.watch = null;
    if (this.isGrowing || this.language === '' || shownOf(this.source ?? '', 'code') !== (this.source ?? '')) return;
    this.watch = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        this.watch?.disconnect();
        void this.colour();
      },
      { rootMargin: AHEAD },
    );
    this.watch.observe(this);
  }

  private async colour(): Promise<void> {
    const { code } = this;
    const source = code?.textContent ?? '';
    const part = await loadPart(() => import('../text/highlight.ts'), { isAhead: true });
    const pieces = (await part?.highlight(source, this.language)) ?? null;
    if (pieces !== null && code?.isConnected === true && code.textContent === source) code.replaceChildren(...pieces.map(toNode));
  }

  private readonly wholeText = (): string => this.source ?? this.code?.textContent.replace(/\n$/, '') ?? '';
}

/** Goes on with the text that is there where it can: what is selected stays selected. */
function write(code: Element, source: string): void {
  const [text, ...others] = code.childNodes;
  if (text instanceof Text && others.length === 0 && source.startsWith(text.data)) text.appendData(source.slice(text.data.length));
  else code.textContent = source;
}

function toNode({ text, kind }: CodePiece): Node {
  if (kind === null) return document.createTextNode(text);
  const piece = document.createElement('span');
  piece.className = `code-${kind}`;
  piece.textContent = text;
  return piece;
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-code': OmaCode;
  }
}
