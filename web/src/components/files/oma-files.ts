import { localized, msg, str } from '@lit/localize';
import { Task, TaskStatus } from '@lit/task';
import type { WorkspaceFile, WorkspaceFiles } from '@oma/contract';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { archiveUrl, listFiles } from '../../data/files.ts';
import { currentLocale } from '../../i18n/localization.ts';
import { shared } from '../../styles/shared.ts';
import { formatBytes } from '../../text/format-bytes.ts';
import { visibleText } from '../../text/visible-text.ts';
import '../oma-icon.ts';
import { fileNameOf, fileTree, type Folder } from './file-tree.ts';
import './oma-file-view.ts';
import type { LineRemark, OmaFileView, ShownFile } from './oma-file-view.ts';
import { saveFrom } from './save-from.ts';

/** Folders with fewer files than this are open at first. */
const OPEN_AT_FIRST = 50;

/** The files of a conversation: a tree with what the last turn changed, and the file that is looked at. Fires `close`, and lets `remark` through. */
@localized()
@customElement('oma-files')
export class OmaFiles extends LitElement {
  @property() sessionId = '';
  /** Names the saved state that is shown; another one is fetched. Empty where nothing was saved yet. */
  @property() workspace = '';
  @state() private selected: string | null = null;
  @state() private readonly open = new Map<string, boolean>();
  @query('oma-file-view') private readonly view!: OmaFileView | null;

  private readonly list = new Task(this, {
    args: () => [this.sessionId, this.workspace] as const,
    task: ([sessionId, workspace]): Promise<WorkspaceFiles> | WorkspaceFiles =>
      workspace === '' ? { files: [], removed: [], bytes: 0 } : listFiles(sessionId),
  });

  static override styles = [
    shared,
    css`
      :host {
        display: grid;
        grid-template-rows: auto minmax(0, 1fr);
        height: 100%;
        min-width: 0;
        background: var(--surface);
      }
      .top {
        display: flex;
        align-items: center;
        gap: var(--space-1);
        min-height: 40px;
        padding: 0 var(--space-2) 0 var(--space-4);
        border-bottom: 1px solid var(--line);
      }
      h2 {
        flex: 1;
        margin: 0;
        font-size: var(--text-3);
      }
      .list {
        overflow: auto;
        padding: var(--space-2);
      }
      ul {
        margin: 0;
        padding: 0;
        list-style: none;
      }
      ul ul {
        padding-left: var(--space-4);
      }
      summary,
      .file {
        display: flex;
        align-items: center;
        justify-content: flex-start;
        gap: var(--space-2);
        width: 100%;
        min-height: 36px;
        padding: 0 var(--space-2);
        border: 1px solid transparent;
        border-radius: var(--radius-small);
        background: none;
        font-size: var(--text-2);
        font-weight: 400;
        text-align: left;
        cursor: pointer;
      }
      summary {
        font-weight: 600;
      }
      summary::marker {
        content: '';
      }
      details[open] > summary oma-icon {
        transform: rotate(90deg);
      }
      .name {
        flex: 1;
        min-width: 0;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .size,
      .mark,
      .link {
        flex: none;
        color: var(--ink-soft);
        font-size: var(--text-1);
      }
      .mark {
        color: var(--accent-strong);
        font-weight: 600;
      }
      .mark.removed {
        color: var(--bad);
      }
      .removed .name {
        text-decoration: line-through;
      }
      h3 {
        margin: var(--space-4) var(--space-2) var(--space-1);
        font-size: var(--text-1);
        color: var(--ink-soft);
      }
      .note {
        padding: var(--space-4);
        color: var(--ink-soft);
        font-size: var(--text-2);
      }
      .skeleton {
        height: 28px;
        margin: var(--space-2);
      }
    `,
  ];

  override render() {
    const file = this.shownFile;
    return html`<div class="top">
        <h2>${msg('파일', { id: 'files' })}</h2>
        ${
          this.workspace === ''
            ? nothing
            : html`<button class="quiet" data-testid="download-all" @click=${() => void saveFrom(() => archiveUrl(this.sessionId))}>
                <oma-icon name="download"></oma-icon>${msg('모두 내려받기', { id: 'files-download-all' })}
              </button>`
        }
        <button
          class="quiet"
          data-testid="close-files"
          aria-label=${msg('파일 닫기', { id: 'files-close' })}
          @click=${() => this.dispatchEvent(new CustomEvent('close'))}
        >
          <oma-icon name="x"></oma-icon>
        </button>
      </div>
      ${
        file === null
          ? html`<div class="list" data-testid="file-list">${this.renderList()}</div>`
          : html`<oma-file-view
              .sessionId=${this.sessionId}
              .file=${file}
              @back=${() => this.goBack()}
              @remark=${({ detail }: CustomEvent<LineRemark>) => this.dispatchEvent(new CustomEvent<LineRemark>('remark', { detail }))}
            ></oma-file-view>`
      }`;
  }

  private renderList() {
    const known = this.list.value;
    if (this.list.status === TaskStatus.ERROR)
      return html`<p class="note" role="alert">
        ${msg('파일 목록을 불러오지 못했어요.', { id: 'files-failed' })}
        <button class="quiet" @click=${() => void this.list.run()}>${msg('다시 시도', { id: 'try-again' })}</button>
      </p>`;
    if (known === undefined) return [1, 2, 3].map(() => html`<div class="skeleton"></div>`);
    if (known.files.length === 0 && known.removed.length === 0)
      return html`<p class="note" data-testid="no-files">
        ${msg('아직 파일이 없어요. 답변에서 만들거나 바꾼 파일이 여기에 모여요.', { id: 'files-none' })}
      </p>`;
    return html`${this.renderFolder(fileTree(known.files, currentLocale()))}
    ${
      known.removed.length === 0
        ? nothing
        : html`<h3>${msg('마지막 답변에서 지워진 파일', { id: 'files-removed' })}</h3>
            <ul>
              ${known.removed.map(
                ({ path, size }) =>
                  html`<li>
                    <button class="file removed" data-path=${path} @click=${() => this.select(path)}>
                      <span class="name" title=${visibleText(path)}>${visibleText(path)}</span><span class="size">${formatBytes(size)}</span
                      ><span class="mark removed">${msg('지워짐', { id: 'file-mark-removed' })}</span>
                    </button>
                  </li>`,
              )}
            </ul>`
    }`;
  }

  private renderFolder({ folders, files }: Folder): unknown {
    return html`<ul>
      ${folders.map((folder) => {
        const isOpen = this.open.get(folder.path) ?? folder.files.length + folder.folders.length < OPEN_AT_FIRST;
        return html`<li>
          <details ?open=${isOpen} @toggle=${(event: Event) => this.toggle(event, folder.path)}>
            <summary>
              <oma-icon name="chevron-right"></oma-icon><span class="name">${visibleText(folder.name)}</span>
              ${folder.changes === 0 ? nothing : html`<span class="mark">${msg(str`바뀐 파일 ${folder.changes}개`, { id: 'folder-changes' })}</span>`}
            </summary>
            ${isOpen ? this.renderFolder(folder) : nothing}
          </details>
        </li>`;
      })}
      ${files.map((file) => html`<li>${this.renderFile(file)}</li>`)}
    </ul>`;
  }

  private renderFile({ path, kind, size, change }: WorkspaceFile) {
    const name = visibleText(fileNameOf(path));
    const mark =
      change === null
        ? nothing
        : html`<span class="mark"
            >${change === 'added' ? msg('새로 생김', { id: 'file-mark-added' }) : msg('바뀜', { id: 'file-mark-changed' })}</span
          >`;
    if (kind === 'link')
      return html`<span class="file"
        ><span class="name" title=${name}>${name}</span><span class="link">${msg('바로 가기', { id: 'file-link' })}</span>${mark}</span
      >`;
    return html`<button class="file" data-testid="file" data-path=${path} @click=${() => this.select(path)}>
      <oma-icon name="file-text"></oma-icon><span class="name" title=${name}>${name}</span
      ><span class="size">${size === 0 ? '0 KB' : formatBytes(size)}</span>${mark}
    </button>`;
  }

  /** The selected file as it is now; null where it is not there any more. */
  private get shownFile(): ShownFile | null {
    const known = this.list.value;
    const path = this.selected;
    if (known === undefined || path === null) return null;
    const file = known.files.find((one) => one.path === path && one.kind === 'file');
    if (file !== undefined) return { path, size: file.size, version: file.sha256 ?? '', change: file.change };
    const gone = known.removed.find((one) => one.path === path);
    return gone === undefined ? null : { path, size: gone.size, version: `before ${this.workspace}`, change: 'removed' };
  }

  private select(path: string): void {
    this.selected = path;
    void this.updateComplete.then(() => this.view?.focus());
  }

  private goBack(): void {
    const path = this.selected;
    this.selected = null;
    void this.updateComplete.then(() =>
      [...this.renderRoot.querySelectorAll<HTMLElement>('button.file')].find(({ dataset }) => dataset['path'] === path)?.focus(),
    );
  }

  private toggle(event: Event, path: string): void {
    if (!(event.currentTarget instanceof HTMLDetailsElement) || event.target !== event.currentTarget) return;
    this.open.set(path, event.currentTarget.open);
    this.requestUpdate();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-files': OmaFiles;
  }
}
