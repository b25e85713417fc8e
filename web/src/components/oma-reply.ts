import { localized, msg, str } from '@lit/localize';
import { ASK_TOOL, isCutAnswer, type Part, PROPOSE_TOOL, type ReplyDocument, type WholeAnswer } from '@oma/contract';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { loadPart } from './load-part.ts';
import './oma-copy.ts';
import './oma-icon.ts';
import { currentLocale } from '../i18n/localization.ts';
import { disclosureStyles } from '../styles/disclosure.ts';
import { shared } from '../styles/shared.ts';
import { failureText } from '../text/failure-text.ts';
import { formatAgo, formatExact, formatMoney, formatNumber } from '../text/format.ts';
import './oma-text.ts';
import { textStyles } from './text-styles.ts';
import './oma-tool-line.ts';

/** An answer: its parts as they come, how it ended, and what it took. Further acts on it are given for the slot `acts`. Fires `retry`. */
@localized()
@customElement('oma-reply')
export class OmaReply extends LitElement {
  @property({ attribute: false }) reply!: ReplyDocument;
  /** The parts so far, while it streams. */
  @property({ attribute: false }) parts: readonly Part[] = [];
  /** The conversation it belongs to, where what it asks can be answered: by `oma-asked`, which whoever gives this brings along. */
  @property() sessionId = '';
  /** A recording: it cannot be asked again. */
  @property({ type: Boolean }) isRecording = false;
  /** Read by a link: it can only be copied, and what it took is not told. */
  @property({ type: Boolean }) isShared = false;
  /** What it answers is being asked again. */
  @property({ type: Boolean }) isRetried = false;
  /** The conversation takes no questions: it cannot be asked again. */
  @property({ type: Boolean }) isClosed = false;
  /** It ends before the eyes of whoever reads: what went wrong is read out. */
  @property({ type: Boolean }) isWatched = false;
  /** Once somebody wanted to see them: in a long conversation they would be a tenth of the page. */
  @state() private areTimingsShown = false;
  /** All of it, once asked for, where the reply holds only some. */
  @state() private whole: WholeAnswer | null = null;
  /** What was read to be copied: a browser may refuse it for coming late, and takes it when pressed again. */
  private copied: string | null = null;

  static override styles = [
    shared,
    disclosureStyles,
    textStyles,
    css`
      .parts {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-3);
      }
      .thinking {
        color: var(--ink-soft);
        font-size: var(--text-2);
      }
      .thinking p {
        white-space: break-spaces;
        margin: var(--space-2) 0 0;
      }
      summary {
        padding-block: 3px;
      }
      .notice {
        display: flex;
        gap: var(--space-2);
        align-items: flex-start;
        padding: var(--space-3);
        border-radius: var(--radius);
        font-size: var(--text-2);
        background: var(--surface-low);
      }
      .notice oma-icon {
        margin-top: 0.2em;
      }
      .failed {
        background: var(--bad-soft);
        color: var(--bad);
      }
      .retrying {
        background: var(--warn-soft);
        color: var(--warn);
      }
      .under {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0 var(--space-2);
        margin-top: var(--space-2);
        color: var(--ink-soft);
        font-size: var(--text-1);
      }
      .under button {
        font-size: var(--text-1);
        font-weight: 500;
      }
      .under details {
        display: contents;
      }
      oma-timings {
        width: 100%;
      }
    `,
  ];

  override render() {
    const { reply } = this;
    const isOver = reply.status !== 'streaming';
    const parts = isOver ? (this.whole ?? reply).parts : this.parts;
    return html`
      <div class="parts" data-testid="reply-text">
        ${parts.map((part, index) => this.renderPart(part, isOver, index === parts.length - 1))}
      </div>
      ${isOver ? html`${this.renderRecalled()}${this.renderEnd()}${this.renderUnder()}` : nothing}
    `;
  }

  private renderPart(part: Part, isOver: boolean, isLast: boolean) {
    switch (part.k) {
      case 'text':
        return html`${part.s.trim() === '' ? nothing : html`<oma-text .text=${part.s} ?isStreaming=${!isOver && isLast}></oma-text>`}${this.renderCut(part)}`;
      case 'thinking':
        return html`<details class="thinking">
            <summary>${msg('생각한 과정', { id: 'thinking' })}</summary>
            <p>${part.s}</p>
          </details>
          ${this.renderCut(part)}`;
      case 'tool':
        if (part.name === PROPOSE_TOOL && this.sessionId !== '') return this.renderProposal(part, isOver);
        return part.name === ASK_TOOL && this.sessionId !== ''
          ? html`<oma-asked .sessionId=${this.sessionId} .messageId=${this.reply.reply_to} .use=${part} ?isOver=${isOver}></oma-asked>`
          : html`<oma-tool-line .use=${part} ?isOver=${isOver}></oma-tool-line>`;
      case 'retry':
        return html`<div class="notice retrying">
          <oma-icon name="rotate"></oma-icon
          ><span
            >${
              isLast && !isOver
                ? msg(str`모델이 바빠서 잠시 뒤 다시 물어볼게요 (${part.attempt}/${part.of}).`, { id: 'retrying-now' })
                : msg(str`모델이 바로 답하지 못해 다시 물어봤어요 (${part.attempt}/${part.of}).`, { id: 'retrying' })
            }</span
          >
        </div>`;
    }
  }

  /** What is proposed for the form of an agent; until the part that shows it has come, the use of the tool. */
  private renderProposal(use: Extract<Part, { k: 'tool' }>, isOver: boolean) {
    void loadPart(() => import('./chat/proposal.ts').then((part) => part.loadProposal()), { isAhead: true });
    return html`<oma-proposal .sessionId=${this.sessionId} .messageId=${this.reply.reply_to} .use=${use} ?isOver=${isOver}>
      <oma-tool-line .use=${use} ?isOver=${isOver}></oma-tool-line>
    </oma-proposal>`;
  }

  /** Says where something is missing of a long answer, and shows all of it on wish. */
  private renderCut({ object }: Extract<Part, { k: 'text' | 'thinking' }>) {
    if (object === undefined) return nothing;
    void loadPart(() => import('./chat/oma-cut-answer.ts'), { isAhead: true });
    return html`<oma-cut-answer
      .sessionId=${this.sessionId}
      .messageId=${this.reply.reply_to}
      @whole=${({ detail }: CustomEvent<WholeAnswer>) => (this.whole = detail)}
      >…</oma-cut-answer
    >`;
  }

  private renderEnd() {
    const { reply } = this;
    if (reply.status === 'stopped') {
      return html`<p class="notice">
        <oma-icon name="square"></oma-icon
        ><span
          >${
            this.isShared
              ? msg('여기까지 답하고 중지되었어요.', { id: 'stopped-shared' })
              : msg('중지했어요. 여기까지의 답과 파일은 남아 있어요.', { id: 'stopped-notice' })
          }</span
        >
      </p>`;
    }
    if (reply.status !== 'failed') return nothing;
    return html`<p
      class="notice failed"
      role=${this.isWatched ? 'alert' : nothing}
      data-testid="failure"
      data-code=${reply.error?.code ?? ''}
    >
      <oma-icon name="circle-alert"></oma-icon
      ><span
        >${reply.error === null ? msg('이 답은 끝까지 나오지 못했어요.', { id: 'failed-shared' }) : failureText(reply.error, { hasAnswer: reply.content !== '', hasAgent: (reply.agent_version ?? 0) > 0 })}</span
      >
    </p>`;
  }

  private renderRecalled() {
    const { recalled } = this.reply;
    if (recalled === null) return nothing;
    return html`<p class="notice" data-testid="recalled">
      <oma-icon name="rotate"></oma-icon
      ><span
        >${
          recalled === 'whole'
            ? msg('에이전트의 기억이 남아 있지 않아서, 저장된 대화를 다시 읽고 이어서 답했어요.', { id: 'recalled-whole' })
            : msg(
                '에이전트의 기억이 남아 있지 않아서, 저장된 대화의 최근 부분을 다시 읽고 이어서 답했어요. 그 앞의 내용은 모를 수 있어요.',
                { id: 'recalled-part' },
              )
        }</span
      >
    </p>`;
  }

  private renderUnder() {
    const { reply } = this;
    const locale = currentLocale();
    const tokens = formatNumber(reply.usage.input_tokens + reply.usage.output_tokens, locale);
    const at = reply.ended_at ?? reply.created_at;
    return html`
      <div class="under">
        ${this.isRecording ? nothing : html`<time datetime=${at.toISOString()} title=${formatExact(at, locale)}>${formatAgo(at, new Date(), locale)}</time>`}
        ${reply.model === null ? nothing : html`<span>${reply.model}</span>`}
        ${
          this.isShared
            ? nothing
            : html`<span>${msg(str`${tokens} 토큰`, { id: 'tokens' })}</span><span data-testid="cost">${formatMoney(reply.cost_usd)}</span>`
        }
        <oma-copy data-testid="copy-reply" .text=${this.wholeContent}></oma-copy>
        ${
          this.isRecording || this.isShared || this.isClosed
            ? nothing
            : html`<button
                class="quiet"
                data-testid="retry"
                ?disabled=${this.isRetried}
                @click=${() => this.dispatchEvent(new CustomEvent('retry'))}
              >
                <oma-icon name="rotate"></oma-icon>${msg('다시 시도', { id: 'try-again' })}
              </button>`
        }
        <slot name="acts"></slot>
        ${
          this.isShared
            ? nothing
            : html`<details @toggle=${(event: Event) => void this.onTimings(event)}>
                <summary>${msg('걸린 시간', { id: 'timings' })}</summary>
                ${this.areTimingsShown ? html`<oma-timings .timings=${reply.timings_ms}></oma-timings>` : nothing}
              </details>`
        }
      </div>
    `;
  }

  private async onTimings({ target }: Event): Promise<void> {
    if (this.areTimingsShown || !(target instanceof HTMLDetailsElement) || !target.open) return;
    const part = await loadPart(() => import('./oma-timings.ts'));
    this.areTimingsShown = part !== null;
    if (part === null) target.open = false;
  }

  /** Also where the reply holds only some of it. */
  private readonly wholeContent = async (): Promise<string> => {
    const { reply, sessionId, copied } = this;
    if (copied !== null) return copied;
    if (this.whole !== null || sessionId === '' || !isCutAnswer(reply.parts)) return (this.whole ?? reply).content;
    const { readWholeAnswer } = await import('../data/questions.ts');
    this.copied = (await readWholeAnswer(sessionId, reply.reply_to)).content;
    return this.copied;
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-reply': OmaReply;
  }
}
