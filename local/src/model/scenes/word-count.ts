import { asIs, lines, natural, runShell, type Scene, writeFile } from './scene.ts';

const SCRIPT = lines(
  '#!/bin/sh',
  '# Prints the most frequent words of a text file, each with its count.',
  '# Usage: sh count-words.sh FILE [HOW_MANY]',
  'file=$1',
  'many=${2:-10}',
  'if [ ! -r "$file" ]; then',
  '  echo "cannot read: $file" >&2',
  '  exit 1',
  'fi',
  `LC_ALL=C tr -s '[:space:][:punct:]' '\\n' < "$file" |`,
  `  LC_ALL=C tr '[:upper:]' '[:lower:]' |`,
  `  sed '/^$/d' |`,
  '  LC_ALL=C sort | uniq -c |',
  '  LC_ALL=C sort -k1,1nr -k2 |',
  `  awk '{ print $1, $2 }' |`,
  '  head -n "$many"',
);

const TEST = (words: readonly [string, string, string]): string =>
  lines(
    '#!/bin/sh',
    '# Run: sh count-words.test.sh',
    'here=$(dirname "$0")',
    'work=$(mktemp -d)',
    `trap 'rm -rf "$work"' EXIT`,
    'failed=0',
    'expect() {',
    '  if [ "$2" = "$3" ]; then echo "ok    $1"; else echo "WRONG $1: expected [$2], got [$3]"; failed=1; fi',
    '}',
    '',
    `printf '${words[0]} ${words[1]}\\n${words[0]}, ${words[2]}. ${words[1]} ${words[0]}\\n' > "$work/usual text.txt"`,
    `expect "counts and sorts" "3 ${words[0]} 2 ${words[1]} 1 ${words[2]}" "$(sh "$here/count-words.sh" "$work/usual text.txt" | tr '\\n' ' ' | sed 's/ $//')"`,
    `expect "takes how many" "3 ${words[0]}" "$(sh "$here/count-words.sh" "$work/usual text.txt" 1)"`,
    ': > "$work/empty.txt"',
    'expect "empty file" "" "$(sh "$here/count-words.sh" "$work/empty.txt")"',
    'sh "$here/count-words.sh" "$work/missing.txt" 2> "$work/said"',
    'expect "no such file" "1" "$?"',
    'exit $failed',
  );

export const WORD_COUNT: Scene = {
  matches: /(낱말|단어).*(세는|세어|세 줘)|counts?.*\bwords?\b/i,
  play: (conversation, korean) => [
    natural(
      korean
        ? '표준 명령만 쓰는 셸 스크립트와 테스트를 쓰고, 테스트를 돌려 볼게요.'
        : 'I will write a shell script that needs nothing but standard commands, write tests, and run them.',
    ),
    writeFile(conversation, 'count-words.sh', SCRIPT),
    writeFile(conversation, 'count-words.test.sh', TEST(korean ? ['사과', '배', '감'] : ['apple', 'pear', 'plum'])),
    runShell('sh count-words.test.sh', korean ? '테스트 실행' : 'Run the tests'),
    natural(
      korean
        ? `스크립트를 쓰고 테스트 네 개를 돌려 보았어요.\n\n${asIs(conversation.toolResults[2])}\n\n이렇게 실행해요.\n\n\`\`\`sh\nsh count-words.sh 글.txt 20\n\`\`\`\n\n‘사과를’과 ‘사과는’처럼 조사가 붙은 말은 서로 다른 낱말로 세요. 테스트에 쓴 글은 예시예요.`
        : `The script is written, and its four tests have run.\n\n${asIs(conversation.toolResults[2])}\n\nRun it like this.\n\n\`\`\`sh\nsh count-words.sh text.txt 20\n\`\`\`\n\nIt tells “apple” from “apples”: each form is a word of its own. The texts of the tests are examples.`,
    ),
  ],
};
