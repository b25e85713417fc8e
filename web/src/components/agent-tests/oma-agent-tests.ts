import { localized, msg } from '@lit/localize';
import {
  type Agent,
  AgentDraft,
  type AgentTest,
  type AgentWriting,
  BLANK_WRITING,
  inputOf,
  type Model,
  priceOf,
  type TestRun,
  timesAsDear,
} from '@oma/contract';
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { shared } from '../../styles/shared.ts';
import { PageState } from '../page-state.ts';
import { notStartedText, testsUnsavedText } from '../../text/agent-test-text.ts';
import '../oma-icon.ts';
import { toast } from '../toast.ts';
import './oma-required-rate.ts';
import './oma-test-chart.ts';
import type { OmaTestList } from './oma-test-list.ts';
import './oma-test-list.ts';
import './oma-test-run.ts';
import type { TestStart } from './oma-test-start.ts';
import './oma-test-start.ts';
import { ratesOf } from './test-rates.ts';
import { TestRuns } from './test-runs.ts';
import { type TestsWriting, writingOfTests } from './test-writing.ts';
import { mayAnswerOtherwise } from './tested-changes.ts';
import { TestsEdit } from './tests-edit.ts';

/**
 * The tests of an agent beside its form: what is asked, what is expected, runs of what is saved and of the form beside it, and what they found. Fires `check`
 * where the form says what no agent may, so that it cannot be tested.
 */
@localized()
@customElement('oma-agent-tests')
export class OmaAgentTests extends LitElement {
  @property() uid = '';
  /** As it is stored; null before it is made. */
  @property({ attribute: false }) agent: Agent | null = null;
  /** As it is written. */
  @property({ attribute: false }) writing: AgentWriting = BLANK_WRITING;
  /** For what they cost. */
  @property({ attribute: false }) models: readonly Model[] = [];
  /** A save was refused because of them. */
  @property({ type: Boolean }) isNeeded = false;
  /** Why the last save or start did not work; empty where it did. */
  @state() private saveProblem = '';
  @state() private startProblem = '';
  @state() private stopping = '';
  /** The tests of the ready-made agent that it came from. */
  @state() private ready: readonly AgentTest[] = [];
  /** A run has ended while it was shown. */
  @state() private hasEnded = false;
  /** Which runs are folded open or shut by hand; the newest is open by itself. */
  @state() private turned: ReadonlyMap<string, boolean> = new Map();
  @query('oma-test-list') private readonly list!: OmaTestList | null;
  private readonly page = new PageState(this);
  private readonly edit = new TestsEdit(this);
  private readonly runs = new TestRuns(this, { onEnded: () => void this.learn(), onSpent: () => void this.page.refresh() });

  static override styles = [
    shared,
    css`
      :host {
        position: relative;
        height: 100%;
        overflow-y: auto;
        padding: var(--space-4);
      }
      :host([hidden]) {
        display: none;
      }
      .content,
      .part,
      .runs {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-3);
      }
      .content {
        gap: var(--space-5);
      }
      .runs {
        margin: 0;
        padding: 0;
        gap: var(--space-2);
        list-style: none;
      }
      h2 {
        margin: 0;
        font-size: var(--text-3);
        line-height: 1.5;
      }
      p {
        margin: 0;
        font-size: var(--text-2);
        line-height: 1.5;
      }
      .none {
        color: var(--ink-soft);
      }
      .none button {
        display: inline-flex;
        margin-top: var(--space-2);
      }
      .ready {
        justify-self: start;
      }
      .needed {
        padding: var(--space-3);
        border-radius: var(--radius);
        background: var(--warn-soft);
        color: var(--warn);
      }
      .acts {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--space-2);
      }
      .acts p {
        flex: 1 1 10rem;
        color: var(--ink-soft);
      }
      .acts .error {
        flex-basis: 100%;
        color: var(--bad);
      }
      .skeleton {
        height: 52px;
        margin-bottom: var(--space-2);
      }
    `,
  ];

  override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get('agent');
    const { agent, uid } = this;
    if (agent === null || uid === '' || !(changed.has('agent') || changed.has('uid'))) return;
    if (before?.id !== agent.id || changed.has('uid')) void this.begin(agent);
    // What was a draft may be a version now.
    if (before?.id !== agent.id || before.version !== agent.version) void this.runs.load(agent.id);
  }

  override updated(changed: PropertyValues<this>): void {
    if (changed.has('isNeeded') && this.isNeeded) this.scrollTop = 0;
  }

  override render() {
    const { agent, edit } = this;
    if (agent === null)
      return html`<p class="none" data-testid="tests-panel">
        ${msg('에이전트를 저장하면 테스트를 만들 수 있어요. 지금은 ‘시험해 보기’에서 직접 물어볼 수 있어요.', { id: 'tests-unmade' })}
      </p>`;
    if (edit.standing === 'loading')
      return html`<div aria-busy="true" data-testid="tests-panel">${[1, 2, 3].map(() => html`<div class="skeleton"></div>`)}</div>`;
    if (edit.standing === 'unreachable')
      return html`<div class="none" role="alert" data-testid="tests-panel">
        <p>${msg('테스트를 불러오지 못했어요. 연결을 확인하고 다시 시도해 주세요.', { id: 'tests-failed' })}</p>
        <button @click=${() => void this.begin(agent)}>${msg('다시 시도', { id: 'try-again' })}</button>
      </div>`;
    return html`<div class="content" data-testid="tests-panel">
      ${
        this.isNeeded
          ? html`<p class="needed" data-testid="tests-needed">
              ${msg('이 내용은 아직 테스트를 통과하지 않아 사용을 시작하지 못했어요. 테스트를 돌려 통과한 뒤 다시 저장해 주세요.', { id: 'tests-needed' })}
            </p>`
          : nothing
      }
      ${this.renderForm()} ${edit.count === 0 && !edit.hasChanges ? nothing : this.renderStart()} ${this.renderRuns()}
    </div>`;
  }

  private renderForm() {
    const { edit } = this;
    const { tests, required_rate } = edit.writing;
    return html`<section class="part" aria-labelledby="tests">
      <h2 id="tests">${msg('테스트', { id: 'tests' })}</h2>
      <oma-test-list
        .writing=${edit.writing}
        .problems=${edit.problems}
        @written=${({ detail }: CustomEvent<TestsWriting>) => this.write(detail)}
      ></oma-test-list>
      ${
        tests.length > 0 || this.ready.length === 0
          ? nothing
          : html`<button
              class="ready"
              data-testid="tests-ready-made"
              @click=${() => this.write({ required_rate, tests: writingOfTests({ tests: [...this.ready], required_rate }).tests })}
            >
              <oma-icon name="list-checks"></oma-icon>${msg('준비된 테스트 쓰기', { id: 'tests-ready-made' })}
            </button>`
      }
      ${
        tests.length === 0 && required_rate === null
          ? nothing
          : html`<oma-required-rate
              .rate=${required_rate}
              @written=${({ detail }: CustomEvent<number | null>) => this.write({ ...edit.writing, required_rate: detail })}
            ></oma-required-rate>`
      }
      ${this.renderSave()}
    </section>`;
  }

  private renderSave() {
    const { edit, saveProblem } = this;
    const isUnsaved = edit.hasChanges;
    if (!isUnsaved && saveProblem === '') return nothing;
    return html`<div class="acts">
      ${
        saveProblem === ''
          ? html`<p data-testid="tests-unsaved">${msg('아직 저장하지 않은 테스트예요.', { id: 'tests-unsaved' })}</p>`
          : html`<p class="error" role="alert" data-testid="tests-save-problem">${saveProblem}</p>`
      }
      <button class="quiet" data-testid="tests-undo" ?disabled=${edit.isSaving} @click=${() => this.throwAway()}>
        ${msg('바꾼 것 버리기', { id: 'tests-undo' })}
      </button>
      <button class="primary" data-testid="tests-save" ?disabled=${edit.isSaving} @click=${() => void this.save()}>
        <oma-icon name=${edit.isSaving ? 'loader' : 'save'} ?spin=${edit.isSaving}></oma-icon>${msg('테스트 저장', { id: 'tests-save' })}
      </button>
    </div>`;
  }

  private renderStart() {
    const { edit, runs } = this;
    return html`<section class="part" aria-labelledby="run">
      <h2 id="run">${msg('돌려 보기', { id: 'tests-run' })}</h2>
      ${
        edit.hasChanges || edit.count === 0
          ? html`<p class="none" data-testid="tests-save-first">
              ${msg('테스트를 저장하면 얼마나 들지 보고 시작할 수 있어요.', { id: 'tests-save-first' })}
            </p>`
          : html`<oma-test-start
              .costs=${edit.costs}
              .leastUsd=${edit.leastUsd}
              .draftTimesAsDear=${this.draftTimesAsDear}
              ?hasDraft=${this.hasDraft}
              ?isStarting=${runs.isStarting}
              reason=${runs.working === null ? '' : msg('도는 테스트가 끝나면 다시 시작할 수 있어요.', { id: 'tests-one-works' })}
              @start=${({ detail }: CustomEvent<TestStart>) => void this.start(detail)}
            ></oma-test-start>`
      }
      ${this.startProblem === '' ? nothing : html`<p class="error" role="alert" data-testid="tests-start-problem">${this.startProblem}</p>`}
    </section>`;
  }

  private get draftTimesAsDear(): number {
    const [saved, draft] = [this.agent?.config.model ?? null, this.writing.config.model].map((model) => priceOf(this.models, model));
    return saved && draft ? timesAsDear(draft, saved) : 1;
  }

  private renderRuns() {
    const { runs, edit } = this;
    if (runs.hasFailed)
      return html`<div class="none" role="alert">
        <p>${msg('지난 결과를 불러오지 못했어요.', { id: 'tests-runs-failed' })}</p>
        <button @click=${() => void (this.agent !== null && runs.load(this.agent.id))}>${msg('다시 시도', { id: 'try-again' })}</button>
      </div>`;
    if (runs.all === null || runs.all.length === 0) return nothing;
    const [newest, ...earlier] = runs.all;
    const rates = ratesOf(runs.all);
    return html`
      <section class="part" aria-labelledby="results">
        <h2 id="results">${msg('결과', { id: 'tests-results' })}</h2>
        <span class="sr" role="status" data-testid="tests-told">${this.told}</span>
        ${newest === undefined ? nothing : this.renderRun(newest, true)}
      </section>
      ${
        rates.length === 0
          ? nothing
          : html`<section class="part" aria-labelledby="rates">
              <h2 id="rates">${msg('버전마다 통과한 비율', { id: 'tests-chart' })}</h2>
              <oma-test-chart .rates=${rates} .required=${edit.writing.required_rate}></oma-test-chart>
            </section>`
      }
      ${
        earlier.length === 0
          ? nothing
          : html`<section class="part" aria-labelledby="earlier">
              <h2 id="earlier">${msg('지난 결과', { id: 'tests-earlier' })}</h2>
              <ol class="runs">
                ${repeat(
                  earlier,
                  ({ id }) => id,
                  (run) => html`<li>${this.renderRun(run, false)}</li>`,
                )}
              </ol>
            </section>`
      }
    `;
  }

  private renderRun(run: TestRun, isNewest: boolean) {
    return html`<oma-test-run
      data-testid="test-run"
      data-run=${run.id}
      .run=${run}
      ?isOpen=${this.turned.get(run.id) ?? isNewest}
      ?isStopping=${this.stopping === run.id}
      @open=${({ detail }: CustomEvent<boolean>) => (this.turned = new Map([...this.turned, [run.id, detail]]))}
      @stop=${() => void this.stop(run.id)}
    ></oma-test-run>`;
  }

  /** What is said aloud: each answer that comes would be too much. */
  private get told(): string {
    if (this.runs.working !== null) return msg('테스트를 돌리고 있어요', { id: 'tests-told-working' });
    return this.hasEnded ? msg('테스트가 끝났어요', { id: 'tests-told-ended' }) : '';
  }

  private get hasDraft(): boolean {
    return this.agent !== null && mayAnswerOtherwise(this.agent, this.writing);
  }

  /** Loads the tests; who has none is offered those of the ready-made agent that it came from. */
  private async begin(agent: Agent): Promise<void> {
    this.ready = [];
    await this.edit.open(this.uid, agent.id);
    if (this.edit.standing !== 'ready' || this.edit.writing.tests.length > 0) return;
    // Without them there is nothing to offer.
    const readyMade = await import('./ready-made-tests.ts').catch(() => null);
    this.ready = readyMade?.readyMadeTestsOf(agent) ?? [];
  }

  private write(writing: TestsWriting): void {
    this.saveProblem = '';
    this.edit.write(writing);
  }

  private throwAway(): void {
    this.saveProblem = '';
    this.edit.throwAway();
  }

  private async save(): Promise<void> {
    const end = await this.edit.save();
    if (end === 'saved') {
      this.saveProblem = '';
      toast(msg('테스트를 저장했어요', { id: 'tests-saved' }));
      return;
    }
    this.saveProblem = testsUnsavedText(end);
    if (end === 'invalid') await this.list?.focusProblem();
  }

  private async start({ times, budget_usd, hasDraft }: TestStart): Promise<void> {
    this.startProblem = '';
    const draft = hasDraft ? AgentDraft.safeParse(inputOf(this.writing)) : null;
    if (draft?.success === false) {
      this.startProblem = msg('에이전트에 고칠 곳이 있어 시작하지 못했어요. 표시한 칸을 봐 주세요.', { id: 'tests-form-invalid' });
      this.dispatchEvent(new CustomEvent('check'));
      return;
    }
    const why = await this.runs.start({ times, budget_usd, ...(draft === null ? {} : { draft: draft.data }) });
    if (why !== null) {
      this.startProblem = notStartedText(why);
      return;
    }
    // How it goes stands below, where it might not be seen.
    await this.updateComplete;
    this.renderRoot.querySelector('oma-test-run')?.scrollIntoView({ block: 'nearest' });
  }

  private async stop(runId: string): Promise<void> {
    this.stopping = runId;
    if (await this.runs.stop(runId)) return;
    this.stopping = '';
    toast(msg('멈추지 못했어요. 다시 눌러 주세요.', { id: 'tests-not-stopped' }));
  }

  /** A run has ended: what attempts cost is better known, and what was a draft may be a version. */
  private async learn(): Promise<void> {
    this.hasEnded = true;
    await this.edit.rereadCosts();
    if (this.agent !== null) await this.runs.load(this.agent.id);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-agent-tests': OmaAgentTests;
  }
}
