import { breakOff } from './break-off.ts';
import { simulateVerdicts } from './judge.ts';
import { designAgent } from './scenes/agent-design.ts';
import { AGENDA_OF_MEETING } from './scenes/agenda.ts';
import { ASKED_NOTICE } from './scenes/asked-notice.ts';
import { ATTACHED_FILES } from './scenes/attached-files.ts';
import { BRANCH_MERGE } from './scenes/branch-merge.ts';
import { CUSTOMER_LIST } from './scenes/customer-list.ts';
import { FILE_LIST } from './scenes/file-list.ts';
import { LOG_ERRORS } from './scenes/log-errors.ts';
import { MEMORY } from './scenes/memory.ts';
import { MINUTES_OF_NOTES } from './scenes/minutes.ts';
import { COMBINED_REPORT } from './scenes/office/combined-report.ts';
import { PDF_DEADLINES, PDF_SUMMARY } from './scenes/office/pdf-guide.ts';
import { SALES_TABLE } from './scenes/office/sales-table.ts';
import { POLISHED_SENTENCE } from './scenes/polished-sentence.ts';
import { PROPOSAL } from './scenes/proposal.ts';
import { SALES_CHART } from './scenes/sales-chart.ts';
import { SALES_TOTALS } from './scenes/sales-totals.ts';
import { natural, type Scene } from './scenes/scene.ts';
import { SURVEY_MEANS } from './scenes/survey-means.ts';
import { TRANSLATED_NOTICE } from './scenes/translated-notice.ts';
import { WEEKLY_REPORT } from './scenes/weekly-report.ts';
import { WORD_COUNT } from './scenes/word-count.ts';
import { WORK_REPORT } from './scenes/work-report.ts';
import type { Conversation, Step } from './steps.ts';

const isKorean = (text: string): boolean => /[가-힣]/.test(text);

/** The first that matches plays: those that ask for more come first. */
const SCENES: readonly Scene[] = [
  PDF_SUMMARY,
  PDF_DEADLINES,
  COMBINED_REPORT,
  SALES_TABLE,
  ATTACHED_FILES,
  ASKED_NOTICE,
  BRANCH_MERGE,
  CUSTOMER_LIST,
  SURVEY_MEANS,
  SALES_CHART,
  LOG_ERRORS,
  WORD_COUNT,
  AGENDA_OF_MEETING,
  MINUTES_OF_NOTES,
  TRANSLATED_NOTICE,
  POLISHED_SENTENCE,
  PROPOSAL,
  WORK_REPORT,
  SALES_TOTALS,
  WEEKLY_REPORT,
  FILE_LIST,
  MEMORY,
];

/** What the simulation answers to ordinary words: in their language, and honest about what it is. */
export function simulate(conversation: Conversation): Step[] {
  if (conversation.isJudging) return simulateVerdicts(conversation.question);
  const steps = answer(conversation);
  return conversation.closing === null ? steps : [...steps, natural(`\n\n${conversation.closing}`)];
}

function answer(conversation: Conversation): Step[] {
  const korean = isKorean(conversation.question) || !/[a-z]/i.test(conversation.question);
  if (conversation.design !== null) return designAgent(conversation, conversation.design, korean);
  const scene = SCENES.find(({ matches }) => matches.test(conversation.question));
  if (scene !== undefined) {
    const steps = scene.play(conversation, korean);
    return conversation.hasFailed ? breakOff(steps, conversation.toolResults, korean) : steps;
  }
  return [
    natural(
      korean
        ? '지금은 **시뮬레이션**이라 정해진 몇 가지 일만 할 수 있어요. 표시되는 토큰과 비용은 지어낸 숫자이고, 실제로 청구되지 않아요.\n\n이렇게 말해 보세요.\n\n- 매출 CSV를 만들고 합계를 알려 줘\n- 주간 보고서 초안을 써 줘\n- 파일 목록을 보여 줘\n- 먼저 물어보고 안내문을 써 줘\n- 아까 내가 뭐라고 했는지 기억해?'
        : 'This is a **simulation**: it can do a few prepared things. The tokens and costs shown are made up; nothing is charged.\n\nTry one of these.\n\n- Make a sales CSV and tell me the totals\n- Write a draft of a weekly report\n- Show me the list of files\n- Ask me first, then write a notice\n- Do you remember what I said?',
    ),
  ];
}
