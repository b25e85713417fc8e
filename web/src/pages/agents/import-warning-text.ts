import { msg, str } from '@lit/localize';
import { type ImportWarning, unreachable } from '@oma/contract';

/** What of a file could not be taken over, in the reader's language. */
export function importWarningText({ code, what, instead }: ImportWarning): string {
  switch (code) {
    case 'left_out':
      return what === ''
        ? msg('여기에는 없는 설정이라 뺐어요.', { id: 'import-left-out' })
        : msg(str`${what}: 여기에는 없어서 뺐어요.`, { id: 'import-left-out-what' });
    case 'no_such_tool':
      return msg(str`${what} 도구는 여기에 없어요.`, { id: 'import-no-tool' });
    case 'restriction_dropped':
      return msg(str`${what}: 제한 없이 ${instead} 도구를 쓸 수 있어요.`, { id: 'import-restriction' });
    case 'tool_added':
      return msg(str`${instead} 도구도 쓸 수 있어요. 여기에서는 한 묶음이에요.`, { id: 'import-tool-added' });
    case 'runs_without_asking':
      return msg('여기에서는 도구를 쓸 때 먼저 묻지 않아요.', { id: 'import-unasked' });
    case 'model_replaced':
      return instead === ''
        ? msg(str`${what}: 여기에서 쓸 수 없는 모델이라 대신 기본 모델을 써요.`, { id: 'import-model-default' })
        : msg(str`${what}: 여기에서 쓸 수 없는 모델이라 대신 ${instead} 모델을 써요.`, { id: 'import-model-other' });
    case 'nothing_to_inherit':
      return msg('물려받을 모델이 없어 기본 모델을 써요.', { id: 'import-no-inherit' });
    case 'shortened':
      return msg(str`${what}자까지만 남기고 줄였어요.`, { id: 'import-shortened' });
    case 'file_not_included':
      return msg(str`${what}: 참고 파일은 함께 내보내지지 않아요. 에이전트에 다시 넣어 주세요.`, { id: 'import-no-file' });
    default:
      return unreachable(code);
  }
}
