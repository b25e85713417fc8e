import { localized, msg, str } from '@lit/localize';
import { ASK_LIMITS, type AskDocument, askProblems, type AskQuestion, type AskReply, type Part } from '@oma/contract';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { answerAsk, watchAsk } from '../../data/asks.ts';
import { currentLocale } from '../../i18n/localization.ts';
import { shared } from '../../styles/shared.ts';
import { formatClock } from '../../text/format.ts';
import { formatDuration } from '../../text/format-duration.ts';
import { choiceStyles, fieldStyles } from '../agent-form/field-styles.ts';
import { keepComposing } from '../composing.ts';
import '../oma-icon.ts';
import '../oma-tool-line.ts';
import { PageState } from '../page-state.ts';
import { type AskDraft, forgetAsk, keepAsk, readKeptAsk } from './kept-ask.ts';

const BLANK: AskDraft = { choices: [], isOther: false, other: '' };

/**
 * What the agent asks in the middle of its work: a form while it waits for the answer, question and answer afterwards; the same in every window. Fires
 * `ask-open` once the form is there.
 */
@localized()
@customElement('oma-ask')
export class OmaAsk extends LitElement {
  @property() sessionId = '';
  @property() messageId = '';
  /** The use of the tool that asked. */
  @property({ attribute: false }) use!: Extract<Part, { k: 'tool' }>;
  /** Whether the turn is over: what is unanswered then stays so. */
  @property({ type: Boolean }) isOver = false;
  /** Undefined until known; null where it was not put before anybody. */
  @state() private ask: AskDocument | null | undefined;
  @state() private drafts: readonly AskDraft[] = [];
  /** The questions that have no answer yet, once somebody tried to send. */
  @state() private missing: readonly number[] = [];
  @state() private isSending = false;
  @state() private refusal = '';
  @state() private now = Date.now();
  private readonly page = new PageState(this);
  private watched = '';
  /** Of which question it was told that its form is there. */
  private told = '';
  private endWatching: (() => void) | null = null;
  private clock: ReturnType<typeof setInterval> | undefined;

  static override styles = [
    shared,
    fieldStyles,
    choiceStyles,
    css`
      .ask {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-3);
        padding: var(--space-4);
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--surface-low);
        font-size: var(--text-2);
        overflow-wrap: anywhere;
      }
      .ask.open {
        border-color: var(--accent);
      }
      .title {
        display: flex;
        gap: var(--space-2);
        align-items: center;
        font-weight: 600;
      }
      form {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-4);
      }
      .other {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-2);
        grid-column: 1 / -1;
      }
      .send {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2) var(--space-3);
        align-items: center;
      }
      .send .hint {
        flex: 1 1 14rem;
        margin: 0;
      }
      dl {
        display: grid;
        gap: var(--space-1);
        margin: 0;
      }
      dt {
        color: var(--ink-soft);
      }
      dd {
        margin: 0 0 var(--space-2);
        font-weight: 600;
        white-space: break-spaces;
      }
      dd:last-child {
        margin-bottom: 0;
      }
      p {
        margin: 0;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stopWatching();
  }

  override updated(): void {
    const wanted = this.isConnected ? `${this.sessionId}/${this.messageId}/${this.use.id}` : '';
    if (wanted !== this.watched) void this.watch(wanted);
    if (this.isOpen && this.told !== wanted) {
      this.told = wanted;
      this.dispatchEvent(new CustomEvent('ask-open', { bubbles: true, composed: true }));
    }
    const isCounting = this.isOpen;
    if (isCounting) this.clock ??= setInterval(() => (this.now = Date.now()), 1000);
    else this.stopClock();
  }

  private get place() {
    return { uid: this.page.who?.uid ?? '', sessionId: this.sessionId, messageId: this.messageId, askId: this.use.id };
  }

  private get isOpen(): boolean {
    return this.ask?.answer === null && !this.isOver;
  }

  private async watch(wanted: string): Promise<void> {
    this.stopWatching();
    this.watched = wanted;
    if (wanted === '') return;
    const end = await watchAsk(this.place, {
      onValue: (ask) => {
        if (this.watched !== wanted) return;
        if (this.ask === undefined) this.drafts = readKeptAsk(this.place);
        this.ask = ask;
        if (ask !== null && !this.isOpen) forgetAsk(this.place);
        // An answer is final.
        if (ask !== null && ask.answer !== null) this.endWatching?.();
      },
      onRefused: () => {
        if (this.watched === wanted) this.ask = null;
      },
    });
    if (this.watched === wanted) this.endWatching = end;
    else end();
  }

  private stopWatching(): void {
    this.watched = '';
    this.endWatching?.();
    this.endWatching = null;
    this.stopClock();
  }

  private stopClock(): void {
    clearInterval(this.clock);
    this.clock = undefined;
  }

  override render() {
    const { ask } = this;
    if (ask === undefined || (ask === null && this.use.result === null && !this.isOver))
      return html`<p class="hint">${msg('물음을 불러오고 있어요', { id: 'ask-loading' })}</p>`;
    if (ask === null) return html`<oma-tool-line .use=${this.use} ?isOver=${this.isOver}></oma-tool-line>`;
    return html`<section
      class="ask ${this.isOpen ? 'open' : ''}"
      aria-labelledby="title"
      tabindex="-1"
      data-testid="ask"
      data-state=${this.standing(ask)}
    >
      <p class="title" id="title"><oma-icon name="message"></oma-icon>${this.heading(ask)}</p>
      ${this.isOpen ? this.renderForm(ask) : this.renderAnswers(ask)}
    </section>`;
  }

  private standing({ answer }: AskDocument): 'open' | 'person' | 'timeout' | 'unanswered' {
    return answer?.by ?? (this.isOver ? 'unanswered' : 'open');
  }

  private heading(ask: AskDocument): string {
    switch (this.standing(ask)) {
      case 'open':
        return msg('답해 주세요', { id: 'ask-open' });
      case 'person':
        return msg('이렇게 답했어요', { id: 'ask-answered' });
      case 'timeout':
        return msg('답이 없어 알아서 이어 갔어요', { id: 'ask-timeout' });
      case 'unanswered':
        return msg('답하지 않고 끝났어요', { id: 'ask-unanswered' });
    }
  }

  private renderForm({ questions, expires_at }: AskDocument) {
    const left = Math.max(0, expires_at.getTime() - this.now);
    const until = formatClock(expires_at, currentLocale());
    return html`<form novalidate @submit=${(event: SubmitEvent) => void this.send(event)} @keydown=${keepComposing}>
      ${questions.map((question, index) => this.renderQuestion(question, index))}
      ${this.refusal === '' ? nothing : html`<p class="error" role="alert">${this.refusal}</p>`}
      <div class="send">
        <button class="primary" ?disabled=${this.isSending}>${msg('답 보내기', { id: 'ask-send' })}</button>
        <p class="hint">
          ${msg(str`${until}까지 답이 없으면 알아서 판단해 이어서 해요.`, { id: 'ask-until' })}
          <span aria-hidden="true"
            >${msg(str`${formatDuration(left, currentLocale()).replace(/\.\d/, '')} 남았어요.`, { id: 'ask-left' })}</span
          >
        </p>
      </div>
    </form>`;
  }

  private renderQuestion({ question, header, multi_select, options }: AskQuestion, index: number) {
    const { choices, isOther, other } = this.draft(index);
    const type = multi_select ? 'checkbox' : 'radio';
    const isMissing = this.missing.includes(index);
    const name = `question-${index}`;
    return html`<fieldset aria-describedby=${isMissing ? `missing-${index}` : nothing}>
      <legend>${header === '' ? nothing : html`<span class="hint">${header} · </span>`}${question}</legend>
      <div class="choices">
        ${options.map(
          ({ label, description }, at) =>
            html`<label class="choice"
              ><input
                type=${type}
                name=${name}
                value=${at}
                .checked=${live(choices.includes(label))}
                @change=${() => this.choose(index, label, multi_select)}
              /><b>${label}</b>${description === '' ? nothing : html`<span class="hint">${description}</span>`}</label
            >`,
        )}
        <label class="choice"
          ><input
            type=${type}
            name=${name}
            value="other"
            .checked=${live(isOther)}
            @change=${() => this.chooseOther(index, multi_select ? !isOther : true, multi_select)}
          /><b>${msg('직접 쓰기', { id: 'ask-other' })}</b></label
        >
      </div>
      ${
        isOther
          ? html`<input
              name="words-${index}"
              aria-label=${msg(str`직접 쓰기: ${question}`, { id: 'ask-other-named' })}
              maxlength=${ASK_LIMITS.other}
              .value=${live(other)}
              @input=${(event: InputEvent) => this.write(index, event)}
            />`
          : nothing
      }
      ${
        isMissing
          ? html`<p class="error" id="missing-${index}" role="alert">
              <oma-icon name="circle-alert"></oma-icon
              >${isOther ? msg('내용을 적어 주세요.', { id: 'ask-missing-words' }) : msg('답을 골라 주세요.', { id: 'ask-missing' })}
            </p>`
          : nothing
      }
    </fieldset>`;
  }

  private renderAnswers({ questions, answer }: AskDocument) {
    return html`<dl>
      ${questions.map(({ question }, index) => {
        const reply = answer?.by === 'person' ? answer.replies[index] : undefined;
        const words = reply === undefined ? '' : [...reply.choices, ...(reply.other === null ? [] : [reply.other])].join(', ');
        return html`<dt>${question}</dt>
          ${words === '' ? nothing : html`<dd>${words}</dd>`}`;
      })}
    </dl>`;
  }

  private draft(index: number): AskDraft {
    return this.drafts[index] ?? BLANK;
  }

  private change(index: number, draft: AskDraft): void {
    this.drafts = (this.ask?.questions ?? []).map((_question, at) => (at === index ? draft : this.draft(at)));
    this.missing = this.missing.filter((one) => one !== index);
    keepAsk(this.place, this.drafts);
  }

  private choose(index: number, label: string, isMany: boolean): void {
    const draft = this.draft(index);
    const others = draft.choices.filter((one) => one !== label);
    if (!isMany) this.change(index, { ...draft, choices: [label], isOther: false });
    else this.change(index, { ...draft, choices: others.length < draft.choices.length ? others : [...others, label] });
  }

  private chooseOther(index: number, isOther: boolean, isMany: boolean): void {
    const draft = this.draft(index);
    this.change(index, { ...draft, isOther, choices: isMany ? draft.choices : [] });
    if (isOther) void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLInputElement>(`[name=words-${index}]`)?.focus());
  }

  private write(index: number, { target }: InputEvent): void {
    if (target instanceof HTMLInputElement) this.change(index, { ...this.draft(index), other: target.value });
  }

  private async send(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (this.isSending || this.ask === null || this.ask === undefined) return;
    const { questions } = this.ask;
    const replies = questions.map((_question, index): AskReply => {
      const { choices, isOther, other } = this.draft(index);
      return { choices: [...choices], other: isOther && other.trim() !== '' ? other.trim() : null };
    });
    this.missing = askProblems(questions, replies).map(({ question }) => question);
    const [first] = this.missing;
    if (first !== undefined) {
      this.renderRoot.querySelectorAll('fieldset')[first]?.querySelector('input')?.focus();
      return;
    }
    this.isSending = true;
    this.refusal = '';
    try {
      await answerAsk(this.place, replies);
      this.renderRoot.querySelector<HTMLElement>('.ask')?.focus();
    } catch (error) {
      const isTooLate = error instanceof Error && 'code' in error && error.code === 'conflict';
      this.refusal = isTooLate
        ? msg('다른 곳에서 이미 답했거나, 더는 답을 기다리지 않아요.', { id: 'ask-late' })
        : msg('답을 보내지 못했어요. 다시 눌러 주세요.', { id: 'ask-failed' });
    } finally {
      this.isSending = false;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-ask': OmaAsk;
  }
}
