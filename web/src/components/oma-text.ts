import { html, LitElement } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { LaidOutText } from '../text/laid-out-text.ts';
import { Pacer } from '../text/pacing.ts';
import { shownOf } from '../text/shown-length.ts';
import { loadPart } from './load-part.ts';
import './oma-code.ts';

/** What reads Markdown is a quarter of the page's weight: it comes while the page looks for the conversation. */
const layout = loadPart(() => import('../text/laid-out-text.ts'), { isAhead: true });

/**
 * Text as Markdown, and as it was written until what reads Markdown has come. While it streams it is paced, and only its last block is laid out anew;
 * blocks before it keep their elements.
 */
@customElement('oma-text')
export class OmaText extends LitElement {
  @property() text = '';
  @property({ type: Boolean }) isStreaming = false;
  @state() private shown = '';
  @state() private laidOut: LaidOutText | null = null;
  private readonly pacer = new Pacer();
  private frame = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

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

  override connectedCallback(): void {
    super.connectedCallback();
    void this.layOut();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    cancelAnimationFrame(this.frame);
  }

  override render() {
    return this.laidOut === null
      ? html`<pre class="plain" tabindex="0">${shownOf(this.shown, 'prose')}</pre>`
      : this.laidOut.of(this.shown, this.isStreaming);
  }

  override updated(): void {
    const inMs = this.laidOut?.againInMs ?? null;
    if (inMs === null) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.requestUpdate(), inMs);
  }

  private async layOut(): Promise<void> {
    const ready = await layout;
    if (ready !== null) this.laidOut ??= new ready.LaidOutText();
  }

  private advance(): void {
    cancelAnimationFrame(this.frame);
    this.shown = this.pacer.shown(performance.now());
    if (!this.pacer.isBehind) return;
    this.frame = requestAnimationFrame(() => this.advance());
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-text': OmaText;
  }
}
