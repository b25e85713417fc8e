import { msg } from '@lit/localize';
import type { AgentStatus, AgentTool, FailureCode } from '@oma/contract';

export function agentStatusName(status: AgentStatus): string {
  const names: Record<AgentStatus, string> = {
    draft: msg('초안', { id: 'agent-draft' }),
    active: msg('사용 중', { id: 'agent-active' }),
    paused: msg('일시 중지', { id: 'agent-paused' }),
    error: msg('오류', { id: 'agent-error' }),
  };
  return names[status];
}

/** What a switch of the form lets an agent do. */
export function agentToolName(tool: AgentTool): string {
  const names: Record<AgentTool, string> = {
    read: msg('작업 공간의 파일을 읽어요', { id: 'tool-switch-read' }),
    write: msg('파일을 만들고 고쳐요', { id: 'tool-switch-write' }),
    shell: msg('명령을 실행해요', { id: 'tool-switch-shell' }),
    ask: msg('나에게 되물어요', { id: 'tool-switch-ask' }),
  };
  return names[tool];
}

/** Why the platform stopped an agent, and the way on. */
export function agentErrorText(code: FailureCode): string {
  if (code === 'model_error')
    return msg('모델이 세 번 이어서 요청을 거절해 멈췄어요. 모델이나 지시문을 고쳐 저장하면 다시 쓸 수 있어요.', {
      id: 'agent-error-model',
    });
  if (code === 'budget_reached')
    return msg('답 하나에 쓸 금액이 모자라 세 번 이어서 멈췄어요. 금액을 올려 저장하면 다시 쓸 수 있어요.', { id: 'agent-error-budget' });
  return msg('설정 때문에 세 번 이어서 실패해 멈췄어요. 설정을 고쳐 저장하면 다시 쓸 수 있어요.', { id: 'agent-error-other' });
}
