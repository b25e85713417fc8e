import { natural, type Scene, writeFile } from './scene.ts';

export const WEEKLY_REPORT: Scene = {
  matches: /보고서|report|문서|markdown|마크다운/i,
  play: (conversation, korean) => [
    natural(korean ? '보고서 초안을 파일로 작성할게요.' : 'I will write a first draft of the report to a file.'),
    writeFile(
      conversation,
      'report.md',
      korean
        ? '# 주간 보고서\n\n## 요약\n- 이번 주에 끝낸 일\n- 다음 주에 할 일\n\n## 확인할 것\n1. 일정\n2. 예산\n'
        : '# Weekly report\n\n## Summary\n- What was finished this week\n- What comes next\n\n## To check\n1. Schedule\n2. Budget\n',
    ),
    natural(
      korean
        ? '`report.md`에 초안을 썼어요. 요약과 확인할 것, 두 부분으로 나누었어요. 시뮬레이션이 쓴 예시예요.'
        : 'The draft is in `report.md`, in two parts: a summary and what to check. It is an example that the simulation wrote.',
    ),
  ],
};
