import { localized, msg } from '@lit/localize';
import { type AgentInput, AgentInput as AgentInputSchema, AgentTool, type Model } from '@oma/contract';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { createAgent } from '../../data/agents.ts';
import { ApiError } from '../../data/api.ts';
import { shared } from '../../styles/shared.ts';

/** The form of a new agent, checked by the server's own schema. Fires `created` with the agent. */
@localized()
@customElement('oma-agent-form')
export class OmaAgentForm extends LitElement {
  @property({ attribute: false }) models: readonly Model[] = [];
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
      fieldset label {
        display: flex;
        align-items: center;
        gap: var(--space-2);
        font-weight: 400;
        min-height: 32px;
      }
      fieldset input {
        width: 18px;
        min-height: 18px;
        accent-color: var(--accent);
      }
      .actions {
        display: flex;
        justify-content: flex-end;
        gap: var(--space-2);
      }
    `,
  ];

  override render() {
    return html`
      <form data-testid="agent-form" novalidate @submit=${this.submit}>
        <label
          >${msg('이름', { id: 'agent-name' })}<input
            name="name"
            required
            maxlength="80"
            placeholder=${msg('예: 주간 보고서 도우미', { id: 'agent-name-example' })}
          />${this.problem('name')}</label
        >
        <label>${msg('설명', { id: 'agent-description' })}<input name="description" maxlength="500" />${this.problem('description')}</label>
        <label
          >${msg('지시문', { id: 'agent-instructions' })}<span class="hint"
            >${msg('어떤 일을, 어떤 말투와 순서로 할지 적어 주세요.', { id: 'agent-instructions-hint' })}</span
          ><textarea name="instructions" rows="6" maxlength="20000"></textarea>${this.problem('config.instructions')}</label
        >
        <div class="pair">
          <label
            >${msg('모델', { id: 'agent-model' })}<select name="model">
              <option value="">${msg('기본 모델', { id: 'agent-model-default' })}</option>
              ${this.models.filter(({ enabled }) => enabled).map(({ id, name }) => html`<option value=${id}>${name}</option>`)}</select
            >${this.problem('config.model')}</label
          >
          <label
            >${msg('답의 성격', { id: 'agent-temperature' })}<select name="temperature">
              <option value="">${msg('깊이 생각하고 답해요', { id: 'temperature-thinking' })}</option>
              <option value="0">${msg('정확하게', { id: 'temperature-exact' })}</option>
              <option value="0.5">${msg('보통', { id: 'temperature-middle' })}</option>
              <option value="1">${msg('다양하게', { id: 'temperature-varied' })}</option></select
            >${this.problem('config.temperature')}</label
          >
        </div>
        <fieldset>
          <legend>${msg('할 수 있는 일', { id: 'agent-tools' })}</legend>
          ${AgentTool.options.map((tool) => html`<label><input type="checkbox" name="tools" value=${tool} checked />${this.toolName(tool)}</label>`)}
        </fieldset>
        ${this.general === '' ? nothing : html`<p class="error" role="alert">${this.general}</p>`}
        <div class="actions">
          <button type="button" class="quiet" @click=${() => this.dispatchEvent(new CustomEvent('cancelled'))}>
            ${msg('취소', { id: 'cancel' })}
          </button>
          <button class="primary" data-testid="agent-submit" ?disabled=${this.isBusy}>${msg('만들기', { id: 'create' })}</button>
        </div>
      </form>
    `;
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

  private readonly submit = async (event: SubmitEvent & { currentTarget: HTMLFormElement }): Promise<void> => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string): string => {
      const value = form.get(name);
      return typeof value === 'string' ? value : '';
    };
    const tools = AgentTool.array().parse(form.getAll('tools'));
    const input: AgentInput = {
      name: text('name'),
      description: text('description'),
      config: {
        instructions: text('instructions'),
        model: text('model') === '' ? null : text('model'),
        temperature: text('temperature') === '' ? null : Number(text('temperature')),
        tools,
      },
    };
    const checked = AgentInputSchema.safeParse(input);
    this.general = '';
    this.problems = checked.success
      ? {}
      : Object.fromEntries(checked.error.issues.map((issue) => [issue.path.join('.'), this.explain(issue.path.join('.'))]));
    if (!checked.success) return;
    this.isBusy = true;
    try {
      const agent = await createAgent(input);
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

declare global {
  interface HTMLElementTagNameMap {
    'oma-agent-form': OmaAgentForm;
  }
}
