import { localized, msg, str } from '@lit/localize';
import { bytesOf, REFERENCE_LIMITS, type ReferenceFile, referenceKey } from '@oma/contract';
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { readReferenceAddress } from '../../data/agent-files.ts';
import { ApiError } from '../../data/api.ts';
import { shared } from '../../styles/shared.ts';
import { agentFieldName } from '../../text/agent-form-text.ts';
import { formatBytes } from '../../text/format-bytes.ts';
import '../attachments/oma-attached-files.ts';
import { saveContent } from '../files/save-from.ts';
import '../oma-icon.ts';
import type { AgentProblemKind } from './agent-problems.ts';
import { describedBy, problemNote, written } from './field-parts.ts';
import { fieldStyles } from './field-styles.ts';
import { ReferenceUploads } from './reference-uploads.ts';

/**
 * The agent's own files. They are chosen, or dropped on the field. Fires `written` with those that have arrived, and `sending` with whether some are on their
 * way.
 */
@localized()
@customElement('oma-reference-files')
export class OmaReferenceFiles extends LitElement {
  @property({ attribute: false }) value: readonly ReferenceFile[] = [];
  /** Of what the server refused, what is gone is looked for and marked. */
  @property({ attribute: false }) problem: AgentProblemKind | null = null;
  @state() private isOver = false;
  @state() private gone: ReadonlySet<string> = new Set();
  /** What a screen reader is told. */
  @state() private said = '';
  @query('input[type=file]') private readonly picker!: HTMLInputElement;
  @query('[data-testid=add-files]') private readonly control!: HTMLButtonElement;
  private readonly uploads = new ReferenceUploads(this);
  private wasSending = false;

  static override styles = [
    shared,
    fieldStyles,
    css`
      .box {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-2);
        padding: var(--space-3);
        border: 1px dashed var(--line);
        border-radius: var(--radius);
        background: var(--surface-high);
      }
      .box.over {
        border-color: var(--accent);
        background: var(--accent-soft);
      }
      .box.wrong {
        border-color: var(--bad);
      }
      ul {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: flex;
        align-items: center;
        gap: var(--space-2);
        min-height: 36px;
        font-size: var(--text-2);
      }
      .name {
        flex: 0 1 auto;
        min-width: 0;
        overflow-wrap: anywhere;
      }
      .size {
        flex: 1 0 auto;
        color: var(--ink-soft);
        font-size: var(--text-1);
        font-variant-numeric: tabular-nums;
      }
      .gone {
        color: var(--bad);
      }
      .quiet {
        padding: 0 var(--space-2);
      }
      .foot {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--space-1) var(--space-3);
      }
      .used {
        margin-inline-start: auto;
        font-variant-numeric: tabular-nums;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('dragover', this.onBeside);
    window.addEventListener('drop', this.onBeside);
    window.addEventListener('beforeunload', this.onLeave);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('dragover', this.onBeside);
    window.removeEventListener('drop', this.onBeside);
    window.removeEventListener('beforeunload', this.onLeave);
    this.uploads.end();
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('problem') && this.problem === 'unusable') void this.findGone();
    const { isSending } = this.uploads;
    if (isSending === this.wasSending) return;
    this.wasSending = isSending;
    this.dispatchEvent(new CustomEvent<boolean>('sending', { detail: isSending }));
  }

  override render() {
    const { value, uploads } = this;
    const problem = problemText(this.problem);
    const used = formatBytes(bytesOf(value));
    const most = formatBytes(REFERENCE_LIMITS.bytes);
    return html`<div class="field" role="group" aria-labelledby="label">
      <span class="label" id="label">${agentFieldName('files')}</span>
      <p class="hint" id="hint">
        ${msg('회사 양식이나 기준 자료처럼 늘 곁에 둘 파일이에요. 에이전트는 모든 대화에서 이 파일을 읽을 수 있고, 바꾸지는 못해요.', {
          id: 'reference-hint',
        })}
      </p>
      <div
        class="box ${this.isOver ? 'over' : ''} ${problem === '' ? '' : 'wrong'}"
        data-testid="reference-box"
        @dragover=${this.onDragOver}
        @dragleave=${() => (this.isOver = false)}
        @drop=${this.onDrop}
      >
        ${
          value.length === 0
            ? nothing
            : html`<ul aria-label=${msg('넣은 참고 파일', { id: 'reference-there' })}>
                ${[...value].sort((a, b) => a.name.localeCompare(b.name, 'ko')).map((file) => this.renderFile(file))}
              </ul>`
        }
        ${
          uploads.entries.length === 0
            ? nothing
            : html`<oma-attached-files
                .entries=${uploads.entries}
                label=${msg('올리는 파일', { id: 'reference-coming' })}
                @remove=${({ detail }: CustomEvent<number>) => {
                  uploads.remove(detail);
                  this.control.focus();
                }}
                @retry=${({ detail }: CustomEvent<number>) => uploads.retry(detail)}
              ></oma-attached-files>`
        }
        <div class="foot">
          <button type="button" data-testid="add-files" aria-describedby="${describedBy(problem)} used" @click=${() => this.picker.click()}>
            <oma-icon name="paperclip"></oma-icon>${msg('파일 고르기', { id: 'reference-choose' })}
          </button>
          <span class="hint">${msg('또는 여기에 끌어다 놓으세요.', { id: 'reference-drop' })}</span>
          <span class="hint used" id="used" data-testid="reference-used"
            >${msg(str`${most} 가운데 ${used} 사용`, { id: 'reference-used' })}</span
          >
        </div>
        <input type="file" multiple hidden data-testid="reference-picker" @change=${this.onPicked} />
      </div>
      ${problemNote(problem)}
      <p class="sr" role="status">${this.said}</p>
    </div>`;
  }

  private renderFile({ id, name, size }: ReferenceFile) {
    const isGone = this.gone.has(id);
    return html`<li data-testid="reference-file" class=${isGone ? 'gone' : ''}>
      <oma-icon name=${isGone ? 'circle-alert' : 'file-text'}></oma-icon>
      <span class="name">${name}</span>
      <span class="size">${isGone ? msg('지워진 파일', { id: 'attachment-gone' }) : formatBytes(size)}</span>
      ${
        isGone
          ? nothing
          : html`<button
              type="button"
              class="quiet"
              data-testid="reference-download"
              aria-label=${msg(str`${name} 내려받기`, { id: 'reference-download' })}
              @click=${() => void saveContent(() => readReferenceAddress(id), name)}
            >
              <oma-icon name="download"></oma-icon>
            </button>`
      }
      <button
        type="button"
        class="quiet"
        data-testid="reference-remove"
        aria-label=${msg(str`${name} 빼기`, { id: 'detach' })}
        @click=${() => this.drop(id, name)}
      >
        <oma-icon name="x"></oma-icon>
      </button>
    </li>`;
  }

  override focus(): void {
    this.control.focus();
  }

  /** Takes a file that has arrived, in place of one that is called the same. */
  put(file: ReferenceFile): void {
    const key = referenceKey(file.name);
    this.tell([...this.value.filter(({ name }) => referenceKey(name) !== key), file]);
    this.said = msg(str`${file.name} 파일을 넣었어요.`, { id: 'reference-added' });
  }

  private drop(id: string, name: string): void {
    this.tell(this.value.filter((file) => file.id !== id));
    this.said = msg(str`${name} 파일을 뺐어요.`, { id: 'reference-removed' });
    this.control.focus();
  }

  private tell(files: readonly ReferenceFile[]): void {
    this.value = files;
    this.dispatchEvent(written(files));
  }

  /** Which of them are gone; one that cannot be asked for now is not said to be. */
  private async findGone(): Promise<void> {
    const looked = await Promise.all(
      this.value.map(({ id }) =>
        readReferenceAddress(id).then(
          () => null,
          (error: unknown) => (error instanceof ApiError && error.code === 'not_found' ? id : null),
        ),
      ),
    );
    this.gone = new Set([...this.gone, ...looked.filter((id) => id !== null)]);
  }

  private readonly onPicked = (): void => {
    const files = [...(this.picker.files ?? [])];
    // The same file may be chosen again.
    this.picker.value = '';
    this.uploads.add(files);
  };

  private readonly onDragOver = (event: DragEvent): void => {
    if (event.dataTransfer?.types.includes('Files') !== true) return;
    event.preventDefault();
    // The field of a conversation beside the form takes what is dropped anywhere else.
    event.stopPropagation();
    this.isOver = true;
  };

  private readonly onDrop = (event: DragEvent): void => {
    this.isOver = false;
    if (event.dataTransfer?.types.includes('Files') !== true) return;
    event.preventDefault();
    event.stopPropagation();
    const items = [...event.dataTransfer.items].filter(({ kind }) => kind === 'file');
    const isFolder = (item: DataTransferItem): boolean => item.webkitGetAsEntry()?.isDirectory === true;
    this.uploads.refuseFolders(items.flatMap((item) => (isFolder(item) ? (item.webkitGetAsEntry()?.name ?? []) : [])));
    this.uploads.add(items.flatMap((item) => (isFolder(item) ? [] : (item.getAsFile() ?? []))));
  };

  /** A browser would leave the page to show a file that is let go beside the field. */
  private readonly onBeside = (event: DragEvent): void => {
    if (event.dataTransfer?.types.includes('Files') === true) event.preventDefault();
  };

  private readonly onLeave = (event: BeforeUnloadEvent): void => {
    if (this.uploads.isSending) event.preventDefault();
  };
}

function problemText(kind: AgentProblemKind | null): string {
  switch (kind) {
    case null:
      return '';
    case 'missing':
      return msg('파일을 올리고 있어요. 다 올린 뒤에 다시 눌러 주세요.', { id: 'reference-sending' });
    case 'too_many':
      return msg(str`${REFERENCE_LIMITS.files}개까지 넣을 수 있어요.`, { id: 'reference-too-many' });
    default:
      return msg('쓸 수 없게 된 파일이 있어요. 올린 지 하루가 지났을 수 있어요. 빼고 다시 올려 주세요.', { id: 'reference-gone' });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-reference-files': OmaReferenceFiles;
  }
}
