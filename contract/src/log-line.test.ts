import { expect, it } from 'vitest';
import { describeError } from './describe-error.ts';
import { logLine } from './log-line.ts';
import { traceOf } from './trace.ts';

const SOURCE = { service: 'runs', version: '1.2.3', project: 'my-project' };
const AT = new Date('2026-11-27T00:00:00Z');
const MESSAGE = '01ARZ3NDEKTSV4RRFFQ69G5FAV';

const written = (line: Partial<Parameters<typeof logLine>[1]>, source = SOURCE): unknown =>
  JSON.parse(logLine(source, { severity: 'INFO', event: 'run_claimed', fields: {}, trace: null, at: AT, ...line }));

it('writes what Cloud Logging reads, in one line', () => {
  expect(written({ fields: { turn: 1, code: null, ms: undefined }, trace: traceOf(MESSAGE) })).toEqual({
    severity: 'INFO',
    event: 'run_claimed',
    turn: 1,
    code: null,
    'logging.googleapis.com/trace': 'projects/my-project/traces/01563e3ab5d3d6764c61efb99302bd5b',
    time: '2026-11-27T00:00:00.000Z',
  });
});

it('names no trace where nobody knows the project', () => {
  expect(Object.keys(written({ trace: traceOf(MESSAGE) }, { ...SOURCE, project: null } as never) as object)).toEqual([
    'severity',
    'event',
    'time',
  ]);
});

it('writes an error as Error Reporting groups it, without what it says', () => {
  const line = written({ severity: 'ERROR', event: 'request_failed', fields: { ...describeError(new RangeError('홍길동')) } });
  expect(line).toEqual({
    severity: 'ERROR',
    event: 'request_failed',
    error_name: 'RangeError',
    '@type': 'type.googleapis.com/google.devtools.clouderrorreporting.v1beta1.ReportedErrorEvent',
    serviceContext: { service: 'runs', version: '1.2.3' },
    message: 'request_failed',
    stack_trace: expect.stringMatching(/^RangeError\n {4}at .+log-line\.test\.ts:\d+:\d+/) as string,
    time: AT.toISOString(),
  });
});

it('reports what went wrong without an error too', () => {
  const line = written({ severity: 'ERROR', event: 'no_container', fields: { reason: 'socat is not installed' } });
  expect(line).toMatchObject({ message: 'no_container', serviceContext: { service: 'runs' } });
  expect(line).not.toHaveProperty('stack_trace');
});
