import { quoted } from './office/programs.ts';
import { asIs, natural, runShell, type Scene } from './scene.ts';

export const ATTACHED_FILES: Scene = {
  matches: /첨부|붙인 파일|attach/i,
  play: ({ attached, toolResults }, korean) => {
    if (attached.length === 0)
      return [
        natural(
          korean
            ? '이 질문에는 첨부한 파일이 없어요. 파일을 입력칸에 끌어다 놓거나 클립 단추로 골라서 다시 물어봐 주세요.'
            : 'No file came with this question. Drop one on the page or choose it with the clip button, and ask again.',
        ),
      ];
    const command = attached
      .map((path) => `wc -c -- ${quoted(path)} && head -c 400 -- ${quoted(path)} | tr -d '\\000' && echo`)
      .join(' && ');
    return [
      natural(korean ? `첨부한 파일 ${attached.length}개를 볼게요.` : `I will look at what you attached.`),
      runShell(command, 'Look at the attached files'),
      natural(
        korean
          ? `이런 파일이 왔어요. 크기와 앞부분이에요.\n\n${asIs(toolResults[0])}`
          : `This is what came: sizes and beginnings.\n\n${asIs(toolResults[0])}`,
      ),
    ];
  },
};
