import { expect, it } from 'vitest';
import { describeError } from './describe-error.ts';

function thrown(message: string): unknown {
  try {
    throw new TypeError(message);
  } catch (error) {
    return error;
  }
}

it('tells the name of an error and where it was thrown, and nothing of what it says', () => {
  const described = describeError(thrown('cannot read 홍길동'));
  expect(described).toMatchObject({
    error_name: 'TypeError',
    stack: expect.stringMatching(/^ {4}at thrown \(.*describe-error\.test\.ts:\d+:\d+\)/) as string,
  });
  expect(JSON.stringify(described)).not.toContain('홍길동');
});

it('is not taken in by a message that looks like a stack', () => {
  const described = describeError(thrown('no\n    at secret (/home/gildong/letter.txt:1:1)\n    at another'));
  expect(described.stack).toMatch(/^ {4}at thrown /);
  expect(JSON.stringify(described)).not.toMatch(/secret|gildong|another/);
});

it('tells nothing of a name or a code that is no word', () => {
  const error = Object.assign(new Error('x'), { name: 'Error: of 홍길동', code: 'a b' });
  expect(describeError(error)).toEqual({ error_name: 'Error', stack: expect.any(String) as string });
  expect(describeError(Object.assign(new Error('x'), { code: 'ECONNRESET' }))).toMatchObject({ error_code: 'ECONNRESET' });
  expect(describeError(Object.assign(new Error('x'), { code: 5 }))).toMatchObject({ error_code: '5' });
});

it.each([
  ['words', 'string'],
  [undefined, 'undefined'],
  [{ message: 'x' }, 'object'],
])('names the type of %s, which is no error', (value, name) => {
  expect(describeError(value)).toEqual({ error_name: name });
});
