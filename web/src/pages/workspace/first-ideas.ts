import { msg } from '@lit/localize';
import { type AgentDocument, isAgentUsable, type SessionDocument } from '@oma/contract';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { loadPart } from '../../components/load-part.ts';

/** What may be asked first in a conversation: only what fits who answers. */
export class FirstIdeas implements ReactiveController {
  private readonly host: ReactiveControllerHost;
  private session: SessionDocument | null = null;
  private agent: AgentDocument | null = null;
  /** What the ready-made agent that this one came from is asked first; null until that is known. */
  private prompts: readonly string[] | null = null;
  private promptsOf: AgentDocument | null = null;

  constructor(host: ReactiveControllerHost) {
    this.host = host;
    host.addController(this);
  }

  /** The conversation, and who answers in it, as far as they are known. */
  turnTo(session: SessionDocument | null, agent: AgentDocument | null): void {
    this.session = session;
    this.agent = agent;
  }

  get all(): readonly string[] {
    if (this.session?.agent_id === null) {
      return [
        msg('매출 CSV를 만들고 합계를 알려 줘', { id: 'idea-csv' }),
        msg('주간 보고서 초안을 써 줘', { id: 'idea-report' }),
        msg('파일 목록을 보여 줘', { id: 'idea-files' }),
        msg('먼저 물어보고 안내문을 써 줘', { id: 'idea-ask' }),
      ];
    }
    if (this.agent === null || !isAgentUsable(this.agent.status) || this.prompts === null) return [];
    if (this.prompts.length > 0) return this.prompts;
    return [msg('너는 어떤 일을 할 수 있어?', { id: 'trial-idea-what' }), msg('시작하려면 무엇을 알려 줘야 해?', { id: 'idea-needed' })];
  }

  hostUpdated(): void {
    void this.findPrompts();
  }

  /** Those of an agent that came from a ready-made one; their texts are loaded for an empty conversation only. */
  private async findPrompts(): Promise<void> {
    const { agent } = this;
    if (agent === null || agent === this.promptsOf || this.session?.message_count !== 0) return;
    this.promptsOf = agent;
    const readyMade = await loadPart(() => import('../agent/ready-made.ts'), { isAhead: true });
    if (readyMade === null || agent !== this.promptsOf) return;
    this.prompts = readyMade.readyMadePrompts(agent);
    this.host.requestUpdate();
  }
}
