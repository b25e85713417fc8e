import { msg } from '@lit/localize';
import { type RunPhase, unreachable } from '@oma/contract';

/** What the phase line says while a question is not answered yet. */
export function phaseText(phase: RunPhase | 'sending' | 'sent'): string {
  switch (phase) {
    case 'sending':
      return navigator.onLine ? msg('보내는 중', { id: 'phase-sending' }) : msg('연결되면 보낼게요', { id: 'phase-offline' });
    case 'sent':
      return msg('보냈어요', { id: 'phase-sent' });
    case 'queued':
      return msg('차례를 기다리는 중', { id: 'phase-queued' });
    case 'launching':
      return msg('실행 환경 준비 중', { id: 'phase-launching' });
    case 'starting':
      return msg('작업 공간 여는 중', { id: 'phase-starting' });
    case 'working':
      return msg('작업 중', { id: 'phase-working' });
    case 'waiting':
      return msg('답을 기다리고 있어요', { id: 'phase-waiting' });
    case 'stopping':
      return msg('중지하는 중', { id: 'phase-stopping' });
    case 'idle':
    case 'ended':
      return msg('곧 시작해요', { id: 'phase-soon' });
    default:
      return unreachable(phase);
  }
}
