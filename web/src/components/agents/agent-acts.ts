import { msg, str } from '@lit/localize';
import { type Agent, AGENT_MOVES, type AgentFileFormat, canMove } from '@oma/contract';
import { duplicateAgent, removeAgent, replaceAgent } from '../../data/agents.ts';
import { ApiError } from '../../data/api.ts';
import { exportAgent } from '../../data/export-agent.ts';
import { speak } from '../../i18n/localization.ts';
import '../oma-confirm.ts';
import type { IconName } from '../oma-icon.ts';
import { toast } from '../toast.ts';
import { actProblem } from './act-problem.ts';

/** The words come before what says them. */
export const learnWords = (): Promise<void> => speak(() => import('../../i18n/en/acts.ts'));

/** Something that can be done with an agent. `run` answers whether anything changed. */
export type Act = { id: string; icon: IconName; name: string; run: () => Promise<boolean> };

/** How an act ended. `problem`: why it was not done; empty where it was. */
export type ActEnd = { hasChanged: boolean; problem: string };

/** What else can be done with an agent: duplicate, start or pause, take out as a file, delete. `ask` answers whether it is to be deleted. */
export function actsOf(agent: Agent, ask: () => Promise<boolean>): Act[] {
  const { id, version, name, icon, description, tags, config } = agent;
  const move = async (status: 'active' | 'paused', done: string): Promise<boolean> => {
    await replaceAgent(id, version, { name, icon, description, tags, config, status });
    toast(done);
    return true;
  };
  const exporting = (format: AgentFileFormat, title: string): Act => ({
    id: `export-${format}`,
    icon: 'download',
    name: title,
    run: async () => {
      await exportAgent(id, format);
      return false;
    },
  });
  const acts: (Act | null)[] = [
    {
      id: 'duplicate',
      icon: 'copy',
      name: msg('복제', { id: 'agent-duplicate' }),
      run: async () => {
        const copy = await duplicateAgent(id);
        toast(msg(str`‘${copy.name}’ 초안을 만들었어요.`, { id: 'agent-duplicated' }));
        return true;
      },
    },
    agent.status !== 'active' && canMove(AGENT_MOVES, agent.status, 'active')
      ? {
          id: 'activate',
          icon: 'circle-check',
          name: msg('사용 시작', { id: 'agent-activate' }),
          run: () => move('active', msg(str`‘${name}’ 에이전트를 쓸 수 있어요.`, { id: 'agent-activated' })),
        }
      : null,
    agent.status !== 'paused' && canMove(AGENT_MOVES, agent.status, 'paused')
      ? {
          id: 'pause',
          icon: 'pause',
          name: msg('일시 중지', { id: 'agent-pause' }),
          run: () => move('paused', msg(str`‘${name}’ 에이전트를 멈췄어요.`, { id: 'agent-paused-now' })),
        }
      : null,
    exporting('own', msg('파일로 내보내기', { id: 'export-own' })),
    exporting('claude-code', msg('Claude Code 파일로', { id: 'export-claude-code' })),
    exporting('managed-agents', msg('Managed Agents 파일로', { id: 'export-managed-agents' })),
    {
      id: 'delete',
      icon: 'trash',
      name: msg('삭제', { id: 'delete' }),
      run: async () => {
        if (!(await ask())) return false;
        await removeAgent(id);
        toast(msg(str`‘${name}’ 에이전트를 삭제했어요.`, { id: 'agent-deleted' }));
        return true;
      },
    },
  ];
  return acts.filter((act) => act !== null);
}

/** Does it; never throws. */
export async function perform({ run }: Act): Promise<ActEnd> {
  try {
    return { hasChanged: await run(), problem: '' };
  } catch (error) {
    // Somebody changed or deleted it meanwhile, or it was done though no answer came: the list may not be what it was.
    const hasChanged = error instanceof ApiError && (error.isUnanswered || error.code === 'stale_version' || error.code === 'not_found');
    return { hasChanged, problem: actProblem(error) };
  }
}
