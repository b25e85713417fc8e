import { traceOf } from '@oma/contract';
import { expect, it } from 'vitest';
import { inTrace, joinTrace } from './log-context.ts';
import { createLog, type LogFields } from './log.ts';
import { measure } from './operations/measure.ts';

const MESSAGE = '01ARZ3NDEKTSV4RRFFQ69G5FAV';
const OTHER = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16) };
const NAME = 'logging.googleapis.com/trace';

function lines() {
  const written: Record<string, unknown>[] = [];
  const log = createLog({ service: 'runs', version: '1', project: 'p' }, (line) => void written.push(JSON.parse(line) as never));
  return { written, log };
}

it('writes a line about a message into its trace, any other into that of the work it is written in', async () => {
  const { written, log } = lines();
  await inTrace(OTHER, async () => {
    await Promise.resolve();
    log('INFO', 'here');
    log('INFO', 'of_a_message', { message_id: MESSAGE });
    log('INFO', 'of_what_is_no_message', { message_id: '../x' });
  });
  log('INFO', 'nowhere');
  inTrace(null, () => log('INFO', 'nowhere'));
  const trace = (id: string): string => `projects/p/traces/${id}`;
  expect(written.map((line) => line[NAME])).toEqual([
    trace(OTHER.traceId),
    trace(traceOf(MESSAGE).traceId),
    trace(OTHER.traceId),
    undefined,
    undefined,
  ]);
});

it('writes into a trace from when its work has joined it, and only what that work writes', async () => {
  const { written, log } = lines();
  const work = async (): Promise<void> => {
    log('INFO', 'before');
    await Promise.resolve().then(() => joinTrace(OTHER));
    joinTrace(null);
    log('INFO', 'after');
  };
  await inTrace(null, async () => {
    const working = work();
    inTrace(null, () => log('INFO', 'beside'));
    await working;
    log('INFO', 'at the end');
  });
  joinTrace(OTHER);
  log('INFO', 'nowhere');
  const joined = `projects/p/traces/${OTHER.traceId}`;
  expect(written.map((line) => [line['event'], line[NAME]])).toEqual([
    ['before', undefined],
    ['beside', undefined],
    ['after', joined],
    ['at the end', joined],
    ['nowhere', undefined],
  ]);
});

it('lets nothing through that has no name for it', () => {
  const { written, log } = lines();
  log('INFO', 'x', { content: '홍길동', run_id: 'run_x' } as LogFields);
  expect(written).toEqual([{ severity: 'INFO', event: 'x', run_id: 'run_x', time: expect.any(String) as string }]);
});

it('writes all that an event measures, as serious as it is', () => {
  const { written, log } = lines();
  measure(log, { event: 'spans_dropped', dropped_count: 3, code: 'http_400' });
  measure(log, { event: 'run_claimed', run_id: 'run_x', session_id: 's', launch_ms: 12, warm: false });
  expect(written).toMatchObject([
    { severity: 'WARNING', event: 'spans_dropped', dropped_count: 3, code: 'http_400' },
    { severity: 'INFO', event: 'run_claimed', run_id: 'run_x', session_id: 's', launch_ms: 12, warm: false },
  ]);
});
