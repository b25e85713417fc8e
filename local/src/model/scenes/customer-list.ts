import { lines, natural, runShell, type Scene, writeFile } from './scene.ts';

type Example = { raw: string; cities: Readonly<Record<string, string>>; group: string; words: readonly string[]; columns: string };

const KOREAN: Example = {
  raw: lines(
    '이름,전화번호,가입일,도시',
    ' 김민지 ,010-0000-6789,2025-03-02,서울',
    '이준호,01000007890,2025/03/05,서울시',
    '박서연,010 0000 8901,2025.03.09,부산',
    '최도윤,010-0000-9012,2025-03-11,부산시',
    '김민지,010-0000-6789,2025-03-02,서울특별시',
    '정하은,,2025-03-15,대구',
  ),
  cities: { 서울시: '서울', 서울특별시: '서울', 부산시: '부산' },
  group: '^[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]$',
  words: ['앞뒤 공백 지움', '전화번호 모양 맞춤', '날짜 모양 맞춤', '도시 이름 맞춤', '겹친 행 지움', '전화번호가 빈 행'],
  columns: '| 한 일 | 건수 |',
};
const ENGLISH: Example = {
  raw: lines(
    'Name,Phone,Joined,City',
    ' Anna Lee ,212-555-0101,2025-03-02,New York',
    'Ben Ortiz,(212) 555 0102,2025/03/05,NYC',
    'Chloe Park,6175550103,2025.03.09,Boston',
    'Dan Weber,617-555-0104,2025-03-11,boston',
    'Anna Lee,212-555-0101,2025-03-02,new york',
    'Eva Rossi,,2025-03-15,Chicago',
  ),
  cities: { NYC: 'New York', 'new york': 'New York', boston: 'Boston' },
  group: '^[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]$',
  words: [
    'stray spaces removed',
    'phone numbers brought into one form',
    'dates brought into one form',
    'cities given one name',
    'duplicate rows dropped',
    'rows without a phone number',
  ],
  columns: '| Change | Count |',
};

/** Cleans the list into `customers.csv`, and prints how often each rule applied. */
const clean = ({ cities, group, words, columns }: Example): string => String.raw`printf '\357\273\277' > customers.csv
awk -F, -v OFS=, '
BEGIN { ${Object.entries(cities)
  .map(([from, to]) => `city["${from}"] = "${to}"`)
  .join('; ')} }
NR == 1 { print >> "customers.csv"; next }
{
  before = $0; gsub(/^ +| +$/, "", $1); if ($0 != before) spaces++
  before = $2; gsub(/[^0-9]/, "", $2)
  if ($2 ~ /${group}/) { end = length($2); $2 = substr($2, 1, 3) "-" substr($2, 4, end - 7) "-" substr($2, end - 3) }
  if ($2 != before) phones++
  before = $3; gsub(/[\/.]/, "-", $3); if ($3 != before) dates++
  if ($4 in city) { $4 = city[$4]; cities++ }
  if (seen[$0]++) { doubles++; next }
  if ($2 == "") blanks++
  print >> "customers.csv"
}
END {
  print "${columns}"; print "|---|---:|"
  ${['spaces', 'phones', 'dates', 'cities', 'doubles', 'blanks'].map((count, index) => `printf "| ${words[index] ?? ''} | %d |\\n", ${count}`).join('; ')}
}' customers-raw.csv | tee changes.md`;

export const CUSTOMER_LIST: Scene = {
  matches: /고객.*명단|customer.*list/i,
  play: (conversation, korean) => {
    const example = korean ? KOREAN : ENGLISH;
    return [
      natural(
        korean
          ? '표기가 뒤섞인 명단을 예시로 만들고, 원본은 둔 채 정리한 파일을 새로 만들게요.'
          : 'I will make an untidy example, leave it as it is, and write the clean list to a new file.',
      ),
      writeFile(conversation, 'customers-raw.csv', example.raw),
      runShell(clean(example), korean ? '규칙대로 정리하고 바뀐 곳 세기' : 'Apply the rules and count the changes'),
      natural(
        korean
          ? `여섯 행이 다섯 행이 되었어요. 같은 사람이 두 번 있던 행 하나를 지웠어요.\n\n${conversation.toolResults[1] ?? ''}\n\n- \`customers.csv\`: 정리한 명단. 엑셀에서 바로 열려요.\n- \`changes.md\`: 위의 표\n- \`customers-raw.csv\`: 원본\n\n전화번호가 빈 정하은 님은 지우지 않았어요. 명단은 지어낸 예시예요.`
          : `Six rows became five: one person was there twice.\n\n${conversation.toolResults[1] ?? ''}\n\n- \`customers.csv\`: the clean list, ready for Excel\n- \`changes.md\`: the table above\n- \`customers-raw.csv\`: the original\n\nEva Rossi has no phone number and is still in the list. All of it is an invented example.`,
      ),
    ];
  },
};
