import { salesCsv } from './sales-example.ts';
import { natural, runShell, type Scene, writeFile } from './scene.ts';

/** Prints a table of the months with their change, and keeps it in `summary.md` under the heading. */
const summarize = (
  heading: string,
  note: string,
  columns: string,
): string => String.raw`printf '# %s\n\n%s\n\n' '${heading}' '${note}' > summary.md
awk -F, '
function grouped(number,  rest, out) {
  rest = sprintf("%d", number)
  while (length(rest) > 3) { out = "," substr(rest, length(rest) - 2) out; rest = substr(rest, 1, length(rest) - 3) }
  return rest out
}
BEGIN { print "${columns}"; print "|---|---:|---:|" }
NR > 1 { printf "| %s | %s | %s |\n", $1, grouped($2), before ? sprintf("%+.1f %%", ($2 / before - 1) * 100) : "–"; before = $2 }
' sales.csv | tee -a summary.md`;

/** Draws a bar for each month. The bars are computed from the file. */
const draw = (title: string): string => String.raw`awk -F, '
NR > 1 { name[++n] = $1; value[n] = $2; if ($2 > top) top = $2 }
END {
  print "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 640 360\" font-family=\"sans-serif\" font-size=\"14\">"
  print "<rect width=\"640\" height=\"360\" fill=\"#ffffff\"/>"
  print "<text x=\"320\" y=\"32\" text-anchor=\"middle\" font-size=\"18\">${title}</text>"
  for (i = 1; i <= n; i++) {
    height = value[i] / top * 230; x = 50 + (i - 1) * 92
    printf "<rect x=\"%d\" y=\"%.1f\" width=\"60\" height=\"%.1f\" rx=\"4\" fill=\"#3b6fd4\"/>\n", x, 310 - height, height
    printf "<text x=\"%d\" y=\"%.1f\" text-anchor=\"middle\">%d</text>\n", x + 30, 302 - height, value[i] / 10000
    printf "<text x=\"%d\" y=\"334\" text-anchor=\"middle\">%s</text>\n", x + 30, name[i]
  }
  print "</svg>"
}' sales.csv > chart.svg
grep -c 'rx="4"' chart.svg`;

export const SALES_CHART: Scene = {
  matches: /(매출|sales).*(차트|그래프|chart|graph)|(차트|그래프|chart|graph).*(매출|sales)/i,
  play: (conversation, korean) => [
    natural(
      korean
        ? '예시 매출을 CSV로 만들고, 월별 변화를 계산한 다음 차트로 그릴게요.'
        : 'I will write example sales to a CSV file, compute the change from month to month, and draw a chart.',
    ),
    writeFile(conversation, 'sales.csv', salesCsv(korean)),
    runShell(
      korean
        ? summarize('월별 매출', '숫자는 모두 지어낸 예시예요. 단위는 원이에요.', '| 월 | 매출(원) | 전월보다 |')
        : summarize('Monthly sales', 'All figures are an invented example, in won.', '| Month | Sales (won) | Change |'),
      korean ? '월별 변화 계산' : 'Compute the change from month to month',
    ),
    runShell(
      draw(korean ? '월별 매출 (예시, 만 원)' : 'Monthly sales (example, 10,000 won)'),
      korean ? '차트 그리고 막대 세기' : 'Draw the chart and count its bars',
    ),
    natural(
      korean
        ? `6월 매출이 1월보다 **57.5 %** 높아요. 4월에 한 번 줄었고, 나머지 달에는 늘었어요.\n\n${conversation.toolResults[1] ?? ''}\n\n- \`chart.svg\`: 월별 막대 차트\n- \`summary.md\`: 위의 표\n- \`sales.csv\`: 자료\n\n이 숫자는 모두 지어낸 예시예요.`
        : `June is **57.5 %** above January. Sales fell once, in April, and rose in the other months.\n\n${conversation.toolResults[1] ?? ''}\n\n- \`chart.svg\`: a bar for each month\n- \`summary.md\`: the table above\n- \`sales.csv\`: the data\n\nAll these figures are an invented example.`,
    ),
  ],
};
