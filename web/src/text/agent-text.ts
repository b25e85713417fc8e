import { msg } from '@lit/localize';
import type { AgentStatus, AgentTool } from '@oma/contract';

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
  };
  return names[tool];
}
