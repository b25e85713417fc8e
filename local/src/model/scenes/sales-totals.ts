import { salesCsv } from './sales-example.ts';
import { natural, runShell, type Scene, writeFile } from './scene.ts';

export const SALES_TOTALS: Scene = {
  matches: /csv|매출|sales|표.*(만들|작성)|데이터/i,
  play: (conversation, korean) => [
    natural(korean ? '매출 자료를 CSV 파일로 만들고 합계를 계산해 볼게요.' : 'I will write the sales data to a CSV file and add it up.'),
    writeFile(conversation, 'sales.csv', salesCsv(korean)),
    runShell('awk -F, \'NR>1 {s+=$2; c+=$3} END {printf "%d %d %d\\n", s, c, s-c}\' sales.csv', 'Add up the columns'),
    natural(
      korean
        ? '`sales.csv`를 만들었어요.\n\n| 항목 | 금액 |\n|---|---:|\n| 매출 합계 | 9,150,000 |\n| 비용 합계 | 5,485,000 |\n| 이익 | 3,665,000 |\n\n6월 매출이 가장 높고, 1월보다 **57.5 %** 늘었어요. 이 숫자는 시뮬레이션이 지어낸 예시예요.'
        : 'I made `sales.csv`.\n\n| Item | Amount |\n|---|---:|\n| Sales | 9,150,000 |\n| Cost | 5,485,000 |\n| Profit | 3,665,000 |\n\nJune is the strongest month, **57.5 %** above January. These figures are an example that the simulation made up.',
    ),
  ],
};
