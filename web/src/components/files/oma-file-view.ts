import { localized, msg, str } from '@lit/localize';
import { Task } from '@lit/task';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { fetchFile, fileUrl } from '../../data/files.ts';
import { shared } from '../../styles/shared.ts';
import { decodeFile } from '../../text/decode-file.ts';
import { formatBytes } from '../../text/format-bytes.ts';
import { visibleText } from '../../text/visible-text.ts';
import '../oma-code.ts';
import '../oma-icon.ts';
import '../oma-text-diff.ts';
import '../oma-text.ts';
import { textStyles } from '../text-styles.ts';
import { endingOf, fileKind, isDrawing } from './file-kind.ts';
import { imageHeader } from './image-header.ts';
import './oma-tables.ts';
import { readTables } from './read-tables.ts';
import { saveFrom } from './save-from.ts';
import type { Table } from './table-rows.ts';
import type { TableQuestion } from './table-worker.ts';

const MEGABYTE = 1024 * 1024;
/** So much of a file is fetched to be shown. */
const MOST_TEXT = MEGABYTE;
const MOST_BYTES = 20 * MEGABYTE;
/** A picture takes four bytes for each of these once it is shown, however few its file has. */
const MOST_PIXELS = 40_000_000;

/** Which file is looked at. `version`: changes with its content; `change`: what the last turn did to it. */
export type ShownFile = { path: string; size: number; version: string; change: 'added' | 'changed' | 'removed' | null };

/** What a file turned out to hold. */
type Content =
  | { kind: 'text' | 'markdown'; text: string; isCut: boolean }
  | { kind: 'tables'; tables: readonly Table[]; isCut: boolean }
  | { kind: 'image' | 'pdf'; url: string }
  | { kind: 'too many pixels'; width: number; height: number }
  | { kind: 'too large' | 'too much' | 'unknown' };

/** A remark on a line of a file, for the next message. */
export type LineRemark = { path: string; line: number; text: string };

/** One file, shown as what it is. Nothing of it runs: text is text, and a picture is a picture. Fires `back`, and `remark` with a `LineRemark`. */
@localized()
@customElement('oma-file-view')
export class OmaFileView extends LitElement {
  @property() sessionId = '';
  @property({ attribute: false }) file: ShownFile | null = null;
  @state() private isComparing = false;
  private shownPath = '';
  private objectUrl = '';

  private readonly content = new Task(this, {
    args: () => [this.sessionId, this.file?.path, this.file?.version] as const,
    task: async ([sessionId, path, version], { signal }) =>
      path === undefined || version === undefined || this.file === null ? null : this.read(sessionId, this.file, signal),
  });
  private readonly earlier = new Task(this, {
    args: () => [this.isComparing, this.sessionId, this.file?.path, this.file?.version] as const,
    task: async ([isComparing, sessionId, path]) => {
      if (!isComparing || path === undefined) return null;
      if (this.file?.change === 'added') return { text: '', isCut: false };
      const { bytes, isCut } = await fetchFile(await fileUrl(sessionId, path, true), MOST_TEXT);
      const text = decodeFile(bytes, { isCut });
      if (text === null) throw new Error('what the file was before is no text');
      return { text, isCut };
    },
  });

  static override styles = [
    shared,
    textStyles,
    css`
      :host {
        display: grid;
        grid-template-rows: auto minmax(0, 1fr);
        min-height: 0;
      }
      header {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--space-1);
        padding: var(--space-1) var(--space-2);
        border-bottom: 1px solid var(--line);
      }
      h3 {
        flex: 1 1 8rem;
        min-width: 0;
        margin: 0;
        font-size: var(--text-2);
        overflow-wrap: anywhere;
      }
      .content {
        overflow: auto;
        padding: var(--space-3);
        min-height: 0;
      }
      .note {
        margin: 0 0 var(--space-2);
        color: var(--ink-soft);
        font-size: var(--text-2);
      }
      img {
        max-width: 100%;
        height: auto;
        background: repeating-conic-gradient(var(--surface-low) 0 25%, var(--surface-high) 0 50%) 0 / 16px 16px;
      }
      pre {
        margin: 0;
        padding: var(--space-3);
        overflow: auto;
        font-family: var(--font-code);
        font-size: var(--text-1);
        line-height: 1.55;
      }
      .skeleton {
        height: 120px;
      }
    `,
  ];

  override willUpdate(): void {
    if (this.file?.path === this.shownPath) return;
    this.shownPath = this.file?.path ?? '';
    this.isComparing = false;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    URL.revokeObjectURL(this.objectUrl);
  }

  override render() {
    const { file } = this;
    if (file === null) return nothing;
    const isText = this.content.value?.kind === 'text' || this.content.value?.kind === 'markdown';
    return html`<header>
        <button class="quiet" data-testid="file-back" @click=${() => this.dispatchEvent(new CustomEvent('back'))}>
          <oma-icon name="chevron-left"></oma-icon>${msg('목록', { id: 'files-list' })}
        </button>
        <h3 tabindex="-1">${visibleText(file.path)}</h3>
        ${
          (file.change === 'changed' || file.change === 'added') && isText
            ? html`<button
                class="quiet"
                data-testid="file-compare"
                aria-pressed=${this.isComparing}
                @click=${() => (this.isComparing = !this.isComparing)}
              >
                ${msg('달라진 곳', { id: 'file-compare' })}
              </button>`
            : nothing
        }
        <button class="quiet" data-testid="file-download" @click=${() => void this.save(file)}>
          <oma-icon name="download"></oma-icon>${msg('내려받기', { id: 'file-download' })}
        </button>
      </header>
      <div class="content" tabindex="0" role="region" aria-label=${visibleText(file.path)}>
        ${file.change === 'removed' ? html`<p class="note">${msg('마지막 답변에서 지워진 파일이에요. 지워지기 전의 내용을 보여 드려요.', { id: 'file-removed' })}</p>` : nothing}
        ${this.content.render({
          pending: () => html`<div class="skeleton"></div>`,
          complete: (content) => (content === null ? nothing : this.renderContent(file, content)),
          error: () =>
            html`<p class="error" role="alert">
              ${msg('파일을 불러오지 못했어요.', { id: 'file-failed' })}
              <button class="quiet" @click=${() => void this.content.run()}>${msg('다시 시도', { id: 'try-again' })}</button>
            </p>`,
        })}
      </div>`;
  }

  private renderContent({ path, size }: ShownFile, content: Content) {
    const cutNote = html`<p class="note">${msg('길어서 앞부분만 보여 드려요. 전체는 내려받아 보세요.', { id: 'file-cut' })}</p>`;
    const drawingNote = html`<p class="note" data-testid="file-drawing">
      ${msg('안전을 위해 그림이 아니라 글로 보여 드려요. 그림으로 보려면 내려받아 보세요.', { id: 'file-drawing' })}
    </p>`;
    switch (content.kind) {
      case 'text':
      case 'markdown':
        if (this.isComparing) return this.renderDifference(path, content);
        return html`${isDrawing(path) ? drawingNote : nothing}${content.isCut ? cutNote : nothing}${
          content.text === ''
            ? html`<p class="note">${msg('빈 파일이에요.', { id: 'file-empty' })}</p>`
            : content.kind === 'markdown'
              ? html`<oma-text .text=${content.text}></oma-text>`
              : html`<oma-code .language=${endingOf(path)} .source=${content.text}>
                  <pre tabindex="0"><code></code></pre>
                </oma-code>`
        }`;
      case 'tables':
        return html`${content.isCut || content.tables.some(({ isCut }) => isCut) ? cutNote : nothing}<oma-tables
            .tables=${content.tables}
          ></oma-tables>`;
      case 'image':
        return html`<img src=${content.url} alt=${visibleText(path)} decoding="async" data-testid="file-image" />`;
      case 'pdf':
        return html`<p class="note">${msg(str`PDF는 브라우저가 새 탭에서 보여 줘요 (${formatBytes(size)}).`, { id: 'file-pdf' })}</p>
          <p>
            <a class="button" href=${content.url} target="_blank" rel="noopener">${msg('새 탭에서 열기', { id: 'file-open' })}</a>
          </p>`;
      case 'too large':
        return html`<p class="note">
          ${msg(str`${formatBytes(size)}라서 여기서 보여 드리지 않아요. 내려받아 보세요.`, { id: 'file-large' })}
        </p>`;
      case 'too many pixels':
        return html`<p class="note">
          ${msg(str`${content.width}×${content.height}픽셀이나 되는 그림이라 여기서 보여 드리지 않아요. 내려받아 보세요.`, { id: 'file-pixels' })}
        </p>`;
      case 'too much':
        return html`<p class="note">
          ${msg('여는 데 너무 오래 걸려서 여기서 보여 드리지 않아요. 내려받아 보세요.', { id: 'file-too-much' })}
        </p>`;
      case 'unknown':
        return html`<p class="note">${msg('여기서 보여 드릴 수 없는 파일이에요. 내려받아 보세요.', { id: 'file-unknown' })}</p>`;
    }
  }

  private renderDifference(path: string, { text, isCut }: { text: string; isCut: boolean }) {
    return this.earlier.render({
      pending: () => html`<div class="skeleton"></div>`,
      complete: (before) =>
        before === null
          ? nothing
          : html`${
                isCut || before.isCut
                  ? html`<p class="note" data-testid="compare-cut">
                      ${msg('길어서 앞부분끼리만 비교했어요.', { id: 'file-compare-cut' })}
                    </p>`
                  : nothing
              }<oma-text-diff
                .from=${before.text}
                .to=${text}
                isRemarkable
                @remark=${({ detail }: CustomEvent<{ line: number; text: string }>) =>
                  this.dispatchEvent(new CustomEvent<LineRemark>('remark', { detail: { path, ...detail } }))}
              ></oma-text-diff>`,
      error: () => html`<p class="error" role="alert">${msg('앞의 내용을 불러오지 못했어요.', { id: 'file-before-failed' })}</p>`,
    });
  }

  override focus(): void {
    void this.updateComplete.then(() => this.renderRoot.querySelector('h3')?.focus());
  }

  private async read(sessionId: string, { path, size, change }: ShownFile, signal: AbortSignal): Promise<Content> {
    const kind = fileKind(path);
    if (kind !== 'text' && kind !== 'markdown' && kind !== 'table' && size > MOST_BYTES) return { kind: 'too large' };
    const isText = kind === 'text' || kind === 'markdown' || kind === 'table';
    const { bytes, isCut } = await fetchFile(await fileUrl(sessionId, path, change === 'removed'), isText ? MOST_TEXT : MOST_BYTES);
    switch (kind) {
      case 'image': {
        const header = imageHeader(bytes);
        if (header === null) return { kind: 'unknown' };
        const { type, width, height } = header;
        if (width * height > MOST_PIXELS) return { kind: 'too many pixels', width, height };
        return { kind, url: await dataUrl(new Blob([bytes], { type })) };
      }
      case 'pdf': {
        if (new TextDecoder('latin1').decode(bytes.subarray(0, 5)) !== '%PDF-') return { kind: 'unknown' };
        // It may come after the person has left.
        if (!this.isConnected) return { kind: 'unknown' };
        URL.revokeObjectURL(this.objectUrl);
        this.objectUrl = URL.createObjectURL(new Blob([bytes], { type: 'application/pdf' }));
        return { kind, url: this.objectUrl };
      }
      case 'sheet':
        return tablesOf(bytes, isCut, signal);
      default: {
        const text = decodeFile(bytes, { isCut });
        if (text === null || text.includes('\0')) return { kind: 'unknown' };
        return kind === 'table' ? tablesOf(text, isCut, signal) : { kind, text, isCut };
      }
    }
  }

  private async save({ path, change }: ShownFile): Promise<void> {
    await saveFrom(() => fileUrl(this.sessionId, path, change === 'removed'));
  }
}

async function tablesOf(held: TableQuestion, isCut: boolean, signal: AbortSignal): Promise<Content> {
  const asked = await readTables(held, signal);
  // A worker breaks where it has no more memory.
  if (asked.is !== 'answered') return { kind: 'too much' };
  if (asked.answer === 'not loaded') throw new Error('what reads tables could not be loaded');
  return asked.answer === 'no tables' ? { kind: 'unknown' } : { kind: 'tables', tables: asked.answer, isCut };
}

/** As an address that the page's policy allows for pictures: a picture in it runs nothing. */
const dataUrl = (blob: Blob): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => (typeof reader.result === 'string' ? resolve(reader.result) : reject(new Error('the picture could not be read')));
    reader.onerror = () => reject(new Error('the picture could not be read'));
    reader.readAsDataURL(blob);
  });

declare global {
  interface HTMLElementTagNameMap {
    'oma-file-view': OmaFileView;
  }
}
