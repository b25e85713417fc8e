import { expect, it } from 'vitest';
import { createLog } from '../log.ts';
import { guarded } from './guarded.ts';

it('fails as its work does, and neither its line nor its error says what that said', async () => {
  const lines: string[] = [];
  const log = createLog({ service: 'onMessageCreated', version: '1', project: 'p' }, (line) => void lines.push(line));
  const failing = guarded(
    () => log,
    'onMessageCreated',
    () => Promise.reject(new RangeError('홍길동')),
  );
  const thrown = await failing.catch((error: unknown) => error);
  expect(thrown).toBeInstanceOf(Error);
  expect(String(thrown) + String((thrown as Error).stack) + lines.join('\n')).not.toContain('홍길동');
  expect(JSON.parse(lines.join('\n'))).toMatchObject({
    severity: 'ERROR',
    event: 'trigger_failed',
    task: 'onMessageCreated',
    stack_trace: expect.stringMatching(/^RangeError\n {4}at /) as string,
  });
});

it('says nothing of work that is done', async () => {
  const lines: string[] = [];
  const log = createLog({ service: 'x', version: '1', project: null }, (line) => void lines.push(line));
  await guarded(
    () => log,
    'x',
    () => Promise.resolve(),
  );
  expect(lines).toEqual([]);
});
