import { localized, msg, str } from '@lit/localize';
import {
  AGENT_TEXT_LIMITS,
  type AgentField,
  type AgentStatus,
  type AgentWriting,
  BLANK_WRITING,
  type PlatformSettings,
} from '@oma/contract';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { speak } from '../../i18n/localization.ts';
import { disclosureStyles } from '../../styles/disclosure.ts';
import { shared } from '../../styles/shared.ts';
import { agentFieldName, agentProblemText } from '../../text/agent-form-text.ts';
import { formatMoney } from '../../text/format.ts';
import { loadPart } from '../load-part.ts';
import { type AgentProblemKind, type AgentProblems, problemsOf } from './agent-problems.ts';
import './oma-answer-length.ts';
import './oma-answer-style.ts';
import './oma-icon-choice.ts';
import './oma-model-choice.ts';
import './oma-number-field.ts';
import './oma-state-choice.ts';
import './oma-tag-field.ts';
import './oma-text-field.ts';
import './oma-tool-switches.ts';

/** The words of the field of files before the field itself. */
async function loadFilesField() {
  await speak(
    () => import('../../i18n/en/asking.ts'),
    () => import('../../i18n/en/files.ts'),
    () => import('../../i18n/en/reference.ts'),
  );
  return import('./oma-reference-files.ts');
}

/**
 * What a form knows of the platform: its models, and how much the person may spend. `unknown`: somebody writes who may not see them yet, and chooses none.
 * `failed`: they could not be read.
 */
export type Platform = { models: PlatformSettings['models']; turn_usd: number; day_usd: number } | 'loading' | 'failed' | 'unknown';

/**
 * The fields of an agent. Fires `written` with the whole form at each change, and `again` to have the platform's models read once more. A field is told wrong after it was left, or by `check`, and right again at once.
 */
@localized()
@customElement('oma-agent-fields')
export class OmaAgentFields extends LitElement {
  @property({ attribute: false }) writing: AgentWriting = BLANK_WRITING;
  @property({ attribute: false }) platform: Platform = 'loading';
  /** The state that is stored; null: nothing is chosen here, because the agent is made later. */
  @property() status: AgentStatus | null = null;
  /** The model that is stored: it may stay, offered or not. */
  @property() storedModel: string | null = null;
  /** Why the platform stopped the agent; empty where it did not. */
  @property() trouble = '';
  /** Fields that were left. */
  @state() private left: ReadonlySet<AgentField> = new Set();
  /** What the server found, until the field is changed. */
  @state() private refused: AgentProblems = new Map();
  @state() private isSendingFiles = false;
  /** The field of files comes behind the others. */
  @state() private filesPart: 'loading' | 'there' | 'failed' = 'loading';

  static override styles = [
    shared,
    disclosureStyles,
    css`
      form {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-5);
      }
      .files {
        height: 8rem;
      }
      .pair {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 15rem), 1fr));
        gap: var(--space-4);
      }
      details {
        border: 1px solid var(--line);
        border-radius: var(--radius);
      }
      summary {
        padding: var(--space-3) var(--space-4);
        border-radius: var(--radius);
        font-size: var(--text-2);
        font-weight: 600;
      }
      .more {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-5);
        padding: var(--space-2) var(--space-4) var(--space-4);
      }
    `,
  ];

  override firstUpdated(): void {
    // Who may not see the models yet has nowhere to send files either.
    if (this.platform !== 'unknown') void this.loadFiles();
  }

  override render() {
    return html`<form
      data-testid="agent-form"
      novalidate
      @submit=${(event: SubmitEvent) => event.preventDefault()}
      @focusout=${this.onLeft}
    >
      ${this.renderWho()} ${this.renderHow()} ${this.renderFiles()} ${this.renderModelAndMoney()}
      ${
        this.status === null
          ? nothing
          : html`<oma-state-choice
              data-field="status"
              .from=${this.status}
              .value=${this.writing.status}
              .trouble=${this.trouble}
              @written=${(event: CustomEvent<AgentWriting['status']>) => this.write('status', { status: event.detail })}
            ></oma-state-choice>`
      }
      ${this.renderMore()}
    </form>`;
  }

  private renderWho() {
    const { writing } = this;
    return html`
      <oma-icon-choice
        data-field="icon"
        .value=${writing.icon}
        @written=${(event: CustomEvent<string>) => this.write('icon', { icon: event.detail })}
      ></oma-icon-choice>
      <oma-text-field
        data-field="name"
        name="name"
        isRequired
        label=${agentFieldName('name')}
        example=${msg('예: 주간 보고서 도우미', { id: 'agent-name-example' })}
        limit=${AGENT_TEXT_LIMITS.name}
        .value=${writing.name}
        .problem=${this.problem('name')}
        @written=${(event: CustomEvent<string>) => this.write('name', { name: event.detail })}
      ></oma-text-field>
      <oma-text-field
        data-field="description"
        name="description"
        rows="2"
        label=${agentFieldName('description')}
        hint=${msg('목록에서 알아볼 수 있게 한두 문장으로 적어요.', { id: 'agent-description-hint' })}
        limit=${AGENT_TEXT_LIMITS.description}
        .value=${writing.description}
        .problem=${this.problem('description')}
        @written=${(event: CustomEvent<string>) => this.write('description', { description: event.detail })}
      ></oma-text-field>
      <oma-tag-field
        data-field="tags"
        .value=${writing.tags}
        .problem=${this.problem('tags')}
        @written=${(event: CustomEvent<string[]>) => this.write('tags', { tags: event.detail })}
      ></oma-tag-field>
    `;
  }

  private renderHow() {
    const { config } = this.writing;
    return html`
      <oma-text-field
        data-field="instructions"
        name="instructions"
        rows="10"
        hasCounter
        label=${agentFieldName('instructions')}
        hint=${msg('어떤 일을, 어떤 말투와 순서로 할지 적어 주세요.', { id: 'agent-instructions-hint' })}
        limit=${AGENT_TEXT_LIMITS.instructions}
        .value=${config.instructions}
        .problem=${this.problem('instructions')}
        @written=${(event: CustomEvent<string>) => this.configure('instructions', { instructions: event.detail })}
      ></oma-text-field>
      <oma-tool-switches
        data-field="tools"
        .value=${config.tools}
        @written=${(event: CustomEvent<AgentWriting['config']['tools']>) => this.configure('tools', { tools: event.detail })}
      ></oma-tool-switches>
    `;
  }

  private renderFiles() {
    if (this.platform === 'unknown') return nothing;
    if (this.filesPart === 'loading') return html`<div class="skeleton files"></div>`;
    if (this.filesPart === 'failed')
      return html`<p class="error">
        ${msg('참고 파일 칸을 불러오지 못했어요.', { id: 'reference-failed' })}
        <button class="quiet" @click=${() => void this.loadFiles()}>${msg('다시 시도', { id: 'try-again' })}</button>
      </p>`;
    return html`<oma-reference-files
      data-field="files"
      .value=${this.writing.config.files}
      .problem=${this.problemKind('files')}
      @sending=${(event: CustomEvent<boolean>) => (this.isSendingFiles = event.detail)}
      @written=${(event: CustomEvent<AgentWriting['config']['files']>) => this.configure('files', { files: event.detail })}
    ></oma-reference-files>`;
  }

  private async loadFiles(): Promise<void> {
    this.filesPart = 'loading';
    this.filesPart = (await loadPart(loadFilesField, { isAhead: true })) === null ? 'failed' : 'there';
  }

  private renderModelAndMoney() {
    const { platform } = this;
    if (platform === 'unknown') return nothing;
    if (platform === 'failed')
      return html`<p class="error" role="alert" data-testid="models-failed">
        ${msg('모델과 한도를 불러오지 못했어요. 정해 둔 것은 그대로 있어요.', { id: 'models-failed' })}
        <button class="quiet" @click=${() => this.dispatchEvent(new CustomEvent('again'))}>${msg('다시 시도', { id: 'try-again' })}</button>
      </p>`;
    const { model, budget } = this.writing.config;
    const limits = platform === 'loading' ? null : platform;
    const limit = (usd: number | undefined): string =>
      usd === undefined ? '' : msg(str`비워 두면 한도인 ${formatMoney(usd)}까지 써요.`, { id: 'budget-hint' });
    return html`
      <oma-model-choice
        data-field="model"
        .models=${platform === 'loading' ? null : platform.models}
        .value=${model}
        .problem=${this.problem('model')}
        @written=${(event: CustomEvent<string | null>) => this.configure('model', { model: event.detail })}
      ></oma-model-choice>
      <div class="pair">
        <oma-number-field
          data-field="turn_usd"
          name="turn_usd"
          unit="$"
          label=${agentFieldName('turn_usd')}
          hint=${limit(limits?.turn_usd)}
          warning=${budgetWarning(budget.turn_usd, [limits?.turn_usd, limits?.day_usd], budget.day_usd)}
          .value=${budget.turn_usd}
          .problem=${this.problem('turn_usd')}
          @written=${(event: CustomEvent<number | null>) => this.configure('turn_usd', { budget: { ...budget, turn_usd: event.detail } })}
        ></oma-number-field>
        <oma-number-field
          data-field="day_usd"
          name="day_usd"
          unit="$"
          label=${agentFieldName('day_usd')}
          hint=${limit(limits?.day_usd)}
          warning=${budgetWarning(budget.day_usd, [limits?.day_usd], null)}
          .value=${budget.day_usd}
          .problem=${this.problem('day_usd')}
          @written=${(event: CustomEvent<number | null>) => this.configure('day_usd', { budget: { ...budget, day_usd: event.detail } })}
        ></oma-number-field>
      </div>
    `;
  }

  private renderMore() {
    const { config } = this.writing;
    return html`<details>
      <summary data-testid="agent-more-settings">${msg('고급 설정', { id: 'agent-more-settings' })}</summary>
      <div class="more">
        <oma-answer-style
          data-field="temperature"
          .value=${config.temperature}
          @written=${(event: CustomEvent<number | null>) => this.configure('temperature', { temperature: event.detail })}
        ></oma-answer-style>
        <oma-answer-length
          data-field="max_tokens"
          .value=${config.max_tokens}
          .problem=${this.problem('max_tokens')}
          @written=${(event: CustomEvent<number | null>) => this.configure('max_tokens', { max_tokens: event.detail })}
        ></oma-answer-length>
      </div>
    </details>`;
  }

  /** Tells all that is wrong, and leads to the first of it. True where nothing is. */
  async check(): Promise<boolean> {
    this.renderRoot.querySelector('oma-tag-field')?.finish();
    const problems = this.problems;
    this.left = new Set(problems.keys());
    return this.leadToFirst(problems);
  }

  /** Tells what the server found wrong, and leads there. */
  async tellRefused(problems: AgentProblems): Promise<void> {
    this.refused = problems;
    await this.leadToFirst(problems);
  }

  private async leadToFirst(problems: AgentProblems): Promise<boolean> {
    await this.updateComplete;
    const first = [...this.renderRoot.querySelectorAll<HTMLElement>('[data-field]')].find((field) =>
      [...problems.keys()].some((name) => name === field.dataset['field']),
    );
    first?.closest('details')?.setAttribute('open', '');
    first?.focus();
    return problems.size === 0;
  }

  private get problems(): AgentProblems {
    const problems = problemsOf(this.writing, typeof this.platform === 'string' ? null : this.platform.models, this.storedModel);
    return this.isSendingFiles ? new Map([...problems, ['files', 'missing']]) : problems;
  }

  private problem(field: AgentField): string {
    const kind = this.problemKind(field);
    return kind === null ? '' : agentProblemText(field, kind);
  }

  private problemKind(field: AgentField): AgentProblemKind | null {
    return this.refused.get(field) ?? (this.left.has(field) ? (this.problems.get(field) ?? null) : null);
  }

  private configure(field: AgentField, change: Partial<AgentWriting['config']>): void {
    this.write(field, { config: { ...this.writing.config, ...change } });
  }

  private write(field: AgentField, change: Partial<AgentWriting>): void {
    this.writing = { ...this.writing, ...change };
    this.refused = new Map([...this.refused].filter(([name]) => name !== field));
    const { problems } = this;
    this.left = new Set([...this.left].filter((name) => problems.has(name)));
    this.dispatchEvent(new CustomEvent('written', { detail: this.writing }));
  }

  private readonly onLeft = (event: FocusEvent): void => {
    const from = fieldOf(event.target);
    if (from === null || from === fieldOf(event.relatedTarget)) return;
    const field = [...this.problems.keys()].find((name) => name === from);
    if (field !== undefined) this.left = new Set([...this.left, field]);
  };
}

/** A larger budget than there is may be written; it is never reached. Says which is the lowest of the limits and of the agent's own day that stands below it. */
function budgetWarning(usd: number | null, limits: readonly (number | undefined)[], day: number | null): string {
  const limit = Math.min(...limits.map((one) => one ?? Infinity));
  const lowest = Math.min(limit, day ?? Infinity);
  if (usd === null || !(usd > lowest)) return '';
  return lowest === limit
    ? msg(str`한도인 ${formatMoney(limit)}까지만 쓸 수 있어요.`, { id: 'budget-over-limit' })
    : msg(str`하루 예산인 ${formatMoney(lowest)}까지만 쓸 수 있어요.`, { id: 'budget-over-day' });
}

const fieldOf = (target: EventTarget | null): string | null =>
  target instanceof Element ? (target.closest<HTMLElement>('[data-field]')?.dataset['field'] ?? null) : null;

declare global {
  interface HTMLElementTagNameMap {
    'oma-agent-fields': OmaAgentFields;
  }
}
