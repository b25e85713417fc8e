import { msg, str } from '@lit/localize';

/** What a tool gave back that failed, without the marks that Claude Code puts around some of it. The end may have been cut off. */
export const toolErrorOutput = (output: string): string =>
  output.replace(/^\s*<tool_use_error>(?:Error: )?([\s\S]*?)(?:<\/tool_use_error>\s*)?$/, '$1');

/** Why a tool failed, in plain words, where what it gave back is one of the known texts of Claude Code; empty otherwise. */
export function toolErrorText(output: string): string {
  const text = toolErrorOutput(output);
  for (const [pattern, words] of KNOWN) {
    const found = pattern.exec(text);
    if (found !== null) return words(found);
  }
  return '';
}

/** How the texts of Claude Code begin; what a command prints may say the same further on. The first that matches tells: what ran out of time has an exit code as well. */
const KNOWN: readonly [RegExp, (found: RegExpExecArray) => string][] = [
  [/^Exit code 143\nCommand timed out after \d/, () => msg('정해진 시간 안에 끝나지 않아 멈췄어요.', { id: 'tool-error-time' })],
  [/^Exit code (\d+)/, ([, code = '']) => msg(str`명령이 오류로 끝났어요 (종료 코드 ${code}).`, { id: 'tool-error-exit' })],
  [/^No such tool available/, () => msg('도구를 쓸 수 없었어요. 이 에이전트에 켜져 있지 않은 도구예요.', { id: 'tool-error-off' })],
  [
    /^Permission to use|^Claude requested permissions to|^File is in a directory that is denied by your permission settings/,
    () => msg('도구를 쓸 수 없었어요. 이 파일이나 명령은 허락되지 않았어요.', { id: 'tool-error-denied' }),
  ],
  [/^InputValidationError/, () => msg('도구에 준 값이 맞지 않아 실행되지 않았어요.', { id: 'tool-error-input' })],
  [/^File has not been read yet/, () => msg('먼저 읽지 않은 파일이라 고치지 않았어요.', { id: 'tool-error-unread' })],
  [/^File has been modified since read/, () => msg('읽은 뒤에 바뀐 파일이라 고치지 않았어요.', { id: 'tool-error-changed' })],
  [/^String (to replace )?not found/, () => msg('바꿀 글을 파일에서 찾지 못했어요.', { id: 'tool-error-no-match' })],
  [/^Found \d+ matches/, () => msg('바꿀 글이 여러 곳에 있어 고치지 않았어요.', { id: 'tool-error-matches' })],
  [/^No changes to make/, () => msg('달라질 것이 없어 고치지 않았어요.', { id: 'tool-error-same' })],
  [
    /^(?:File content|(?:Error: )?result|PDF file)(?: \([^)\n]*\))? exceeds maximum allowed/,
    () => msg('한 번에 읽기에는 너무 커요.', { id: 'tool-error-size' }),
  ],
  [/^EISDIR:|^\S[^\n]* is a directory, not a file/, () => msg('파일이 아니라 폴더예요.', { id: 'tool-error-folder' })],
  [/^(?:File|Directory|Path) does not exist|^ENOENT:/, () => msg('그런 파일이나 폴더가 없어요.', { id: 'tool-error-missing' })],
  [/^\[Request interrupted by user|^The user doesn't want to/, () => msg('중지해서 끝내지 못했어요.', { id: 'tool-error-stopped' })],
];
