import type { Conversation, Step } from '../../steps.ts';
import { lines, natural, runShell, type Scene, writeFile } from '../scene.ts';
import { lookForPackages, missingFrom, namesOf, program, quoted, stemOf } from './programs.ts';

const PACKAGES = ['pandas', 'openpyxl', 'matplotlib'];
const EXAMPLE = 'sales-raw.csv';

/** As a Korean program hands it out, and as several people have filled it in. */
const RAW = lines(
  '날짜,지점,품목,수량,금액',
  '2025-01-06,강남,노트,120,"1,200,000원"',
  '2025/01/15, 판교 ,볼펜,300,450000',
  '2025.02.03,강남점,노트,150,"1,500,000"',
  '2025-02-17,판교,노트,95,950000',
  '2025-03-04,강남,볼펜,410,"615,000원"',
  '2025/3/20,판교,노트,130,1300000',
  '2025-03-20,판교,노트,130,1300000',
  '2025-04-08,강남,노트,110,1100000',
  '2025.04.22,판교점,볼펜,280,420000',
  '2025-05-12,강남,노트,165,"1,650,000"',
  '2025-05-26,판교,노트,,',
  '2025-06-09,강남,볼펜,520,"780,000원"',
  '2025/06/23,판교,노트,140,1400000',
  '2025-06-23,판교,노트,140,"1,400,000원"',
);
const TO_CP949 = `iconv -f UTF-8 -t CP949 ${EXAMPLE} > ${EXAMPLE}.part && mv ${EXAMPLE}.part ${EXAMPLE}\n`;

/** Without the toolbox: a file that Excel opens with its Korean, and counts of what else would have to be done. */
const convert = (source: string, made: string): string => `from=CP949
iconv -f UTF-8 -t UTF-8 ${quoted(source)} > /dev/null 2>&1 && from=UTF-8
printf '\\357\\273\\277' > ${quoted(made)}
iconv -f "$from" -t UTF-8 ${quoted(source)} | sed 's/ *, */,/g' >> ${quoted(made)}
printf '| %s | %d |\\n' "$from" "$(($(wc -l < ${quoted(made)}) - 1))"`;

function withoutToolbox(source: string, name: string, missing: readonly string[], result: string | undefined, korean: boolean): Step[] {
  const made = `${name}-utf8.csv`;
  return [
    runShell(convert(source, made), korean ? '글자 인코딩만 바꾸기' : 'Change the encoding only'),
    natural(
      korean
        ? `엑셀 파일과 차트는 만들지 못했어요. 여기에는 다음이 없어요: ${namesOf(missing)}. 대신 엑셀에서 한글이 깨지지 않는 CSV로 바꾸고 쉼표 앞뒤의 공백만 지웠어요.\n\n| 원래 인코딩 | 행 |\n|---|---:|\n${result ?? ''}\n\n- \`${made}\`: 바꾼 CSV\n- \`${source}\`: 원본`
        : `I could not make an Excel file or a chart: ${namesOf(missing)} cannot be used here. What I did instead is a CSV file whose Korean Excel shows properly, without spaces around its commas.\n\n| Encoding before | Rows |\n|---|---:|\n${result ?? ''}\n\n- \`${made}\`: the converted file\n- \`${source}\`: the original`,
    ),
  ];
}

/** The program that cleans a table, as one file that its person can keep. */
const cleaner = (): string =>
  program('clean_table.py').replace('from rows_of_data import disagreement, sort_out\n', () => program('rows_of_data.py'));

function withToolbox(conversation: Conversation, source: string, name: string, result: string | undefined, korean: boolean): Step[] {
  return [
    writeFile(conversation, 'clean_table.py', cleaner()),
    runShell(
      `python3 clean_table.py ${quoted(source)} ${quoted(name)} ${korean ? 'ko' : 'en'}`,
      korean ? '표를 정리하고 차트 그리기' : 'Clean the table and draw the chart',
    ),
    natural(
      korean
        ? `표를 정리해 차트와 함께 엑셀 파일로 만들었어요. 겹친 행을 지운 만큼 합계가 달라질 수 있어요.\n\n${result ?? ''}\n\n파일:\n\n- \`${name}.xlsx\`: 정리한 표, 합계와 차트, 바뀐 곳\n- \`${name}-chart.png\`: 같은 차트의 그림\n- \`clean_table.py\`: 이대로 다시 정리할 수 있는 프로그램\n- \`${source}\`: 원본`
        : `The table is clean and in an Excel file, with a chart. Sums differ by the duplicate rows that were dropped.\n\n${result ?? ''}\n\nFiles:\n\n- \`${name}.xlsx\`: the clean table, sums with the chart, changes\n- \`${name}-chart.png\`: the same chart as a picture\n- \`clean_table.py\`: the program, to do it again\n- \`${source}\`: the original`,
    ),
  ];
}

/** The last step says that it was all invented. */
const asExample = (steps: Step[], korean: boolean): Step[] =>
  steps.map((step, index) =>
    index === steps.length - 1 && 'say' in step
      ? { ...step, say: `${step.say}\n\n${korean ? '이 자료는 모두 지어낸 예시예요.' : 'All the data are an invented example.'}` }
      : step,
  );

export const SALES_TABLE: Scene = {
  matches: /cp949|xlsx|(엑셀|excel).*(정리|차트|clean|chart)/i,
  play: (conversation, korean) => {
    const { attached, toolResults } = conversation;
    const given = attached.find((file) => /\.csv$/i.test(file));
    const source = given ?? EXAMPLE;
    const name = given === undefined ? 'sales' : stemOf(given);
    const looked = given === undefined ? 1 : 0;
    const missing = missingFrom(toolResults[looked]);
    const rest =
      missing === null
        ? []
        : missing.length > 0
          ? withoutToolbox(source, name, missing, toolResults[looked + 1], korean)
          : withToolbox(conversation, source, name, toolResults[looked + 2], korean);
    if (given !== undefined)
      return [
        natural(
          korean
            ? '첨부한 표를 열어 정리할게요. 원본은 그대로 둘게요.'
            : 'I will open the table you attached and clean it; the file itself stays.',
        ),
        lookForPackages(PACKAGES, korean),
        ...rest,
      ];
    return [
      natural(
        korean
          ? 'CP949로 저장된 매출 목록을 예시로 만들고, 원본은 둔 채 정리해서 엑셀 파일로 만들게요.'
          : 'I will make up a sales list as a Korean program exports it, in CP949, and turn it into a clean Excel file.',
      ),
      writeFile(conversation, EXAMPLE, RAW),
      lookForPackages(PACKAGES, korean, TO_CP949),
      ...asExample(rest, korean),
    ];
  },
};
