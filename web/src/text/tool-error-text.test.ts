import { describe, expect, it } from 'vitest';
import { toolErrorOutput, toolErrorText } from './tool-error-text.ts';

describe('what a tool gave back that failed', () => {
  it.each([
    ['<tool_use_error>Error: No such tool available: Bash</tool_use_error>', 'No such tool available: Bash'],
    ['Error: what the tool itself says', 'Error: what the tool itself says'],
    ['<tool_use_error>File has not been read', 'File has not been read'],
    ['Exit code 1\n<b>as it is</b>', 'Exit code 1\n<b>as it is</b>'],
    ['Exit code 1\n<tool_use_error>in a file</tool_use_error>', 'Exit code 1\n<tool_use_error>in a file</tool_use_error>'],
  ])('loses the marks around it, and nothing else: %s', (output, shown) => {
    expect(toolErrorOutput(output)).toBe(shown);
  });

  it.each([
    [
      '<tool_use_error>Error: No such tool available: Bash. Bash is not available.</tool_use_error>',
      '도구를 쓸 수 없었어요. 이 에이전트에',
    ],
    ["Claude requested permissions to write to /etc/x, but you haven't granted it yet.", '도구를 쓸 수 없었어요. 이 파일이나'],
    ['<tool_use_error>InputValidationError: Read failed due to the following issue:', '도구에 준 값이'],
    ['<tool_use_error>File has not been read yet. Read it first before writing to it.</tool_use_error>', '먼저 읽지 않은'],
    ['File has been modified since read, either by the user or by a linter.', '읽은 뒤에 바뀐'],
    ['<tool_use_error>String to replace not found in file.\nString: x</tool_use_error>', '바꿀 글을'],
    ['Found 2 matches of the string to replace, but replace_all is false.', '바꿀 글이 여러'],
    ['No changes to make: old_string and new_string are exactly the same.', '달라질 것이'],
    ['File content (30000 tokens) exceeds maximum allowed tokens (25000).', '한 번에 읽기에는'],
    ["EISDIR: illegal operation on a directory, read '/workspace'", '파일이 아니라'],
    ['Error: result (90,000 characters) exceeds maximum allowed tokens. Failed to save output to file: no space', '한 번에 읽기에는'],
    ['PDF file exceeds maximum allowed size of 32MB.', '한 번에 읽기에는'],
    ['/workspace/a is a directory, not a file. To create a file inside it, include the file name.', '파일이 아니라'],
    ["ENOENT: no such file or directory, open '/workspace/a'", '그런 파일이나'],
    ['Directory does not exist: /workspace/a', '그런 파일이나'],
    ["The user doesn't want to proceed with this tool use.", '중지해서'],
    ['File is in a directory that is denied by your permission settings.', '도구를 쓸 수 없었어요. 이 파일이나'],
    ['File does not exist. Note: your current working directory is /workspace.', '그런 파일이나'],
    ['[Request interrupted by user for tool use]', '중지해서'],
    ['Exit code 3\nno such file', '명령이 오류로 끝났어요 (종료 코드 3).'],
    ['Exit code 1\nmy-script: Command timed out after 30s', '명령이 오류로 끝났어요 (종료 코드 1).'],
    ['Exit code 1\nCommand timed out after 30s', '명령이 오류로 끝났어요 (종료 코드 1).'],
    ['Exit code 143\nCommand timed out after 2m 0s', '정해진 시간 안에'],
  ])('is told in plain words: %s', (output, words) => {
    expect(toolErrorText(output)).toContain(words);
  });

  it.each([
    'something else',
    'The user 17 does not exist.',
    'Value 300 exceeds maximum allowed value 255.',
    'connect ENOENT /tmp/socket',
    'the plugin was interrupted by user code',
    '404: nobody requested permissions to read this',
    'Error: No such tool available',
  ])('is left to speak for itself where nobody knows it: %s', (output) => {
    expect(toolErrorText(output)).toBe('');
  });
});
