import { msg } from '@lit/localize';
import type { ForkedFiles } from '@oma/contract';

/** What stands where a forked conversation begins to be its own: which files came along. */
export function forkedText(files: ForkedFiles): string {
  switch (files) {
    case 'now':
      return msg('여기까지는 다른 대화에서 가져왔어요. 파일도 그때 그대로예요.', { id: 'forked-now' });
    case 'before':
      return msg('여기까지는 다른 대화에서 가져왔어요. 파일은 원래 대화에서 마지막으로 바뀌기 전의 것이라, 위의 답과 다를 수 있어요.', {
        id: 'forked-before',
      });
    case 'none':
      return msg('여기까지는 다른 대화에서 가져왔어요. 함께 온 파일은 없어요.', { id: 'forked-none' });
  }
}
