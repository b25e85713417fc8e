import { lines, natural, runShell, type Scene, writeFile } from './scene.ts';

const BRANCHES = {
  ko: {
    first: lines('날짜,품목,매출', '2025-06-02,노트,184000', '2025-06-03,펜,96500', '2025-06-04,노트,210000'),
    second: lines('날짜,품목,매출', '2025-06-02,펜,120500', '2025-06-03,노트,156000', '2025-06-04,펜,88000', '2025-06-05,노트,175000'),
    column: '지점',
    names: ['강남', '판교'],
    total: '| 지점 | 행 | 매출(원) |',
    all: '합계',
  },
  en: {
    first: lines('Date,Item,Sales', '2025-06-02,Notebooks,184000', '2025-06-03,Pens,96500', '2025-06-04,Notebooks,210000'),
    second: lines(
      'Date,Item,Sales',
      '2025-06-02,Pens,120500',
      '2025-06-03,Notebooks,156000',
      '2025-06-04,Pens,88000',
      '2025-06-05,Notebooks,175000',
    ),
    column: 'Branch',
    names: ['North', 'South'],
    total: '| Branch | Rows | Sales (won) |',
    all: 'Total',
  },
} as const;

/** Puts both files into one, and fails where the sum of the parts is not the sum of the whole. */
const merge = ({ column, names, total, all }: (typeof BRANCHES)['ko' | 'en']): string => String.raw`printf '\357\273\277' > merged.csv
awk -F, -v OFS=, '
FNR == 1 { file++; if (file == 1) print "${column}", $0; next }
{ print (file == 1 ? "${names[0]}" : "${names[1]}"), $0 }
' branch-a.csv branch-b.csv >> merged.csv
awk -F, '
FNR == 1 { next }
FILENAME == "merged.csv" { whole += $4; next }
{ rows[FILENAME]++; sum[FILENAME] += $3; parts += $3 }
END {
  print "${total}"; print "|---|---:|---:|"
  printf "| ${names[0]} | %d | %d |\n", rows["branch-a.csv"], sum["branch-a.csv"]
  printf "| ${names[1]} | %d | %d |\n", rows["branch-b.csv"], sum["branch-b.csv"]
  printf "| ${all} | %d | %d |\n", rows["branch-a.csv"] + rows["branch-b.csv"], whole
  exit parts != whole
}' branch-a.csv branch-b.csv merged.csv`;

export const BRANCH_MERGE: Scene = {
  matches: /지점.*합(치|쳐|칠)|branch.*merge|merge.*branch/i,
  play: (conversation, korean) => {
    const example = BRANCHES[korean ? 'ko' : 'en'];
    return [
      natural(
        korean
          ? '지점 두 곳의 파일을 예시로 만들고, 어느 지점인지 열을 더해 합칠게요.'
          : 'I will make a file for each of two branches and merge them, with a column for the branch.',
      ),
      writeFile(conversation, 'branch-a.csv', example.first),
      writeFile(conversation, 'branch-b.csv', example.second),
      runShell(merge(example), korean ? '합치고 합계 맞춰 보기' : 'Merge and check the sums'),
      natural(
        korean
          ? `두 파일을 \`merged.csv\`로 합쳤어요. 파일마다의 합과 합친 뒤의 합이 같아요.\n\n${conversation.toolResults[2] ?? ''}\n\n원본 두 파일은 그대로예요. 이 숫자는 모두 지어낸 예시예요.`
          : `Both files are merged in \`merged.csv\`. The sums of the parts are the sum of the whole.\n\n${conversation.toolResults[2] ?? ''}\n\nThe two originals are as they were. All these figures are an invented example.`,
      ),
    ];
  },
};
