import { localized, msg, str } from '@lit/localize';
import { type ImportedAgent, MAX_AGENT_FILE } from '@oma/contract';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import '../../components/oma-icon.ts';
import { importAgent } from '../../data/agents.ts';
import { ApiError } from '../../data/api.ts';
import { dialogStyles } from '../../styles/dialog.ts';
import { shared } from '../../styles/shared.ts';
import { importWarningText } from './import-warning-text.ts';

/** Makes a draft from a file, and says what could not be taken over before it opens. */
@localized()
@customElement('oma-import-agent')
export class OmaImportAgent extends LitElement {
  @state() private isBusy = false;
  @state() private problem = '';
  @state() private details: readonly string[] = [];
  @state() private imported: ImportedAgent | null = null;
  @query('dialog') private readonly dialog!: HTMLDialogElement;

  static override styles = [
    shared,
    dialogStyles,
    css`
      .drop {
        display: grid;
        justify-items: center;
        gap: var(--space-2);
        padding: var(--space-5);
        border: 2px dashed var(--line);
        border-radius: var(--radius);
        text-align: center;
        cursor: pointer;
      }
      .drop:hover,
      .drop:focus-within {
        border-color: var(--accent);
      }
      .drop oma-icon {
        color: var(--accent);
        font-size: 1.75rem;
      }
      ul {
        margin: var(--space-2) 0 0;
        padding-inline-start: 1.25em;
        font-size: var(--text-2);
        overflow-wrap: anywhere;
      }
    `,
  ];

  /** Opens empty. */
  open(): void {
    this.isBusy = false;
    this.problem = '';
    this.details = [];
    this.imported = null;
    this.dialog.showModal();
  }

  override render() {
    return html`<dialog aria-labelledby="title" @dragover=${(event: DragEvent) => event.preventDefault()} @drop=${this.onDrop}>
      <h2 id="title">${msg('파일에서 가져오기', { id: 'import-agent' })}</h2>
      ${this.imported === null ? this.renderChoice() : this.renderWarnings(this.imported)}
    </dialog>`;
  }

  private renderChoice() {
    return html`
      <label class="drop">
        <oma-icon name=${this.isBusy ? 'loader' : 'upload'} ?spin=${this.isBusy}></oma-icon>
        <span
          >${this.isBusy ? msg('가져오는 중…', { id: 'importing' }) : msg('파일을 고르거나 여기에 놓아 주세요', { id: 'import-drop' })}</span
        >
        <span class="hint"
          >${msg('내보낸 파일(.json), Claude Code 하위 에이전트(.md), Managed Agents(.json)를 읽어요.', { id: 'import-formats' })}</span
        >
        <input
          class="sr"
          type="file"
          accept=".json,.md,application/json,text/markdown"
          data-testid="import-file"
          @change=${this.onChoice}
        />
      </label>
      ${
        this.problem === ''
          ? nothing
          : html`<div class="error" role="alert" data-testid="import-problem">
              ${this.problem}${
                this.details.length === 0
                  ? nothing
                  : html`<ul>
                      ${this.details.map((detail) => html`<li>${detail}</li>`)}
                    </ul>`
              }
            </div>`
      }
      <div class="dialog-actions"><button @click=${() => this.dialog.close()}>${msg('취소', { id: 'cancel' })}</button></div>
    `;
  }

  private renderWarnings({ id, name, warnings }: ImportedAgent) {
    return html`
      <p role="status">${msg(str`‘${name}’ 초안을 만들었어요. 다음은 그대로 가져오지 못했어요.`, { id: 'import-warnings' })}</p>
      <ul data-testid="import-warnings">
        ${warnings.map((warning) => html`<li><code>${warning.path}</code> ${importWarningText(warning)}</li>`)}
      </ul>
      <div class="dialog-actions"><a class="button primary" href="/agents/${id}">${msg('초안 열기', { id: 'import-open' })}</a></div>
    `;
  }

  private readonly onChoice = (event: Event & { target: HTMLInputElement }): void => {
    const file = event.target.files?.[0];
    event.target.value = '';
    if (file !== undefined) void this.take(file);
  };

  private readonly onDrop = (event: DragEvent): void => {
    event.preventDefault();
    const file = event.dataTransfer?.files[0];
    if (file !== undefined) void this.take(file);
  };

  private async take(file: File): Promise<void> {
    if (this.isBusy) return;
    this.problem = '';
    this.details = [];
    if (file.size > MAX_AGENT_FILE) {
      this.problem = msg('파일이 너무 커요. 256 KB까지 읽을 수 있어요.', { id: 'import-too-large' });
      return;
    }
    this.isBusy = true;
    try {
      const imported = await importAgent(await file.text());
      if (imported.warnings.length === 0) location.assign(`/agents/${imported.id}`);
      else this.imported = imported;
    } catch (error) {
      this.problem =
        error instanceof ApiError && error.status === 422
          ? msg('이 파일은 에이전트로 읽을 수 없어요. 만든 것은 없어요.', { id: 'import-unreadable' })
          : msg('가져오지 못했어요. 연결을 확인하고 다시 해 주세요.', { id: 'import-failed' });
      this.details = error instanceof ApiError ? error.errors.map(({ path, message }) => `${path}: ${message}`) : [];
    } finally {
      this.isBusy = false;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-import-agent': OmaImportAgent;
  }
}
