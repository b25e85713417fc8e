import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { About } from './about.ts';
import { endOnCrash } from './end-on-crash.ts';
import { createLog } from './log.ts';

it('ends with one line that says where it crashed and nothing of what the error says', () => {
  const lines: string[] = [];
  const exits: number[] = [];
  const process = Object.assign(new EventEmitter(), { exit: (code: number) => exits.push(code) });
  const log = createLog({ runId: 'run_aaaaaaaaaaaaaaaaaaaa', project: null }, new About(null), (line) => lines.push(line));
  endOnCrash(log, process);
  process.emit('uncaughtException', new TypeError('홍길동.docx'));
  expect(exits).toEqual([1]);
  expect(lines.join('\n')).not.toContain('홍길동');
  expect(JSON.parse(lines.join('\n'))).toMatchObject({
    event: 'crashed',
    run_id: 'run_aaaaaaaaaaaaaaaaaaaa',
    stack_trace: expect.stringMatching(/^TypeError\n {4}at /) as string,
  });
});
