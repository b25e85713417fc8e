import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { shared } from '../../styles/shared.ts';
import { testProblemText } from '../../text/agent-test-text.ts';
import { ariaInvalid, written } from '../agent-form/field-parts.ts';
import '../oma-icon.ts';
import './oma-test-trait.ts';
import type { TestProblems } from './test-problems.ts';
import { BLANK_TRAIT, blankTest, mayAddTrait, type TestWriting, type TraitWriting } from './test-writing.ts';

const NONE: TestProblems['traits'] = new Map();

/** One test: what is asked, and what is expected of the answer. Folded, it says the beginning of what is asked. Fires `written` with it, `open` with whether it is, and `remove`. */
@localized()
@customElement('oma-agent-test')
export class OmaAgentTest extends LitElement {
  @property({ attribute: false }) test: TestWriting = blankTest('');
  /** Counts from 1. */
  @property({ type: Number }) number = 1;
  @property({ type: Boolean }) isOpen = false;
  /** Null where it is right. */
  @property({ attribute: false }) problems: TestProblems | null = null;
  @query('textarea') private readonly prompt!: HTMLTextAreaElement | null;

  static override styles = [
    shared,
    css`
      :host {
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--surface-high);
      }
      h3 {
        margin: 0;
      }
      .head {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: 0 var(--space-2);
        width: 100%;
        min-height: 52px;
        padding: var(--space-2) var(--space-3);
        border: 0;
        background: none;
        font-weight: 400;
        text-align: start;
        white-space: normal;
      }
      .head b {
        overflow: hidden;
        font-weight: 600;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .head .hint {
        grid-column: 1;
      }
      .head oma-icon {
        grid-row: 1 / span 2;
        grid-column: 2;
        color: var(--ink-soft);
      }
      .wrong {
        color: var(--bad);
      }
      .content {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-2);
        padding: 0 var(--space-3) var(--space-3);
      }
      textarea {
        resize: none;
        field-sizing: content;
        min-height: 4rem;
        max-height: 14rem;
        line-height: 1.5;
      }
      h4 {
        margin: var(--space-2) 0 0;
        font-size: var(--text-2);
      }
      .error {
        margin: 0;
      }
      ol {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li + li {
        border-top: 1px solid var(--line);
      }
      .acts {
        display: flex;
        flex-wrap: wrap;
        justify-content: space-between;
        gap: var(--space-2);
      }
    `,
  ];

  override render() {
    const { test, number, isOpen, problems } = this;
    const name = test.prompt.trim() === '' ? msg(str`테스트 ${number}`, { id: 'test-number' }) : beginning(test.prompt);
    return html`
      <h3>
        <button
          class="head"
          aria-expanded=${isOpen}
          data-testid="test-head"
          @click=${() => this.dispatchEvent(new CustomEvent('open', { detail: !isOpen }))}
        >
          <b>${name}</b>
          ${
            problems === null
              ? html`<span class="hint">${msg(str`바라는 것 ${test.traits.length}개`, { id: 'test-traits-count' })}</span>`
              : html`<span class="hint wrong">${msg('고칠 곳이 있어요', { id: 'test-wrong' })}</span>`
          }
          <oma-icon name=${isOpen ? 'x' : 'pencil'}></oma-icon>
        </button>
      </h3>
      ${isOpen ? this.renderContent() : nothing}
    `;
  }

  private renderContent() {
    const { test, problems } = this;
    const wrong = problems?.prompt ?? null;
    const words = wrong === null ? '' : testProblemText(wrong, null);
    return html`<div class="content">
      <label
        >${msg('물어볼 말', { id: 'test-prompt' })}
        <textarea
          rows="2"
          data-testid="test-prompt"
          placeholder=${msg('예: 이번 달 매출 예시를 월별로 정리해 줘', { id: 'test-prompt-example' })}
          aria-describedby="prompt-note"
          aria-invalid=${ariaInvalid(words)}
          .value=${live(test.prompt)}
          @input=${() => this.tell({ prompt: this.prompt?.value ?? '' })}
        ></textarea>
      </label>
      ${words === '' ? nothing : html`<p class="error" id="prompt-note" role="alert">${words}</p>`}
      <h4>${msg('답에 바라는 것', { id: 'test-traits' })}</h4>
      ${problems === null || problems.list === null ? nothing : html`<p class="error" role="alert">${testProblemText(problems.list, null)}</p>`}
      <ol>
        ${test.traits.map(
          (trait, index) =>
            html`<li>
              <oma-test-trait
                data-testid="trait"
                data-kind=${trait.kind}
                .trait=${trait}
                .number=${index + 1}
                .problems=${(problems?.traits ?? NONE).get(index) ?? new Map()}
                @written=${({ detail }: CustomEvent<TraitWriting>) => this.tell({ traits: test.traits.with(index, detail) })}
                @remove=${() => void this.takeOut(index)}
              ></oma-test-trait>
            </li>`,
        )}
      </ol>
      <div class="acts">
        <button data-testid="trait-add" ?disabled=${!mayAddTrait(test)} @click=${() => void this.add()}>
          <oma-icon name="plus"></oma-icon>${msg('바라는 것 더하기', { id: 'trait-add' })}
        </button>
        <button class="quiet" data-testid="test-remove" @click=${() => this.dispatchEvent(new CustomEvent('remove'))}>
          <oma-icon name="trash"></oma-icon>${msg('이 테스트 빼기', { id: 'test-remove' })}
        </button>
      </div>
    </div>`;
  }

  private tell(change: Partial<TestWriting>): void {
    this.test = { ...this.test, ...change };
    this.dispatchEvent(written(this.test));
  }

  private async add(): Promise<void> {
    this.tell({ traits: [...this.test.traits, BLANK_TRAIT] });
    await this.updateComplete;
    const added = [...this.renderRoot.querySelectorAll('oma-test-trait')].at(-1);
    await added?.updateComplete;
    added?.focus();
  }

  private async takeOut(index: number): Promise<void> {
    this.tell({ traits: this.test.traits.toSpliced(index, 1) });
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('[data-testid=trait-add]')?.focus();
  }

  override focus(): void {
    (this.prompt ?? this.renderRoot.querySelector<HTMLElement>('.head'))?.focus();
  }

  /** Gives the focus to the first thing that is wrong; it has to be open for that. False where nothing is. */
  async focusProblem(): Promise<boolean> {
    await this.updateComplete;
    if (this.problems === null) return false;
    if (this.problems.prompt !== null) {
      this.prompt?.focus();
      return true;
    }
    for (const trait of this.renderRoot.querySelectorAll('oma-test-trait')) {
      await trait.updateComplete;
      if (trait.focusProblem()) return true;
    }
    this.renderRoot.querySelector<HTMLElement>('[data-testid=trait-add]')?.focus();
    return true;
  }
}

/** One line does for a name, and a very long one would only be measured. */
const beginning = (prompt: string): string => prompt.trim().slice(0, 200).toWellFormed();

declare global {
  interface HTMLElementTagNameMap {
    'oma-agent-test': OmaAgentTest;
  }
}
