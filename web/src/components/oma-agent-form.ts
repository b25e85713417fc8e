import { localized, msg } from '@lit/localize';
import { AgentInput, AgentTool, type Model } from '@oma/contract';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { createAgent } from '../data/agents.ts';
import { ApiError } from '../data/api.ts';
import { shared } from '../styles/shared.ts';
import type { AgentFields } from './agent-draft.ts';
import { keepComposing } from './composing.ts';

/**
 * The form of a new agent, checked by the server's own schema. Fires `written` with its fields at each change, and `created` with the agent. As a
 * `draft` it makes nothing: it fires `finished` with the fields.
 */
@localized()
@customElement('oma-agent-form')
export class OmaAgentForm extends LitElement {
  @property({ attribute: false }) models: readonly Model[] = [];
  @property({ type: Boolean }) isDraft = false;
  /** What the form begins with. */
  @property({ attribute: false }) initial: AgentFields | null = null;
  @state() private isBusy = false;
  @state() private problems: Readonly<Record<string, string>> = {};
  @state() private general = '';

  static override styles = [
    shared,
    css`
      form {
        display: grid;
        gap: var(--space-4);
      }
      .pair {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 14rem), 1fr));
        gap: var(--space-4);
      }
      fieldset {
        border: 0;
        margin: 0;
        padding: 0;
        display: grid;
        gap: var(--space-2);
      }
      legend {
        padding: 0;
        font-size: var(--text-2);
        font-weight: 600;
      }
      .actions {
        display: flex;
        justify-content: flex-end;
        gap: var(--space-2);
      }
    `,
  ];

  override render() {
    const { initial } = this;
    return html`
      <form data-testid="agent-form" novalidate @submit=${this.submit} @keydown=${keepComposing} @input=${this.tellWritten}>
        <label
          >${msg('이름', { id: 'agent-name' })}<input
            name="name"
            required
            maxlength="80"
            placeholder=${msg('예: 주간 보고서 도우미', { id: 'agent-name-example' })}
            .value=${initial?.name ?? ''}
          />${this.problem('name')}</label
        >
        <label
          >${msg('설명', { id: 'agent-description' })}<input
            name="description"
            maxlength="500"
            .value=${initial?.description ?? ''}
          />${this.problem('description')}</label
        >
        <label
          >${msg('지시문', { id: 'agent-instructions' })}<span class="hint"
            >${msg('어떤 일을, 어떤 말투와 순서로 할지 적어 주세요.', { id: 'agent-instructions-hint' })}</span
          ><textarea name="instructions" rows="6" maxlength="20000" .value=${initial?.config.instructions ?? ''}></textarea
          >${this.problem('config.instructions')}</label
        >
        <div class="pair">${this.isDraft ? nothing : this.renderModel()}${this.renderTemperature()}</div>
        <fieldset>
          <legend>${msg('할 수 있는 일', { id: 'agent-tools' })}</legend>
          ${AgentTool.options.map(
            (tool) =>
              html`<label class="check"
                ><input
                  type="checkbox"
                  name="tools"
                  value=${tool}
                  .checked=${initial?.config.tools.includes(tool) ?? true}
                />${this.toolName(tool)}</label
              >`,
          )}
        </fieldset>
        ${this.general === '' ? nothing : html`<p class="error" role="alert">${this.general}</p>`}
        <div class="actions">
          <button type="button" class="quiet" @click=${() => this.dispatchEvent(new CustomEvent('cancelled'))}>
            ${this.isDraft ? msg('지우기', { id: 'clear' }) : msg('취소', { id: 'cancel' })}
          </button>
          <button class="primary" data-testid="agent-submit" ?disabled=${this.isBusy}>
            ${this.isDraft ? msg('승인되면 만들기', { id: 'create-later' }) : msg('만들기', { id: 'create' })}
          </button>
        </div>
      </form>
    `;
  }

  private renderModel() {
    return html`<label
      >${msg('모델', { id: 'agent-model' })}<select name="model">
        <option value="">${msg('기본 모델', { id: 'agent-model-default' })}</option>
        ${this.models.filter(({ enabled }) => enabled).map(({ id, name }) => html`<option value=${id}>${name}</option>`)}</select
      >${this.problem('config.model')}</label
    >`;
  }

  private renderTemperature() {
    const given = String(this.initial?.config.temperature ?? '');
    const choices: [string, string][] = [
      ['', msg('깊이 생각하고 답해요', { id: 'temperature-thinking' })],
      ['0', msg('정확하게', { id: 'temperature-exact' })],
      ['0.5', msg('보통', { id: 'temperature-middle' })],
      ['1', msg('다양하게', { id: 'temperature-varied' })],
    ];
    return html`<label
      >${msg('답의 성격', { id: 'agent-temperature' })}<select name="temperature">
        ${choices.map(([value, name]) => html`<option value=${value} ?selected=${value === given}>${name}</option>`)}</select
      >${this.problem('config.temperature')}</label
    >`;
  }

  private toolName(tool: AgentTool): string {
    if (tool === 'read') return msg('작업 공간의 파일을 읽어요', { id: 'tool-switch-read' });
    return tool === 'write'
      ? msg('파일을 만들고 고쳐요', { id: 'tool-switch-write' })
      : msg('명령을 실행해요', { id: 'tool-switch-shell' });
  }

  private problem(path: string) {
    const text = this.problems[path];
    return text === undefined ? nothing : html`<span class="error" role="alert">${text}</span>`;
  }

  private readonly tellWritten = (event: Event & { currentTarget: HTMLFormElement }): void => {
    this.dispatchEvent(new CustomEvent('written', { detail: fieldsOf(event.currentTarget) }));
  };

  private readonly submit = async (event: SubmitEvent & { currentTarget: HTMLFormElement }): Promise<void> => {
    event.preventDefault();
    if (this.isBusy) return;
    const fields = fieldsOf(event.currentTarget);
    const checked = AgentInput.safeParse(fields);
    this.general = '';
    this.problems = checked.success
      ? {}
      : Object.fromEntries(checked.error.issues.map((issue) => [issue.path.join('.'), this.explain(issue.path.join('.'))]));
    if (!checked.success) return;
    if (this.isDraft) {
      this.dispatchEvent(new CustomEvent('finished', { detail: fields }));
      return;
    }
    this.isBusy = true;
    try {
      const agent = await createAgent(fields);
      this.dispatchEvent(new CustomEvent('created', { detail: agent }));
    } catch (error) {
      if (error instanceof ApiError && error.errors.length > 0)
        this.problems = Object.fromEntries(error.errors.map(({ path }) => [path, this.explain(path)]));
      else this.general = msg('저장하지 못했어요. 적은 내용은 그대로예요. 연결을 확인하고 다시 눌러 주세요.', { id: 'agent-save-failed' });
    } finally {
      this.isBusy = false;
    }
  };

  private explain(path: string): string {
    return path === 'name'
      ? msg('이름을 1자에서 80자로 적어 주세요.', { id: 'agent-name-problem' })
      : msg('이 값은 쓸 수 없어요.', { id: 'field-problem' });
  }
}

function fieldsOf(form: HTMLFormElement): AgentFields {
  const data = new FormData(form);
  const text = (name: string): string => {
    const value = data.get(name);
    return typeof value === 'string' ? value : '';
  };
  return {
    name: text('name'),
    description: text('description'),
    config: {
      instructions: text('instructions'),
      model: text('model') === '' ? null : text('model'),
      temperature: text('temperature') === '' ? null : Number(text('temperature')),
      tools: AgentTool.array().parse(data.getAll('tools')),
    },
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-agent-form': OmaAgentForm;
  }
}
