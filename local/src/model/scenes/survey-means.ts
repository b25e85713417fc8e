import { lines, natural, runShell, type Scene, writeFile } from './scene.ts';

/** What each made-up person answered to the four questions, from 1 to 5. */
const ANSWERS = '5434 4325 5244 4234 5335 3424 4244 5134 4325 5244 4434 5225 3344 4234 5245 4334 5424 4135 5244 4334'.split(' ');
const QUESTIONS = { ko: ['품질', '배송', '가격', '상담'], en: ['Quality', 'Delivery', 'Price', 'Support'] } as const;

const average = (columns: string): string => String.raw`awk -F, '
BEGIN { print "${columns}"; print "|---|---:|---:|---:|" }
NR == 1 { for (i = 2; i <= NF; i++) name[i] = $i; next }
{ for (i = 2; i <= NF; i++) { sum[i] += $i; if ($i <= 2) low[i]++ } count++ }
END { for (i = 2; i <= NF; i++) printf "| %s | %.2f | %d | %d |\n", name[i], sum[i] / count, low[i], count }
' survey.csv | tee survey-summary.md`;

export const SURVEY_MEANS: Scene = {
  matches: /설문|survey/i,
  play: (conversation, korean) => [
    natural(
      korean
        ? '스무 명이 답한 설문을 예시로 만들고, 문항별 평균과 낮은 점수의 수를 셀게요.'
        : 'I will make up a survey of twenty people, average each question, and count the low marks.',
    ),
    writeFile(
      conversation,
      'survey.csv',
      lines(
        [korean ? '번호' : 'Number', ...QUESTIONS[korean ? 'ko' : 'en']].join(','),
        ...ANSWERS.map((answers, index) => `${index + 1},${answers.replace(/\B/g, ',')}`),
      ),
    ),
    runShell(
      average(korean ? '| 문항 | 평균 | 2점 이하 | 답한 사람 |' : '| Question | Mean | 2 or less | Answers |'),
      korean ? '문항별 평균 계산' : 'Average each question',
    ),
    natural(
      korean
        ? `**배송**이 가장 낮아요. 스무 명 가운데 열 명이 2점 이하를 주었어요. 가격도 다섯 명이 낮게 보았고, 품질과 상담은 모두 3점 이상이에요.\n\n${conversation.toolResults[1] ?? ''}\n\n- \`survey-summary.md\`: 위의 표\n- \`survey.csv\`: 답변 전체\n\n스무 명은 적어서 방향만 볼 수 있어요. 이 답변은 모두 지어낸 예시예요.`
        : `**Delivery** is the weak point: ten of twenty people gave it 2 or less. Five marked the price that low, and nobody did so for quality or support.\n\n${conversation.toolResults[1] ?? ''}\n\n- \`survey-summary.md\`: the table above\n- \`survey.csv\`: all answers\n\nTwenty people are few: take this as a direction only. All these answers are an invented example.`,
    ),
  ],
};
