import { asIs, lines, natural, runShell, type Scene, writeFile } from './scene.ts';

const LOG = lines(
  '2025-06-02T09:04:11 INFO service started',
  '2025-06-02T09:17:32 ERROR payment: timed out after 30 s',
  '2025-06-02T09:41:05 WARN disk 81 % full',
  '2025-06-02T10:02:48 ERROR payment: timed out after 30 s',
  '2025-06-02T10:03:10 ERROR payment: timed out after 30 s',
  '2025-06-02T10:20:57 INFO retry succeeded, no ERROR left',
  '2025-06-02T10:44:19 ERROR mail: connection refused',
  '2025-06-02T11:15:00 INFO report sent',
  '2025-06-02T13:30:26 ERROR export: file not found',
);

const SCRIPT = lines(
  '#!/bin/sh',
  '# Counts the lines of level ERROR by hour. A line is: TIME LEVEL MESSAGE',
  '# Usage: sh errors-by-hour.sh FILE',
  'if [ ! -r "$1" ]; then',
  '  echo "cannot read: $1" >&2',
  '  exit 1',
  'fi',
  `awk '$2 == "ERROR" { count[substr($1, 1, 13)]++ } END { for (hour in count) print hour ":00", count[hour] }' "$1" | sort`,
);

/** Runs the script, and compares its sum with another way of counting. */
const check = String.raw`sh errors-by-hour.sh sample.log
sum=$(sh errors-by-hour.sh sample.log | awk '{ sum += $2 } END { print sum + 0 }')
lines=$(grep -c '^[^ ]* ERROR ' sample.log)
echo "sum $sum, lines $lines"
[ "$sum" = "$lines" ]`;

export const LOG_ERRORS: Scene = {
  matches: /(로그|\blogs?\b).*(오류|에러|errors?)|(오류|에러|errors?).*(로그|\blogs?\b)/i,
  play: (conversation, korean) => [
    natural(
      korean
        ? '예시 로그를 하나 만들고, 스크립트를 짜서 그 로그로 확인할게요.'
        : 'I will make an example log, write the script, and try it on that log.',
    ),
    writeFile(conversation, 'sample.log', LOG),
    writeFile(conversation, 'errors-by-hour.sh', SCRIPT),
    runShell(check, korean ? '실행하고 합계 맞춰 보기' : 'Run it and check the sum'),
    natural(
      korean
        ? `스크립트를 예시 로그로 돌려 보았어요. 시간대별 합계가 오류 줄의 수와 같아요.\n\n${asIs(conversation.toolResults[2])}\n\n\`\`\`sh\nsh errors-by-hour.sh 서버.log\n\`\`\`\n\n등급이 둘째 칸에 있는 로그에 맞추었어요. 메시지 안에만 ERROR가 있는 줄은 세지 않아요. \`sample.log\`는 지어낸 예시예요.`
        : `I ran the script on the example log. The hours add up to the number of error lines.\n\n${asIs(conversation.toolResults[2])}\n\n\`\`\`sh\nsh errors-by-hour.sh server.log\n\`\`\`\n\nIt expects the level in the second column; a line with ERROR only in its message does not count. \`sample.log\` is an invented example.`,
    ),
  ],
};
