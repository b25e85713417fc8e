import { localized, msg, str } from '@lit/localize';
import { type ImportedAgent, MAX_AGENT_FILE } from '@oma/contract';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { actProblem } from '../../components/agents/act-problem.ts';
import '../../components/oma-icon.ts';
import { importAgent } from '../../data/agents.ts';
import { ApiError } from '../../data/api.ts';
import { dialogStyles } from '../../styles/dialog.ts';
import { currentLocale } from '../../i18n/localization.ts';
import { shared } from '../../styles/shared.ts';
import { formatNumber } from '../../text/format.ts';
import { decodeFile } from '../../text/decode-file.ts';
import { type FilePlace, importProblems } from './import-problem-text.ts';
import { importWarningText } from './import-warning-text.ts';

/** Makes a draft from a file, and says what could not be taken over before it opens. Fires `changed` where the page stays while there is a new agent. */
@localized()
@customElement('oma-import-agent')
export class OmaImportAgent extends LitElement {
  @state() private isBusy = false;
  @state() private problem = '';
  @state() private places: readonly FilePlace[] = [];
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
    this.places = [];
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
                this.places.length === 0
                  ? nothing
                  : html`<ul>
                      ${this.places.map(({ path, words }) => html`<li>${words}${path === '' ? nothing : html` <code>${path}</code>`}</li>`)}
                    </ul>`
              }
            </div>`
      }
      <div class="dialog-actions"><button @click=${() => this.dialog.close()}>${msg('취소', { id: 'cancel' })}</button></div>
    `;
  }

  private renderWarnings({ id, name, warnings }: ImportedAgent) {
    return html`
      <p role="status">${msg(str`‘${name}’ 초안을 만들었어요. 파일과 달라진 점이에요.`, { id: 'import-warnings' })}</p>
      <ul data-testid="import-warnings">
        ${warnings.map((warning) => html`<li><code>${warning.path}</code> ${importWarningText(warning)}</li>`)}
      </ul>
      <div class="dialog-actions">
        <button @click=${() => this.dialog.close()}>${msg('닫기', { id: 'close' })}</button>
        <a class="button primary" href="/agents/${id}">${msg('초안 열기', { id: 'import-open' })}</a>
      </div>
    `;
  }

  private readonly onChoice = (event: Event & { target: HTMLInputElement }): void => {
    const file = event.target.files?.[0];
    event.target.value = '';
    if (file !== undefined) void this.take(file);
  };

  private readonly onDrop = (event: DragEvent): void => {
    event.preventDefault();
    const [file, ...others] = event.dataTransfer?.files ?? [];
    if (others.length > 0) this.refuse(msg('한 번에 파일 하나만 가져올 수 있어요.', { id: 'import-one' }));
    else if (file !== undefined) void this.take(file);
  };

  private refuse(problem: string): void {
    this.problem = problem;
    this.places = [];
  }

  private async take(file: File): Promise<void> {
    if (this.isBusy) return;
    this.refuse('');
    if (file.size > MAX_AGENT_FILE) {
      this.refuse(this.tooLarge());
      return;
    }
    this.isBusy = true;
    try {
      const text = decodeFile(new Uint8Array(await file.arrayBuffer()));
      if (text === null) {
        this.refuse(msg('이 파일의 글자를 읽을 수 없어요. UTF-8로 저장해서 다시 가져와 주세요.', { id: 'import-encoding' }));
        return;
      }
      const imported = await importAgent(text);
      if (imported.warnings.length === 0) location.assign(`/agents/${imported.id}`);
      else {
        this.imported = imported;
        this.dispatchEvent(new CustomEvent('changed', { bubbles: true, composed: true }));
      }
    } catch (error) {
      this.explain(error);
    } finally {
      this.isBusy = false;
    }
  }

  private explain(error: unknown): void {
    if (!(error instanceof ApiError)) this.problem = msg('이 파일을 읽지 못했어요. 파일을 다시 골라 주세요.', { id: 'import-not-read' });
    else if (error.code === 'too_large') this.problem = this.tooLarge();
    else if (error.code === 'invalid') {
      this.problem = msg('이 파일로는 에이전트를 만들 수 없어 아무것도 만들지 않았어요.', { id: 'import-unreadable' });
      this.places = importProblems(error.errors);
    } else this.problem = actProblem(error);
  }

  private tooLarge(): string {
    return msg(str`파일이 너무 커요. ${formatNumber(MAX_AGENT_FILE / 1024, currentLocale())} KB까지 읽을 수 있어요.`, {
      id: 'import-too-large',
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-import-agent': OmaImportAgent;
  }
}
