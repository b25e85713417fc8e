import { localized, msg } from '@lit/localize';
import { AdminSettingsInput, MAX_NOTICE_LENGTH, type Model, type PlatformSettings } from '@oma/contract';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { keepComposing } from '../../components/composing.ts';
import '../../components/oma-icon.ts';
import { readAdminSettings, replaceAdminSettings } from '../../data/admin.ts';
import { dialogStyles } from '../../styles/dialog.ts';
import { shared } from '../../styles/shared.ts';
import { listStyles } from './list-parts.ts';
import {
  type NumberField,
  NUMBER_FIELDS,
  numberLabel,
  numberProblem,
  numberRange,
  readNumber,
  withChanges,
  writeNumber,
} from './settings-fields.ts';

/** Limits, models and prices, the notice, and the switch that stops all. Checked by the server's own schema. */
@localized()
@customElement('oma-admin-settings')
export class OmaAdminSettings extends LitElement {
  @state() private settings: PlatformSettings | null = null;
  /** As they were when this form last read or wrote them: what differs, this admin changed. */
  private known: PlatformSettings | null = null;
  @state() private state: 'loading' | 'ready' | 'saving' | 'saved' | 'failed' | 'load-failed' = 'loading';
  @state() private problems: ReadonlySet<string> = new Set();
  @query('dialog') private readonly dialog!: HTMLDialogElement;

  static override styles = [
    shared,
    listStyles,
    dialogStyles,
    css`
      form {
        display: grid;
        gap: var(--space-5);
        max-width: 48rem;
      }
      .switch {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--space-3);
        padding: var(--space-4);
        border: 1px solid var(--line);
        border-radius: var(--radius);
      }
      .switch p {
        flex: 1 1 16rem;
        margin: 0;
      }
      .off {
        border-color: var(--bad);
        background: var(--bad-soft);
      }
      .fields {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 14rem), 1fr));
        gap: var(--space-4);
        align-items: end;
      }
      fieldset {
        border: 0;
        margin: 0;
        padding: 0;
        display: grid;
        gap: var(--space-3);
      }
      legend {
        padding: 0 0 var(--space-2);
        font-weight: 700;
      }
      .model {
        display: grid;
        grid-template-columns: minmax(0, 1fr) 9rem 9rem;
        gap: var(--space-2) var(--space-3);
        align-items: end;
      }
      .model + .model {
        padding-top: var(--space-3);
        border-top: 1px solid var(--line);
      }
      .model .check {
        min-height: 40px;
        align-items: center;
      }
      .model .check input {
        margin: 0;
      }
      .model input {
        font-size: var(--text-2);
      }
      .actions {
        display: flex;
        align-items: center;
        gap: var(--space-3);
      }
      @media (max-width: 480px) {
        .model {
          grid-template-columns: 1fr 1fr;
        }
        .model .check {
          grid-column: 1 / -1;
        }
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
  }

  override render() {
    const { settings } = this;
    if (this.state === 'load-failed')
      return html`<p class="error" role="alert">
        ${msg('설정을 불러오지 못했어요.', { id: 'settings-load-failed' })}
        <button class="quiet" @click=${() => void this.load()}>${msg('다시 시도', { id: 'try-again' })}</button>
      </p>`;
    if (settings === null)
      return html`<div class="skeleton"></div>
        <div class="skeleton"></div>`;
    return html`
      <form novalidate @keydown=${keepComposing} @submit=${this.submit}>
        ${this.renderSwitch(settings)}
        <fieldset>
          <legend>${msg('한도', { id: 'settings-limits' })}</legend>
          <div class="fields">${NUMBER_FIELDS.map((field) => this.renderNumber(settings, field))}</div>
        </fieldset>
        <fieldset>
          <legend>${msg('쓸 수 있는 모델과 값', { id: 'settings-models' })}</legend>
          ${settings.models.map((model, index) => this.renderModel(model, index))}
        </fieldset>
        <label
          >${msg('로그인한 모든 화면에 보일 알림', { id: 'settings-notice' })}<textarea
            rows="2"
            maxlength=${MAX_NOTICE_LENGTH}
            .value=${settings.notice}
            @input=${(event: Event & { currentTarget: HTMLTextAreaElement }) => this.change({ notice: event.currentTarget.value })}
          ></textarea>
        </label>
        <div class="actions">
          <button class="primary" data-testid="settings-save" ?disabled=${this.state === 'saving'}>${msg('저장', { id: 'save' })}</button>
          ${this.renderOutcome()}
        </div>
      </form>
      <dialog aria-labelledby="stop-title">
        <h2 id="stop-title">${msg('플랫폼을 멈출까요?', { id: 'stop-all' })}</h2>
        <p>${msg('새 질문을 받지 않고, 지금 하고 있는 작업도 모두 끝나요. 여기까지의 답은 남아요.', { id: 'stop-all-hint' })}</p>
        <div class="dialog-actions">
          <button class="quiet" @click=${() => this.dialog.close()}>${msg('취소', { id: 'cancel' })}</button>
          <button class="danger" data-testid="stop-all-confirm" @click=${() => void this.switch(false)}>
            ${msg('모두 멈추기', { id: 'stop-all-do' })}
          </button>
        </div>
      </dialog>
    `;
  }

  private renderSwitch({ accepting_messages }: PlatformSettings) {
    return html`<div
      class="switch ${accepting_messages ? '' : 'off'}"
      data-testid="settings-accepting"
      data-on=${String(accepting_messages)}
    >
      <oma-icon name="power"></oma-icon>
      <p>
        <b
          >${accepting_messages ? msg('질문을 받고 있어요', { id: 'accepting' }) : msg('멈춰 있어요. 아무도 질문할 수 없어요', { id: 'not-accepting' })}</b
        >
      </p>
      ${
        accepting_messages
          ? html`<button type="button" class="danger" data-testid="stop-all" @click=${() => this.dialog.showModal()}>
              ${msg('모두 멈추기', { id: 'stop-all-do' })}
            </button>`
          : html`<button type="button" class="primary" data-testid="start-all" @click=${() => void this.switch(true)}>
              ${msg('다시 받기', { id: 'start-all' })}
            </button>`
      }
    </div>`;
  }

  private renderNumber(settings: PlatformSettings, field: NumberField) {
    return html`<label
      >${numberLabel(field)}<input
        type="number"
        inputmode="decimal"
        step="any"
        min="0"
        max=${numberRange(field).max}
        data-testid="settings-${field}"
        aria-invalid=${this.problems.has(field) ? 'true' : 'false'}
        .value=${inField(readNumber(settings, field))}
        @change=${(event: Event & { currentTarget: HTMLInputElement }) => {
          this.settings = writeNumber(settings, field, event.currentTarget.valueAsNumber);
          this.state = 'ready';
        }}
      />${this.renderProblem(field, field)}</label
    >`;
  }

  private renderProblem(place: string, field: NumberField | 'price') {
    return this.problems.has(place) ? html`<span class="error" role="alert">${numberProblem(field)}</span>` : nothing;
  }

  private renderModel(model: Model, index: number) {
    const set = (change: Partial<Model>): void =>
      this.change({ models: (this.settings?.models ?? []).map((one, at) => (at === index ? { ...one, ...change } : one)) });
    const price = (name: 'input_usd' | 'output_usd', label: string) =>
      html`<label
        ><span class="hint">${label}</span
        ><input
          type="number"
          inputmode="decimal"
          step="any"
          min="0"
          max=${numberRange('price').max}
          aria-label="${model.name}: ${label}"
          aria-invalid=${this.problems.has(`models.${index}.${name}`) ? 'true' : 'false'}
          .value=${inField(model[name])}
          @change=${(event: Event & { currentTarget: HTMLInputElement }) => set({ [name]: event.currentTarget.valueAsNumber })}
        />${this.renderProblem(`models.${index}.${name}`, 'price')}</label
      >`;
    return html`<div class="model">
      <label class="check"
        ><input
          type="checkbox"
          .checked=${model.enabled}
          @change=${(event: Event & { currentTarget: HTMLInputElement }) => set({ enabled: event.currentTarget.checked })}
        />${model.name}</label
      >
      ${price('input_usd', msg('입력 백만 토큰 ($)', { id: 'price-input' }))}${price('output_usd', msg('출력 백만 토큰 ($)', { id: 'price-output' }))}
    </div>`;
  }

  private renderOutcome() {
    if (this.state === 'saved')
      return html`<span role="status" data-testid="settings-saved"
        >${msg('저장했어요. 5초 안에 모두 적용돼요.', { id: 'settings-saved' })}</span
      >`;
    if (this.problems.size > 0)
      return html`<span class="error" role="alert" data-testid="settings-invalid"
        >${
          this.problems.has('models')
            ? msg('모델을 하나는 켜 두어야 해요. 저장하지 않았어요.', { id: 'settings-no-model' })
            : msg('표시한 칸을 고쳐 주세요. 저장하지 않았어요.', { id: 'settings-invalid' })
        }</span
      >`;
    return this.state === 'failed'
      ? html`<span class="error" role="alert"
          >${msg('저장하지 못했어요. 적은 내용은 그대로예요. 다시 눌러 주세요.', { id: 'settings-failed' })}</span
        >`
      : nothing;
  }

  private change(change: Partial<PlatformSettings>): void {
    if (this.settings !== null) this.settings = { ...this.settings, ...change };
    this.state = 'ready';
  }

  private async load(): Promise<void> {
    this.state = 'loading';
    try {
      this.known = this.settings = await readAdminSettings();
      this.state = 'ready';
    } catch {
      this.state = 'load-failed';
    }
  }

  /** The switch takes effect at once; other changes that are not saved yet stay in the form. */
  private async switch(accepting_messages: boolean): Promise<void> {
    this.dialog.close();
    if (this.settings === null) return;
    this.state = 'saving';
    try {
      await replaceAdminSettings({ ...(await readAdminSettings()), accepting_messages });
      this.settings = { ...this.settings, accepting_messages };
      if (this.known !== null) this.known = { ...this.known, accepting_messages };
      this.state = 'saved';
    } catch {
      this.state = 'failed';
    }
  }

  private readonly submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const checked = AdminSettingsInput.safeParse(this.settings);
    this.problems = new Set(checked.error?.issues.map(({ path }) => path.join('.')) ?? []);
    if (!checked.success) {
      await this.updateComplete;
      this.renderRoot.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
      return;
    }
    this.state = 'saving';
    try {
      // Another admin may have changed something meanwhile, the switch above all: only what was changed here is written.
      const now = await readAdminSettings();
      this.known = this.settings = await replaceAdminSettings(withChanges(now, this.known ?? now, checked.data));
      this.state = 'saved';
    } catch {
      this.state = 'failed';
    }
  };
}

/** A number as its field shows it; what is none is an empty field. */
const inField = (value: number): string => (Number.isNaN(value) ? '' : String(value));

declare global {
  interface HTMLElementTagNameMap {
    'oma-admin-settings': OmaAdminSettings;
  }
}
