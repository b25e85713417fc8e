import { localized, msg, str } from '@lit/localize';
import { type Agent, agentChanges, type AgentWriting, type Model } from '@oma/contract';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { OmaChoose, Way } from '../../components/oma-choose.ts';
import '../../components/agents/oma-agent-changes.ts';
import '../../components/oma-choose.ts';
import type { OmaConfirm } from '../../components/oma-confirm.ts';
import '../../components/oma-confirm.ts';
import { shared } from '../../styles/shared.ts';

type Question = { about: 'conflict'; newest: Agent; mine: AgentWriting } | { about: 'gone' | 'delete' | 'restore'; name: string };

/** All that the page of an agent asks before it goes on. Each question resolves with the way that was chosen, null where it is to stay as it is. */
@localized()
@customElement('oma-agent-questions')
export class OmaAgentQuestions extends LitElement {
  @property({ attribute: false }) models: readonly Model[] = [];
  @state() private question: Question = { about: 'gone', name: '' };
  /** Whether a question waits for its answer. */
  isAsking = false;
  @query('oma-choose') private readonly choose!: OmaChoose | null;
  @query('oma-confirm') private readonly confirmation!: OmaConfirm | null;

  static override styles = [
    shared,
    css`
      :host {
        display: contents;
      }
      p {
        margin: 0 0 var(--space-4);
        color: var(--ink-soft);
        font-size: var(--text-2);
      }
      oma-confirm p {
        margin: 0;
      }
    `,
  ];

  override render() {
    const { question } = this;
    const [heading, words] = [this.heading(question), this.renderWords(question)];
    const isDelete = question.about === 'delete';
    return isDelete || question.about === 'restore'
      ? html`<oma-confirm
          heading=${heading}
          act=${isDelete ? msg('삭제', { id: 'delete' }) : msg('되돌리기', { id: 'restore' })}
          ?isDangerous=${isDelete}
          >${words}</oma-confirm
        >`
      : html`<oma-choose heading=${heading}>${words}</oma-choose>`;
  }

  /** Another window saved first: shall `mine`, the newest with what was changed here, be the next version? */
  askConflict(newest: Agent, mine: AgentWriting): Promise<'mine' | 'theirs' | null> {
    return this.ask({ about: 'conflict', newest, mine }, [
      { value: 'theirs', label: msg('저장된 내용 불러오기', { id: 'conflict-theirs' }) },
      { value: 'mine', label: msg(str`내가 바꾼 것 저장 (버전 ${newest.version + 1})`, { id: 'conflict-mine' }), isPrimary: true },
    ]);
  }

  /** The agent was deleted: shall what is written become a new one? */
  askGone(name: string): Promise<'anew' | null> {
    return this.ask({ about: 'gone', name }, [{ value: 'anew', label: msg('새 에이전트로 저장', { id: 'save-anew' }), isPrimary: true }]);
  }

  askDelete(name: string): Promise<boolean> {
    return this.confirm({ about: 'delete', name });
  }

  askRestore(name: string): Promise<boolean> {
    return this.confirm({ about: 'restore', name });
  }

  private async confirm(question: Question): Promise<boolean> {
    return (await this.put(question, () => this.confirmation?.ask())) ?? false;
  }

  private async ask<V extends string>(question: Question, ways: readonly (Way & { value: V })[]): Promise<V | null> {
    return (await this.put(question, () => this.choose?.ask(ways))) ?? null;
  }

  private async put<A>(question: Question, ask: () => Promise<A> | undefined): Promise<A | undefined> {
    this.question = question;
    this.isAsking = true;
    try {
      await this.updateComplete;
      return await ask();
    } finally {
      this.isAsking = false;
    }
  }

  private heading(question: Question): string {
    switch (question.about) {
      case 'conflict':
        return msg(str`그사이 새 버전이 저장됐어요 (버전 ${question.newest.version})`, { id: 'conflict-title' });
      case 'gone':
        return msg('이 에이전트는 삭제됐어요', { id: 'gone-title' });
      case 'delete':
        return msg('이 에이전트를 삭제할까요?', { id: 'agent-delete-ask' });
      case 'restore':
        return msg('저장하지 않은 내용이 있어요', { id: 'restore-title' });
    }
  }

  private renderWords(question: Question) {
    switch (question.about) {
      case 'conflict':
        return html`<p>
            ${msg('다른 창에서 먼저 저장했어요. 내가 바꾼 칸만 그 위에 저장할 수 있어요. −는 저장된 내용, +는 내 내용이에요.', { id: 'conflict-words' })}
          </p>
          <oma-agent-changes
            data-testid="conflict-changes"
            .changes=${agentChanges(question.newest, question.mine)}
            .models=${this.models}
          ></oma-agent-changes>`;
      case 'gone':
        return html`<p>${msg('다른 창에서 삭제했어요. 쓴 내용은 그대로 있으니 새 에이전트로 저장할 수 있어요.', { id: 'gone-words' })}</p>`;
      case 'delete':
        return html`<p>
          ${msg(html`<b>${question.name}</b> 에이전트와 모든 버전이 사라지고, 되돌릴 수 없어요. 나눈 대화는 읽을 수 있게 남아요.`, { id: 'agent-delete-what' })}
        </p>`;
      case 'restore':
        return html`<p>
          ${msg('되돌리면 그 버전의 내용이 새 버전으로 저장돼요. 지금 쓰던 내용은 이 브라우저에 따로 남겨 두니 다시 이어서 쓸 수 있어요.', { id: 'restore-words' })}
        </p>`;
      default:
        return nothing;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-agent-questions': OmaAgentQuestions;
  }
}
