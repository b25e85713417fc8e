import { msg } from '@lit/localize';
import type { Session } from '@oma/contract';
import { exportConversation } from '../../data/export-conversation.ts';
import { deleteSession, restoreSession, setSessionStatus } from '../../data/sessions.ts';
import type { IconName } from '../oma-icon.ts';
import { toast } from '../toast.ts';
import { sessionProblem } from './session-problem.ts';

/** Told on `window` when a conversation came back that was deleted. */
export const SESSION_RESTORED = 'session-restored';

/** Something that can be done with a conversation. `run` answers the conversation as it is afterwards, or null where it did not change. */
export type SessionAct = { key: string; icon: IconName; name: string; run: () => Promise<Session | null> };

/** How an act ended. `problem`: why it was not done; empty where it was. */
export type SessionActEnd = { session: Session | null; problem: string };

/** What can be done with a conversation wherever it is shown, beside renaming it. */
export function sessionActs({ id, status }: Pick<Session, 'id' | 'status'>): SessionAct[] {
  const exporting = (format: 'json' | 'markdown', name: string): SessionAct => ({
    key: `export-${format}`,
    icon: 'download',
    name,
    run: async () => {
      await exportConversation(id, format);
      return null;
    },
  });
  return [
    exporting('markdown', msg('Markdown으로 내보내기', { id: 'session-export-markdown' })),
    exporting('json', msg('JSON으로 내보내기', { id: 'session-export-json' })),
    status === 'closed'
      ? {
          key: 'reopen',
          icon: 'play',
          name: msg('다시 열기', { id: 'session-reopen' }),
          run: async () => {
            const session = await setSessionStatus(id, 'active');
            toast(msg('대화를 다시 열었어요.', { id: 'session-reopened' }));
            return session;
          },
        }
      : {
          key: 'close',
          icon: 'power',
          name: msg('대화 닫기', { id: 'session-close' }),
          run: async () => {
            const session = await setSessionStatus(id, 'closed');
            toast(msg('대화를 닫았어요. 읽을 수 있고, 언제든 다시 열 수 있어요.', { id: 'session-closed-now' }));
            return session;
          },
        },
    {
      key: 'delete',
      icon: 'trash',
      name: msg('삭제', { id: 'delete' }),
      run: async () => {
        const session = await deleteSession(id);
        toast(msg('대화를 삭제했어요. 7일 안에 되돌릴 수 있어요.', { id: 'session-deleted' }), {
          name: msg('되돌리기', { id: 'session-undo' }),
          run: () => void restore(id),
        });
        return session;
      },
    },
  ];
}

/** Brings a deleted conversation back, and says how that went. */
export async function restore(id: string): Promise<boolean> {
  try {
    await restoreSession(id);
  } catch (error) {
    toast(sessionProblem(error));
    return false;
  }
  toast(msg('대화를 되돌렸어요.', { id: 'session-restored' }));
  window.dispatchEvent(new Event(SESSION_RESTORED));
  return true;
}

/** Does it; never throws. */
export async function perform({ run }: SessionAct): Promise<SessionActEnd> {
  try {
    return { session: await run(), problem: '' };
  } catch (error) {
    return { session: null, problem: sessionProblem(error) };
  }
}
