import { msg } from '@lit/localize';
import { MAX_QUEUED, type SessionDocument } from '@oma/contract';
import { readSettings } from '../../data/settings.ts';

/** Why a question was not taken, and what may be done. `hasField`: what it said is in the field again. */
export async function whyRefused(session: Pick<SessionDocument, 'status' | 'queued'> | null, hasField: boolean): Promise<string> {
  const settings = await readSettings().catch(() => null);
  const reason = reasonOf(session, settings?.accepting_messages !== false);
  return hasField ? `${reason} ${msg('적은 내용은 입력칸에 있어요.', { id: 'refused-kept' })}` : reason;
}

export function reasonOf(session: Pick<SessionDocument, 'status' | 'queued'> | null, isAccepting: boolean): string {
  if (session?.status === 'closed') return msg('닫힌 대화라서 보내지 못했어요. 다시 열고 보내 주세요.', { id: 'refused-closed' });
  if (!isAccepting) return msg('지금은 플랫폼이 새 질문을 받지 않아요. 나중에 다시 보내 주세요.', { id: 'refused-paused' });
  return (session?.queued ?? 0) >= MAX_QUEUED
    ? msg('기다리는 질문이 너무 많아요. 앞의 답이 끝나면 다시 보내 주세요.', { id: 'refused-queue' })
    : msg('보내지 못했어요. 잠시 뒤 다시 보내 주세요.', { id: 'refused' });
}
