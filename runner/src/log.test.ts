import { describeError, traceOf } from '@oma/contract';
import { expect, it } from 'vitest';
import { About } from './about.ts';
import { createLog, type LogFields } from './log.ts';

const RUN = { runId: 'run_aaaaaaaaaaaaaaaaaaaa', project: 'my-project' };
const LAUNCHED_FOR = '01ARZ3NDEKTSV4RRFFQ69G5FAV';
const LATER = '01ARZ3NDEKTSV4RRFFQ69G5FAW';

function lines(about: About) {
  const written: unknown[] = [];
  return { written, log: createLog(RUN, about, (line) => void written.push(JSON.parse(line))) };
}
const traceName = (id: string): string => `projects/my-project/traces/${traceOf(id).traceId}`;

it('writes its first lines into the trace that it was launched in, and those of a turn into the trace of its question', () => {
  const about = new About(traceOf(LAUNCHED_FOR));
  const { written, log } = lines(about);
  log('INFO', 'claimed');
  about.messageId = LATER;
  about.sessionId = 'f0e1';
  log('INFO', 'turn_ended', { turn: 2 });
  expect(written).toMatchObject([
    { event: 'claimed', run_id: RUN.runId, 'logging.googleapis.com/trace': traceName(LAUNCHED_FOR) },
    { event: 'turn_ended', turn: 2, session_id: 'f0e1', message_id: LATER, 'logging.googleapis.com/trace': traceName(LATER) },
  ]);
});

it('lets nothing through but what has a name for it, and nothing of what an error says', () => {
  const { written, log } = lines(new About(null));
  log('ERROR', 'failed', { ...describeError(new Error('홍길동의 편지.docx')), detail: '홍길동' } as LogFields);
  expect(written).toMatchObject([
    { error_name: 'Error', serviceContext: { service: 'runner' }, stack_trace: expect.stringMatching(/^Error\n {4}at /) as string },
  ]);
  expect(JSON.stringify(written)).not.toContain('홍길동');
});
