import { msg, str } from '@lit/localize';
import { BUDGET_DETAILS, type Failure, type FailureCode, readFullWorkspace, unreachable, WORKSPACE_LIMITS } from '@oma/contract';
import { visibleText } from './visible-text.ts';

/** What happened, what was kept and what to do, for each code a reply can fail with. `hasAnswer`: whether anything was said before; `hasAgent`: whether an agent answered. */
export function failureText({ code, detail }: Failure, { hasAnswer, hasAgent }: { hasAnswer: boolean; hasAgent: boolean }): string {
  const happened =
    code === 'budget_reached'
      ? whichBudget(detail)
      : code === 'workspace_full'
        ? whichLimit(detail)
        : whatHappened(code, hasAnswer, hasAgent);
  return hasAnswer ? `${happened} ${msg('여기까지의 답은 남겨 두었어요.', { id: 'failure-kept' })}` : happened;
}

/** A budget may have something left, and yet too little for another request. */
function whichBudget(detail: string): string {
  switch (detail) {
    case BUDGET_DETAILS.turn:
      return msg('답 하나에 쓸 수 있는 금액에 닿아 멈췄어요. 이어서 부탁하면 계속해요.', { id: 'failure-budget-turn' });
    case BUDGET_DETAILS.agent:
      return msg('이 에이전트가 오늘 쓸 수 있는 금액이 다음 요청에 모자라 멈췄어요. 한국 시간 자정에 다시 채워져요.', {
        id: 'failure-budget-agent',
      });
    case BUDGET_DETAILS.month:
      return msg('플랫폼이 이번 달에 쓸 수 있는 금액이 다음 요청에 모자라 멈췄어요. 운영자에게 알려 주세요.', {
        id: 'failure-budget-month',
      });
    default:
      return msg('오늘 쓸 수 있는 금액이 다음 요청에 모자라 멈췄어요. 한국 시간 자정에 다시 채워져요.', { id: 'failure-budget' });
  }
}

/** The next question finds the workspace as it is now; a new run begins with what was saved last. */
function whichLimit(detail: string): string {
  const full = readFullWorkspace(detail);
  const kept = msg('마지막으로 저장된 파일은 그대로예요.', { id: 'failure-full-kept' });
  const path = full !== null && 'path' in full ? visibleText(full.path) : '';
  switch (full?.limit) {
    case 'files':
      return `${msg(str`작업 공간의 파일이 ${WORKSPACE_LIMITS.files.toLocaleString()}개를 넘어 저장하지 못했어요. 파일을 줄여 달라고 해 보세요.`, { id: 'failure-full-files' })} ${kept}`;
    case 'folders':
      return `${msg(str`작업 공간의 폴더가 ${WORKSPACE_LIMITS.folders.toLocaleString()}개를 넘어 저장하지 못했어요. 폴더를 줄여 달라고 해 보세요.`, { id: 'failure-full-folders' })} ${kept}`;
    case 'file_bytes':
      return `${msg(str`50MB보다 큰 파일이 있어 작업 공간을 저장하지 못했어요: ${path}. 이 파일을 지우거나 나누어 달라고 해 보세요.`, { id: 'failure-full-file' })} ${kept}`;
    case 'path':
      return `${msg(str`이름이나 경로가 너무 긴 파일이 있어 작업 공간을 저장하지 못했어요: ${path}. 이름을 줄여 달라고 해 보세요.`, { id: 'failure-full-path' })} ${kept}`;
    case 'place':
      return `${msg(str`작업 공간 밖을 가리키는 경로가 있어 저장하지 못했어요: ${path}.`, { id: 'failure-full-place' })} ${kept}`;
    case 'time':
      return `${msg('너무 오래 걸려 작업 공간을 저장하지 못했어요. 파일과 폴더를 줄여 달라고 해 보세요.', { id: 'failure-full-time' })} ${kept}`;
    case 'bytes':
    case undefined:
      return `${msg('작업 공간이 200MB를 넘어 저장하지 못했어요. 큰 파일을 지워 달라고 해 보세요.', { id: 'failure-full' })} ${kept}`;
    default:
      return unreachable(full);
  }
}

function whatHappened(code: Exclude<FailureCode, 'budget_reached' | 'workspace_full'>, hasAnswer: boolean, hasAgent: boolean): string {
  switch (code) {
    case 'launch_failed':
      return msg('실행 환경을 시작하지 못했어요. 질문은 그대로 남아 있으니 다시 시도해 주세요.', { id: 'failure-launch' });
    case 'run_lost':
      return msg(
        '작업하던 실행 환경이 끊겼어요. 이 질문에서 만든 파일은 저장되지 않았을 수 있어요. 다시 시도하면 새 환경에서 처음부터 해요.',
        {
          id: 'failure-lost',
        },
      );
    case 'turn_timeout':
      return msg('정해진 시간 안에 끝내지 못해 멈췄어요. 일을 나누어 부탁해 보세요.', {
        id: 'failure-timeout',
      });
    case 'model_error':
      return hasAgent
        ? msg('모델이 요청을 처리하지 못했어요. 다시 시도하거나 에이전트 설정을 확인해 주세요.', { id: 'failure-model' })
        : msg('모델이 요청을 처리하지 못했어요. 다시 시도하거나 질문을 바꿔 보세요.', { id: 'failure-model-alone' });
    case 'model_overloaded':
      return msg('지금 모델을 쓰는 사람이 많아요. 몇 분 뒤에 다시 시도해 주세요.', { id: 'failure-overloaded' });
    case 'rate_limited':
      return msg('기다리는 질문이 너무 많아요. 앞의 답을 기다린 뒤 다시 보내 주세요.', { id: 'failure-rate' });
    case 'not_accepting':
      return msg('지금은 새 작업을 받지 않고 있어요. 잠시 뒤 다시 시도해 주세요.', { id: 'failure-paused' });
    case 'revoked':
      return hasAnswer
        ? msg('이용이 중지되어 여기서 멈췄어요. 문의가 필요하면 운영자에게 연락해 주세요.', { id: 'failure-revoked-midway' })
        : msg('이용 권한이 없어 실행하지 않았어요. 문의가 필요하면 운영자에게 연락해 주세요.', { id: 'failure-revoked' });
    case 'agent_unavailable':
      return msg('이 에이전트를 지금 쓸 수 없어요. 삭제되었거나 멈춰 있어요.', { id: 'failure-agent' });
    case 'internal':
      return msg('저희 쪽에서 문제가 생겼어요. 질문은 남아 있으니 다시 시도해 주세요.', { id: 'failure-internal' });
    default:
      return unreachable(code);
  }
}
