import { msg, str } from '@lit/localize';
import type { AgentFileFormat } from '@oma/contract';
import { actProblem } from '../../components/agents/act-problem.ts';
import { toast } from '../../components/toast.ts';
import { duplicateAgent, removeAgent, restoreVersion } from '../../data/agents.ts';
import { ApiError } from '../../data/api.ts';
import { exportAgent } from '../../data/export-agent.ts';
import type { AgentEdit } from './agent-edit.ts';
import type { OmaAgentQuestions } from './oma-agent-questions.ts';

/** Goes to another page on purpose: nobody is asked whether to stay. */
type Leave = (address: string) => void;
type Acting = { edit: AgentEdit; questions: OmaAgentQuestions; leave: Leave };

/** Makes a draft with the stored content, and goes there. */
export async function duplicate({ edit, leave }: Acting): Promise<void> {
  if (edit.saved === null) return;
  try {
    leave(`/agents/${(await duplicateAgent(edit.saved.id)).id}`);
  } catch (error) {
    toast(actProblem(error));
  }
}

export async function takeOut({ edit }: Acting, format: AgentFileFormat): Promise<void> {
  if (edit.saved === null) return;
  try {
    await exportAgent(edit.saved.id, format);
    if (edit.changes.length > 0) toast(msg('저장된 내용을 내보냈어요. 저장하지 않은 내용은 들어 있지 않아요.', { id: 'export-unsaved' }));
  } catch (error) {
    toast(actProblem(error));
  }
}

export async function remove({ edit, questions, leave }: Acting): Promise<void> {
  if (edit.saved === null || !(await questions.askDelete(edit.saved.name))) return;
  try {
    await removeAgent(edit.saved.id);
  } catch (error) {
    if (!(error instanceof ApiError && error.code === 'not_found')) {
      toast(actProblem(error));
      return;
    }
  }
  edit.forget();
  leave('/agents');
}

/** Makes an earlier version the newest. What is written and not saved is put aside. */
export async function restore({ edit, questions }: Acting, version: number): Promise<void> {
  const { saved } = edit;
  if (saved === null || (edit.changes.length > 0 && !(await questions.askRestore(saved.name)))) return;
  try {
    const restored = await restoreVersion(saved.id, version, saved.version);
    edit.showSaved(restored);
    toast(msg(str`버전 ${version}의 내용으로 되돌렸어요 · 버전 ${restored.version}`, { id: 'version-restored' }));
  } catch (error) {
    if (error instanceof ApiError && error.code === 'stale_version') {
      await edit.reread();
      toast(msg('그사이 새 버전이 저장됐어요. 비교해 보고 다시 되돌려 주세요.', { id: 'restore-stale' }));
    } else toast(actProblem(error));
  }
}
