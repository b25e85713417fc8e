import { localized, msg } from '@lit/localize';
import { AGENT_TEST_LIMITS } from '@oma/contract';
import { css, html, LitElement } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { shared } from '../../styles/shared.ts';
import { written } from '../agent-form/field-parts.ts';
import '../oma-icon.ts';
import './oma-agent-test.ts';
import type { TestProblems } from './test-problems.ts';
import { blankTest, mayAddTest, type TestsWriting, type TestWriting } from './test-writing.ts';

/** The tests of an agent in a form. Fires `written` with them. */
@localized()
@customElement('oma-test-list')
export class OmaTestList extends LitElement {
  @property({ attribute: false }) writing: TestsWriting = { tests: [], required_rate: null };
  /** By the id of a test. */
  @property({ attribute: false }) problems: ReadonlyMap<string, TestProblems> = new Map();
  @state() private open: ReadonlySet<string> = new Set();

  static override styles = [
    shared,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-2);
      }
      ol {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-2);
        margin: 0;
        padding: 0;
        list-style: none;
      }
      p {
        margin: 0;
        color: var(--ink-soft);
        font-size: var(--text-2);
        line-height: 1.5;
      }
      button {
        justify-self: start;
      }
    `,
  ];

  override render() {
    const { tests } = this.writing;
    return html`
      ${
        tests.length === 0
          ? html`<p data-testid="tests-none">
              ${msg('자주 시킬 일과 답에 바라는 것을 적어 두면, 고칠 때마다 더 나아졌는지 바로 비교할 수 있어요.', { id: 'tests-none' })}
            </p>`
          : html`<ol>
              ${repeat(
                tests,
                ({ id }) => id,
                (test, index) => this.renderTest(test, index),
              )}
            </ol>`
      }
      <button data-testid="test-add" ?disabled=${!mayAddTest(this.writing)} @click=${() => void this.add()}>
        <oma-icon name="plus"></oma-icon>${msg('테스트 더하기', { id: 'test-add' })}
      </button>
    `;
  }

  private renderTest(test: TestWriting, index: number) {
    const { tests } = this.writing;
    return html`<li>
      <oma-agent-test
        data-testid="test"
        data-test=${test.id}
        .test=${test}
        .number=${index + 1}
        .problems=${this.problems.get(test.id) ?? null}
        ?isOpen=${this.open.has(test.id)}
        @open=${({ detail }: CustomEvent<boolean>) => this.turn(test.id, detail)}
        @written=${({ detail }: CustomEvent<TestWriting>) => this.tell(tests.with(index, detail))}
        @remove=${() => void this.takeOut(index)}
      ></oma-agent-test>
    </li>`;
  }

  private turn(id: string, isOpen: boolean): void {
    this.open = new Set(isOpen ? [...this.open, id] : [...this.open].filter((one) => one !== id));
  }

  private tell(tests: TestWriting[]): void {
    this.writing = { ...this.writing, tests };
    this.dispatchEvent(written(this.writing));
  }

  private async add(): Promise<void> {
    const id = crypto.randomUUID();
    if (this.writing.tests.length >= AGENT_TEST_LIMITS.tests) return;
    this.turn(id, true);
    this.tell([...this.writing.tests, blankTest(id)]);
    await this.updateComplete;
    const added = [...this.renderRoot.querySelectorAll('oma-agent-test')].at(-1);
    await added?.updateComplete;
    added?.focus();
  }

  private async takeOut(index: number): Promise<void> {
    this.tell(this.writing.tests.toSpliced(index, 1));
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('[data-testid=test-add]')?.focus();
  }

  /** Opens what is wrong, and gives the focus to the first of it. */
  async focusProblem(): Promise<void> {
    this.open = new Set([...this.open, ...this.problems.keys()]);
    await this.updateComplete;
    for (const test of this.renderRoot.querySelectorAll('oma-agent-test')) if (await test.focusProblem()) return;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-test-list': OmaTestList;
  }
}
