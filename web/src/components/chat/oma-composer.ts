import { localized, msg, str } from '@lit/localize';
import { ATTACHMENT_LIMITS, MAX_QUESTION_LENGTH } from '@oma/contract';
import { html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { FileDrop } from '../attachments/file-drop.ts';
import { filesOf } from '../attachments/files-of.ts';
import type { FileMentions } from '../files/file-mentions.ts';
import { isComposing } from '../composing.ts';
import { loadPart } from '../load-part.ts';
import '../oma-icon.ts';
import { shared } from '../../styles/shared.ts';
import type { NewQuestion } from '../../data/messages.ts';
import { currentLocale } from '../../i18n/localization.ts';
import { formatMoney, formatNumber } from '../../text/format.ts';
import { visibleText } from '../../text/visible-text.ts';
import { composerStyles } from './composer-styles.ts';
import { Composition } from './composition.ts';

/** Where a message is written, or one that was sent is written anew. Fires `send` with what is to be asked, `stop`, and `stop-all` where what waits is to stop as well. */
@localized()
@customElement('oma-composer')
export class OmaComposer extends LitElement {
  /** Whose message it is; empty until that is known. */
  @property() uid = '';
  @property() sessionId = '';
  @property({ type: Boolean }) isWorking = false;
  @property({ type: Boolean }) isStopping = false;
  /** What works asks something, in a form of its own. */
  @property({ type: Boolean }) isAsking = false;
  /** How many questions wait behind the one that is answered. */
  @property({ type: Number }) waiting = 0;
  @property({ type: Boolean }) isClosed = false;
  /** What may still be spent today; null until it is known. */
  @property({ type: Number }) leftUsd: number | null = null;
  /** Which files may be meant; null until somebody names one. */
  @state() private mentions: FileMentions | null = null;
  @query('textarea') private readonly field!: HTMLTextAreaElement | null;
  @query('input[type=file]') private readonly picker!: HTMLInputElement | null;

  private readonly writing = new Composition(this);

  static override styles = [shared, composerStyles];

  constructor() {
    super();
    new FileDrop(this, (files) => this.attach(files));
  }

  override willUpdate(changed: Map<string, unknown>): void {
    if (!changed.has('sessionId') && !changed.has('uid')) return;
    this.writing.turnTo(this.uid, this.sessionId);
    this.mentions = null;
  }

  override render() {
    const { canSend, tooManyFiles } = this;
    const { text, edit, files } = this.writing;
    const isTooLong = text.length > MAX_QUESTION_LENGTH;
    return html`
      <form
        @submit=${(event: SubmitEvent) => {
          event.preventDefault();
          this.send();
        }}
      >
        ${edit === null ? nothing : this.renderEdit(edit.asked)}
        ${
          files === null
            ? nothing
            : html`<oma-attached-files
                .entries=${files.entries}
                @remove=${({ detail }: CustomEvent<number>) => files.remove(detail)}
                @retry=${({ detail }: CustomEvent<number>) => files.retry(detail)}
              ></oma-attached-files>`
        }
        ${this.isNaming ? this.renderMentions() : nothing}
        <button
          type="button"
          class="quiet"
          data-testid="attach"
          aria-label=${msg('파일 붙이기', { id: 'attach' })}
          title=${msg('파일 붙이기', { id: 'attach' })}
          ?disabled=${this.isClosed}
          @click=${() => this.picker?.click()}
        >
          <oma-icon name="paperclip"></oma-icon>
        </button>
        <input type="file" multiple hidden data-testid="attach-picker" @change=${() => this.takePicked()} />
        <textarea
          data-testid="composer"
          rows="1"
          aria-label=${msg('메시지', { id: 'message' })}
          aria-describedby=${edit === null ? nothing : 'editing'}
          aria-autocomplete="list"
          aria-controls=${this.isNaming ? 'mentions' : nothing}
          aria-activedescendant=${this.isNaming ? `mention-${String(this.mentions?.active ?? 0)}` : nothing}
          placeholder=${this.placeholder}
          .value=${text}
          ?disabled=${this.isClosed}
          @input=${() => this.take()}
          @keydown=${(event: KeyboardEvent) => this.onKey(event)}
          @paste=${(event: ClipboardEvent) => this.onPaste(event)}
          @blur=${() => this.mentions?.close()}
        ></textarea>
        <div class="buttons">
          ${
            this.isWorking
              ? html`<button
                  type="button"
                  data-testid="stop"
                  ?disabled=${this.isStopping}
                  @click=${() => this.dispatchEvent(new CustomEvent('stop'))}
                >
                  <oma-icon name="square"></oma-icon
                  >${this.isStopping ? msg('중지하는 중', { id: 'phase-stopping' }) : msg('중지', { id: 'stop' })}
                </button>`
              : nothing
          }
          <button class="primary" data-testid="send" ?disabled=${!canSend} aria-label=${msg('보내기', { id: 'send' })}>
            <oma-icon name="arrow-up"></oma-icon>
          </button>
        </div>
        ${
          isTooLong
            ? html`<span class="error hint" role="alert"
                >${msg(str`${formatNumber(text.length, currentLocale())}자예요. ${formatNumber(MAX_QUESTION_LENGTH, currentLocale())}자까지 보낼 수 있어요. 나누어 보내거나 줄여 주세요.`, { id: 'too-long' })}</span
              >`
            : nothing
        }
        ${
          tooManyFiles > 0
            ? html`<span class="error hint" role="alert" data-testid="attach-over"
                >${msg(str`파일은 한 번에 ${ATTACHMENT_LIMITS.per_message}개까지 보낼 수 있어요. ${tooManyFiles}개를 빼 주세요.`, { id: 'attach-over' })}</span
              >`
            : nothing
        }
        ${files?.isSending === true ? html`<span class="hint" role="status">${msg('파일을 올리고 있어요. 다 올라가면 보낼 수 있어요.', { id: 'attach-wait' })}</span>` : nothing}
        ${this.isWorking ? this.renderWhileWorking() : nothing}
      </form>
      ${this.leftUsd === null ? nothing : this.renderBudget(this.leftUsd)}
    `;
  }

  private get placeholder(): string {
    if (this.isClosed) return msg('닫힌 대화예요', { id: 'closed-placeholder' });
    return this.isAsking
      ? msg('위의 양식에서 답을 기다려요', { id: 'asking-placeholder' })
      : msg('무엇을 도와드릴까요?', { id: 'composer-placeholder' });
  }

  private renderWhileWorking() {
    void loadPart(async () => (await import('./while-working.ts')).loadWhileWorking(), { isAhead: true });
    return html`<oma-while-working
      ?isAsking=${this.isAsking}
      ?canSend=${this.canSend}
      .waiting=${this.waiting}
      @stop-all=${() => this.dispatchEvent(new CustomEvent('stop-all'))}
    ></oma-while-working>`;
  }

  private get isNaming(): boolean {
    return (this.mentions?.options.length ?? 0) > 0;
  }

  private renderMentions() {
    const { options = [], active } = this.mentions ?? {};
    return html`<ul id="mentions" class="mentions" role="listbox" data-testid="mentions" aria-label=${msg('파일', { id: 'mention-files' })}>
      ${options.map(
        (path, index) =>
          html`<li
            id="mention-${index}"
            role="option"
            aria-selected=${index === active}
            @pointerdown=${(event: PointerEvent) => {
              event.preventDefault();
              this.mention(index);
            }}
          >
            ${visibleText(path)}
          </li>`,
      )}
    </ul>`;
  }

  private renderEdit(asked: string) {
    return html`<div class="editing" data-testid="editing">
      <oma-icon name="pencil"></oma-icon><span id="editing">${msg(str`고치는 중: ${asked}`, { id: 'editing' })}</span>
      <button type="button" class="quiet" data-testid="cancel-edit" @click=${() => this.cancelEdit()}>
        ${msg('그만 고치기', { id: 'cancel-edit' })}
      </button>
    </div>`;
  }

  private renderBudget(leftUsd: number) {
    return leftUsd > 0
      ? html`<p class="budget" data-testid="composer-budget">
          ${msg(str`오늘 ${formatMoney(leftUsd)} 더 쓸 수 있어요`, { id: 'budget-left' })}
        </p>`
      : html`<p class="budget gone" role="status" data-testid="composer-budget">
          ${msg('오늘 쓸 수 있는 금액을 다 썼어요. 한국 시간 자정에 다시 채워져요.', { id: 'budget-gone' })}
        </p>`;
  }

  override focus(): void {
    void this.updateComplete.then(() => this.field?.focus());
  }

  /** Writes a question anew that was sent, with the files that came with it; what was being written waits, and is there again afterwards. */
  async editAnew(id: string, content: string, files: readonly string[]): Promise<void> {
    if (this.writing.isEditChanged) {
      const part = await loadPart(() => import('./may-drop-edit.ts'));
      if (part === null || !(await part.mayDropEdit())) return;
    }
    this.writing.editAnew(id, content, files);
    this.focus();
  }

  private cancelEdit(): void {
    this.writing.endEdit();
    this.focus();
  }

  /** Puts something behind what is being written. */
  addText(text: string): void {
    this.writing.add(text);
    this.focus();
  }

  /** Takes back what was not sent. */
  giveBack(question: NewQuestion): void {
    this.writing.giveBack(question);
  }

  private attach(files: readonly File[]): void {
    if (!this.isClosed) void this.writing.attach(files);
  }

  private takePicked(): void {
    const { picker } = this;
    if (picker === null) return;
    this.attach([...(picker.files ?? [])]);
    // The same file may be chosen again.
    picker.value = '';
    this.focus();
  }

  /** A table copied from an office program comes as text and as a picture: the text is meant. */
  private onPaste(event: ClipboardEvent): void {
    const data = event.clipboardData;
    if (data === null || data.files.length === 0 || data.types.includes('text/plain')) return;
    event.preventDefault();
    this.attach(filesOf(data));
  }

  private get tooManyFiles(): number {
    return Math.max(0, (this.writing.files?.ready ?? 0) - ATTACHMENT_LIMITS.per_message);
  }

  private get canSend(): boolean {
    const { text, files } = this.writing;
    const says = text.trim() !== '' || (files?.ready ?? 0) > 0;
    return says && text.length <= MAX_QUESTION_LENGTH && this.tooManyFiles === 0 && !this.isClosed && files?.isSending !== true;
  }

  private take(): void {
    const text = this.field?.value ?? '';
    this.writing.write(text);
    if (this.mentions !== null || text.includes('@')) void this.lookForMention();
  }

  private async lookForMention(): Promise<void> {
    const { sessionId } = this;
    if (this.mentions === null) {
      const part = await loadPart(() => import('../files/file-mentions.ts'), { isAhead: true });
      if (part === null || sessionId !== this.sessionId) return;
      this.mentions ??= new part.FileMentions(this, sessionId);
    }
    const { text } = this.writing;
    await this.mentions.look(text, this.field?.selectionStart ?? text.length);
  }

  /** Puts a file in the place of what was written with `@`. */
  private mention(index?: number): void {
    const named = this.mentions?.choose(this.writing.text, index) ?? null;
    if (named === null) return;
    this.writing.write(named.text);
    void this.updateComplete.then(() => this.field?.setSelectionRange(named.caret, named.caret));
  }

  private onKey(event: KeyboardEvent): void {
    if (isComposing(event)) return;
    const act = this.mentions?.takeKey(event) ?? null;
    if (act === 'chosen') this.mention();
    if (act !== null) return;
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      this.send();
    }
    if (event.key !== 'Escape') return;
    if (this.writing.edit !== null) this.cancelEdit();
    else if (this.isWorking && !this.isStopping) this.dispatchEvent(new CustomEvent('stop'));
  }

  private send(): void {
    if (!this.canSend) return;
    const detail = this.writing.take(msg('첨부한 파일을 봐 줘', { id: 'look-at-files' }));
    this.dispatchEvent(new CustomEvent<NewQuestion>('send', { detail }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-composer': OmaComposer;
  }
}
