import { localized, msg, str } from '@lit/localize';
import { ATTACHMENT_LIMITS, MAX_QUESTION_LENGTH } from '@oma/contract';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Upload } from '../../data/uploads.ts';
import type { AttachedFiles } from '../attachments/attached-files.ts';
import { filesOf } from '../attachments/files-of.ts';
import type { FileMentions } from '../files/file-mentions.ts';
import { isComposing } from '../composing.ts';
import { forgetKept, keepText, keptKeys, readKept } from '../kept-text.ts';
import { loadPart } from '../load-part.ts';
import { type Edit, editOf, forgetEdit, keepEdit, readEdit } from './kept-edit.ts';
import '../oma-icon.ts';
import { shared } from '../../styles/shared.ts';
import { currentLocale } from '../../i18n/localization.ts';
import { formatMoney, formatNumber } from '../../text/format.ts';
import { visibleText } from '../../text/visible-text.ts';

/**
 * A message that is written. `retryOf`: the question that it says anew, or null; `files`: the ids of all that comes with it, of which `uploads` were attached
 * here.
 */
export type Written = { text: string; retryOf: string | null; files: readonly string[]; uploads: readonly Upload[] };

/** Where a message is written, or one that was sent is written anew. Fires `send` with what is `Written`, and `stop`. */
@localized()
@customElement('oma-composer')
export class OmaComposer extends LitElement {
  /** Whose message it is; empty until that is known. */
  @property() uid = '';
  @property() sessionId = '';
  @property({ type: Boolean }) isWorking = false;
  @property({ type: Boolean }) isStopping = false;
  @property({ type: Boolean }) isClosed = false;
  /** What may still be spent today; null until it is known. */
  @property({ type: Number }) leftUsd: number | null = null;
  @state() private text = '';
  /** What is written anew; the draft waits meanwhile. */
  @state() private edit: Edit | null = null;
  /** What is attached; null until somebody attaches something. */
  @state() private files: AttachedFiles | null = null;
  /** Which files may be meant; null until somebody names one. */
  @state() private mentions: FileMentions | null = null;
  @query('textarea') private readonly field!: HTMLTextAreaElement | null;
  @query('input[type=file]') private readonly picker!: HTMLInputElement | null;

  static override styles = [
    shared,
    css`
      form {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr) auto;
        gap: var(--space-2);
        align-items: end;
        padding: var(--space-2);
        border: 1px solid var(--line);
        border-radius: calc(var(--radius) + var(--space-2));
        background: var(--surface-high);
        box-shadow: var(--shadow);
      }
      form:focus-within {
        border-color: var(--accent);
      }
      textarea {
        border: 0;
        background: none;
        resize: none;
        line-height: 1.5;
        max-height: calc(8 * 1.5em + 2 * var(--space-2));
        field-sizing: content;
      }
      textarea:focus-visible {
        outline: none;
      }
      .buttons {
        display: flex;
        gap: var(--space-1);
      }
      .hint {
        grid-column: 1 / -1;
        padding: 0 var(--space-3);
      }
      .mentions {
        grid-column: 1 / -1;
        margin: 0;
        padding: var(--space-1);
        list-style: none;
        border-radius: var(--radius);
        background: var(--surface-low);
        font-size: var(--text-2);
      }
      .mentions li {
        min-height: 32px;
        padding: var(--space-1) var(--space-2);
        border-radius: var(--radius);
        overflow-wrap: anywhere;
        cursor: pointer;
      }
      .mentions li[aria-selected='true'] {
        background: var(--accent-soft);
        box-shadow: inset 3px 0 0 var(--accent);
      }
      oma-attached-files {
        grid-column: 1 / -1;
      }
      .editing {
        grid-column: 1 / -1;
        display: flex;
        align-items: center;
        gap: var(--space-2);
        min-width: 0;
        padding-inline-start: var(--space-3);
        font-size: var(--text-2);
        color: var(--ink-soft);
      }
      .editing span {
        flex: 1;
        min-width: 0;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .budget {
        margin: var(--space-1) var(--space-4) 0;
        font-size: var(--text-1);
        line-height: 1.4;
        text-align: right;
        color: var(--ink-soft);
      }
      .gone {
        color: var(--warn);
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('dragover', this.onDragOver);
    window.addEventListener('drop', this.onDrop);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('dragover', this.onDragOver);
    window.removeEventListener('drop', this.onDrop);
  }

  override willUpdate(changed: Map<string, unknown>): void {
    if (!changed.has('sessionId') && !changed.has('uid')) return;
    const isOther = Boolean(changed.get('sessionId')) || Boolean(changed.get('uid'));
    if (this.draftKey !== null && (isOther || this.text === '')) this.load();
    // Whoever is quick writes before it is known who they are.
    else this.keep();
  }

  override render() {
    const isTooLong = this.text.length > MAX_QUESTION_LENGTH;
    const { canSend } = this;
    return html`
      <form
        @submit=${(event: SubmitEvent) => {
          event.preventDefault();
          this.send();
        }}
      >
        ${this.edit === null ? nothing : this.renderEdit(this.edit)}
        ${
          this.files === null
            ? nothing
            : html`<oma-attached-files
                .entries=${this.files.entries}
                @remove=${({ detail }: CustomEvent<number>) => this.files?.remove(detail)}
                @retry=${({ detail }: CustomEvent<number>) => this.files?.retry(detail)}
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
          aria-describedby=${this.edit === null ? nothing : 'editing'}
          aria-autocomplete="list"
          aria-controls=${this.isNaming ? 'mentions' : nothing}
          aria-activedescendant=${this.isNaming ? `mention-${String(this.mentions?.active ?? 0)}` : nothing}
          placeholder=${this.isClosed ? msg('닫힌 대화예요', { id: 'closed-placeholder' }) : msg('무엇을 도와드릴까요?', { id: 'composer-placeholder' })}
          .value=${this.text}
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
                >${msg(str`${formatNumber(this.text.length, currentLocale())}자예요. ${formatNumber(MAX_QUESTION_LENGTH, currentLocale())}자까지 보낼 수 있어요. 나누어 보내거나 줄여 주세요.`, { id: 'too-long' })}</span
              >`
            : nothing
        }
        ${this.files?.isSending === true ? html`<span class="hint" role="status">${msg('파일을 올리고 있어요. 다 올라가면 보낼 수 있어요.', { id: 'attach-wait' })}</span>` : nothing}
        ${this.isWorking && canSend ? html`<span class="hint">${msg('지금 보내면 앞의 답이 끝난 뒤 이어서 해요.', { id: 'will-queue' })}</span>` : nothing}
      </form>
      ${this.leftUsd === null ? nothing : this.renderBudget(this.leftUsd)}
    `;
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

  private renderEdit({ asked }: Edit) {
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
  editAnew(id: string, content: string, files: readonly string[]): void {
    this.edit = editOf(id, content, files);
    this.text = content;
    this.keep();
    this.focus();
  }

  private cancelEdit(): void {
    this.endEdit();
    this.focus();
  }

  private endEdit(): void {
    if (this.edit === null) return;
    this.edit = null;
    forgetEdit(this.uid, this.sessionId);
    this.text = this.draftKey === null ? '' : readKept(this.draftKey);
  }

  private load(): void {
    this.edit = readEdit(this.uid, this.sessionId);
    this.text = this.edit?.text ?? (this.draftKey === null ? '' : readKept(this.draftKey));
    this.files = null;
    this.mentions = null;
    if (readKept(keptKeys.files(this.uid, this.sessionId)) !== '') void this.loadFiles();
  }

  /** Puts something behind what is being written. */
  addText(text: string): void {
    this.text = this.text === '' ? text : `${this.text.trimEnd()}\n\n${text}`;
    this.keep();
    this.focus();
  }

  /** Takes back what could not be sent, before what was written since. What was written anew is so again, unless another is by now. */
  giveBack({ text, retryOf, files, uploads }: Written): void {
    if (uploads.length > 0) void this.loadFiles().then((attached) => attached?.giveBack(uploads));
    if (retryOf !== null && this.edit === null) {
      this.editAnew(
        retryOf,
        text,
        files.filter((id) => !uploads.some((upload) => upload.id === id)),
      );
      return;
    }
    this.text = this.text === '' ? text : `${text}\n\n${this.text}`;
    this.keep();
  }

  private async loadFiles(): Promise<AttachedFiles | null> {
    const { sessionId, uid } = this;
    const part = await loadPart(() => import('../attachments/attached-files.ts'));
    if (part === null || sessionId !== this.sessionId || uid !== this.uid) return null;
    this.files ??= new part.AttachedFiles(this, { sessionId, keptKey: keptKeys.files(uid, sessionId) });
    return this.files;
  }

  private async attach(files: readonly File[]): Promise<void> {
    if (files.length > 0 && !this.isClosed) (await this.loadFiles())?.add(files);
  }

  private takePicked(): void {
    const { picker } = this;
    if (picker === null) return;
    void this.attach([...(picker.files ?? [])]);
    // The same file may be chosen again.
    picker.value = '';
    this.focus();
  }

  /** A table copied from an office program comes as text and as a picture: the text is meant. */
  private onPaste(event: ClipboardEvent): void {
    const data = event.clipboardData;
    if (data === null || data.files.length === 0 || data.types.includes('text/plain')) return;
    event.preventDefault();
    void this.attach(filesOf(data));
  }

  /** Anywhere on the page: a browser would leave the page to show a file that is let go beside the field. */
  private readonly onDragOver = (event: DragEvent): void => {
    if (event.dataTransfer?.types.includes('Files') === true) event.preventDefault();
  };

  private readonly onDrop = (event: DragEvent): void => {
    if (event.dataTransfer?.types.includes('Files') !== true) return;
    event.preventDefault();
    void this.attach(filesOf(event.dataTransfer));
  };

  private get canSend(): boolean {
    const hasFiles = this.files?.entries.some(({ state }) => state === 'ready') === true;
    return (
      (this.text.trim() !== '' || hasFiles) && this.text.length <= MAX_QUESTION_LENGTH && !this.isClosed && this.files?.isSending !== true
    );
  }

  private take(): void {
    this.text = this.field?.value ?? '';
    this.keep();
    if (this.mentions !== null || this.text.includes('@')) void this.lookForMention();
  }

  private async lookForMention(): Promise<void> {
    const { sessionId } = this;
    if (this.mentions === null) {
      const part = await loadPart(() => import('../files/file-mentions.ts'), { isAhead: true });
      if (part === null || sessionId !== this.sessionId) return;
      this.mentions ??= new part.FileMentions(this, sessionId);
    }
    await this.mentions.look(this.text, this.field?.selectionStart ?? this.text.length);
  }

  /** Puts a file in the place of what was written with `@`. */
  private mention(index?: number): void {
    const named = this.mentions?.choose(this.text, index) ?? null;
    if (named === null) return;
    this.text = named.text;
    this.keep();
    void this.updateComplete.then(() => this.field?.setSelectionRange(named.caret, named.caret));
  }

  private get draftKey(): string | null {
    return this.uid === '' || this.sessionId === '' ? null : keptKeys.message(this.uid, this.sessionId);
  }

  private keep(): void {
    if (this.draftKey === null) return;
    if (this.edit === null) keepText(this.draftKey, this.text);
    else keepEdit(this.uid, this.sessionId, { ...this.edit, text: this.text });
  }

  private onKey(event: KeyboardEvent): void {
    if (isComposing(event)) return;
    if (this.isNaming && this.onKeyOfMention(event.key)) {
      event.preventDefault();
      return;
    }
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      this.send();
    }
    if (event.key !== 'Escape') return;
    if (this.edit !== null) this.cancelEdit();
    else if (this.isWorking && !this.isStopping) this.dispatchEvent(new CustomEvent('stop'));
  }

  /** Whether the key belongs to the list of files. */
  private onKeyOfMention(key: string): boolean {
    switch (key) {
      case 'ArrowDown':
        this.mentions?.move(1);
        return true;
      case 'ArrowUp':
        this.mentions?.move(-1);
        return true;
      case 'Enter':
      case 'Tab':
        this.mention();
        return true;
      case 'Escape':
        this.mentions?.close();
        return true;
      default:
        return false;
    }
  }

  private send(): void {
    if (!this.canSend) return;
    const text = this.text.trim() === '' ? msg('첨부한 파일을 봐 줘', { id: 'look-at-files' }) : this.text;
    const retryOf = this.edit?.of ?? null;
    const uploads = this.files?.take() ?? [];
    const files = [...(this.edit?.files ?? []), ...uploads.map(({ id }) => id)].slice(0, ATTACHMENT_LIMITS.per_message);
    if (this.edit !== null) this.endEdit();
    else {
      this.text = '';
      if (this.draftKey !== null) forgetKept(this.draftKey);
    }
    this.dispatchEvent(new CustomEvent<Written>('send', { detail: { text, retryOf, files, uploads } }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-composer': OmaComposer;
  }
}
