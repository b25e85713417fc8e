import { expect, it } from 'vitest';
import { growthOf } from '../../../test/thread-work.ts';
import { splitTools } from './split-tools.ts';

it.each([
  ['Read, Bash(git log, git (show, diff)), Edit', ['Read', 'Bash(git log, git (show, diff))', 'Edit']],
  ['Bash(echo "("), Read, Write', ['Bash(echo "(")', 'Read', 'Write']],
  ['Bash(git *, Read', ['Bash(git *', 'Read']],
  ['Edit(a, b), Bash((c, Read, Write', ['Edit(a, b)', 'Bash((c', 'Read', 'Write']],
  ['Bash), Read', ['Bash)', 'Read']],
  ['Read', ['Read']],
  ['', ['']],
  [',', ['', '']],
])('%j', (list, tools) => {
  expect(splitTools(list).map((tool) => tool.trim())).toEqual(tools);
});

it.each([',', '(,', ',(', '),', '(a,),', 'Bash('])('takes one pass for many of %j', (unit) => {
  const [half, whole] = [unit.repeat(100_000), unit.repeat(200_000)];
  expect(
    growthOf(
      () => void splitTools(half),
      () => void splitTools(whole),
    ),
  ).toBeLessThan(3.3);
});
