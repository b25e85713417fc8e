import { localized, msg, str } from '@lit/localize';
import { isEnded, type Part, type RunPhase } from '@oma/contract';
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { shared } from '../../styles/shared.ts';
import { phaseText } from '../../text/phase-text.ts';
import { loadPart } from '../load-part.ts';
import '../oma-icon.ts';
import '../oma-reply.ts';
import { excerpt } from './excerpt.ts';
import './oma-asked.ts';
import './oma-feedback.ts';
import './oma-seconds.ts';
import { questionStyles } from './question-styles.ts';
import { renderTurn } from './render-turn.ts';
import type { Exchange } from './thread.ts';

/** How far a question has come that is not over. */
export type Phase = RunPhase | 'sending' | 'sent';

/**
 * A question with its answer, and what may be done with either: fires `withdraw`, `edit-anew`, `retry` and `fork`. An element of its own, so that of a long
 * conversation only what changes is rendered; what is far out of sight is not laid out.
 */
@localized()
@customElement('oma-exchange')
export class OmaExchange extends LitElement {
  @property() sessionId = '';
  @property({ attribute: false }) exchange!: Exchange;
  /** What a streaming answer has said so far. */
  @property({ attribute: false }) parts: readonly Part[] = [];
  /** Null where it is over. */
  @property({ attribute: false }) phase: Phase | null = null;
  /** Since when it is in that phase, in milliseconds since 1970. */
  @property({ attribute: false }) since = 0;
  /** A conversation to try an agent in goes on nowhere else. */
  @property({ type: Boolean }) canFork = false;
  @property({ type: Boolean }) isForking = false;
  @property({ type: Boolean }) isWithdrawing = false;
  /** It is being said anew. */
  @property({ type: Boolean }) isRetried = false;
  /** The conversation takes no questions. */
  @property({ type: Boolean }) isClosed = false;

  static override styles = [
    shared,
    questionStyles,
    css`
      :host {
        display: block;
        min-width: 0;
        content-visibility: auto;
        contain-intrinsic-block-size: auto 12rem;
      }
      /* Until its turn it takes about the room that it will need: who scrolls is not at the beginning again at once. */
      :host(:not([rendered])) {
        min-block-size: 12rem;
      }
      .act {
        justify-self: end;
        margin-block: calc(-1 * var(--space-2));
        font-size: var(--text-1);
        font-weight: 500;
        color: var(--ink-soft);
      }
      .act[slot] {
        margin-block: 0;
      }
      .phase {
        display: flex;
        align-items: center;
        gap: var(--space-2);
        color: var(--ink-soft);
        font-size: var(--text-2);
        font-variant-numeric: tabular-nums;
      }
    `,
  ];

  /** Whether it was shown before it was over. */
  private isWatched = false;

  protected override async scheduleUpdate(): Promise<void> {
    if (!this.hasUpdated) await renderTurn();
    await super.scheduleUpdate();
  }

  override firstUpdated(): void {
    this.toggleAttribute('rendered', true);
  }

  override willUpdate(changed: PropertyValues<this>): void {
    this.isWatched ||= !isEnded(this.exchange.reply?.status ?? this.exchange.question.status);
    if (changed.has('exchange') && this.attached.length > 0)
      void loadPart(() => import('../attachments/oma-sent-files.ts'), { isAhead: true });
  }

  override render() {
    const { question, isPending } = this.exchange;
    return html`
      <div class="exchange">
        <div class="question ${isPending ? 'pending' : ''}">
          <span class="sr">${msg('내 메시지', { id: 'my-message' })}</span><span class="words">${question.content}</span>
        </div>
        ${this.attached.length === 0 ? nothing : html`<oma-sent-files .ids=${this.attached}></oma-sent-files>`}
        ${isPending ? nothing : this.renderActs()} ${this.renderReply()} ${this.renderPhase()}
      </div>
    `;
  }

  private get attached(): readonly string[] {
    return this.exchange.question.attachments ?? [];
  }

  private renderReply() {
    const { id, reply } = this.exchange;
    if (reply === null) return nothing;
    return html`<oma-reply
      .sessionId=${this.sessionId}
      .reply=${reply}
      .parts=${this.parts}
      ?isRetried=${this.isRetried}
      ?isClosed=${this.isClosed}
      ?isWatched=${this.isWatched}
      @retry=${() => this.fire('retry')}
    >
      <oma-feedback slot="acts" .sessionId=${this.sessionId} .messageId=${id} .feedback=${reply.feedback}></oma-feedback>
      ${this.canFork ? this.renderFork() : nothing}
    </oma-reply>`;
  }

  private renderFork() {
    const begins = excerpt(this.exchange.question.content);
    return html`<button
      slot="acts"
      class="quiet act"
      data-testid="fork"
      aria-label=${msg(str`갈라 시작: ${begins}`, { id: 'fork-named' })}
      title=${msg('여기까지를 새 대화로 가져가요', { id: 'fork-hint' })}
      ?disabled=${this.isForking}
      @click=${() => this.fire('fork')}
    >
      <oma-icon name=${this.isForking ? 'loader' : 'fork'} ?spin=${this.isForking}></oma-icon>${msg('갈라 시작', { id: 'fork' })}
    </button>`;
  }

  /** What its person may do with a question. The names say which one, for those who do not see where a button stands. */
  private renderActs() {
    const { status, content } = this.exchange.question;
    const begins = excerpt(content);
    if (status === 'queued') {
      return html`<button
        class="quiet act"
        data-testid="withdraw"
        aria-label=${msg(str`거두기: ${begins}`, { id: 'withdraw-named' })}
        ?disabled=${this.isWithdrawing}
        @click=${() => this.fire('withdraw')}
      >
        ${msg('거두기', { id: 'withdraw' })}
      </button>`;
    }
    if (status === 'working' || this.isClosed) return nothing;
    return html`<button
      class="quiet act"
      data-testid="edit-anew"
      aria-label=${msg(str`고쳐서 다시 보내기: ${begins}`, { id: 'edit-anew-named' })}
      @click=${() => this.fire('edit-anew')}
    >
      <oma-icon name="pencil"></oma-icon>${msg('고쳐서 다시 보내기', { id: 'edit-anew' })}
    </button>`;
  }

  /** What is happening, and since when. */
  private renderPhase() {
    if (this.phase === null) return nothing;
    return html`<p class="phase" data-testid="phase" data-phase=${this.phase}>
      <oma-icon name="loader" spin></oma-icon><span role="status">${phaseText(this.phase)}</span
      ><oma-seconds aria-hidden="true" .since=${this.since}></oma-seconds>
    </p>`;
  }

  private fire(name: 'withdraw' | 'edit-anew' | 'retry' | 'fork'): void {
    this.dispatchEvent(new CustomEvent(name));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-exchange': OmaExchange;
  }
}
